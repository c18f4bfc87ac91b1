import { DAY_MS } from '../time/day';
import { picoPerRequest, picoPerToken, type FastOffer, type ListedModel, type PriceBand, type PricePeriod } from './book';

/** USD per thousand web searches; web fetches are free. Source: platform.claude.com, web search tool, 2026-11-22. */
export const WEB_SEARCH_USD_PER_THOUSAND = 10;

/** Percent of the list price in the batch tier, all token classes. Source: platform.claude.com, batch processing, 2026-11-22. */
export const BATCH_PERCENT = 50;

/** Percent of the list price at a regional Bedrock or Vertex endpoint, Sonnet 4.5, Haiku 4.5, Opus 4.5 and newer. Source: platform.claude.com, pricing, 2026-11-22. */
const REGIONAL_PERCENT = 110;

/** A model whose price the library lacks or has wrong. `source` says who gives the price, `checked` when it was last compared (ISO date). */
export interface SupplementModel extends ListedModel {
  readonly checked: string;
}

/** USD per million tokens: input, output, cache read; cache writes are 1.25 (5 minutes) and 2 (1 hour) times the input on every model here. */
const band = (above: number, input: number, output: number, cacheRead: number): PriceBand => ({
  above,
  card: {
    input: picoPerToken(input),
    output: picoPerToken(output),
    cacheRead: picoPerToken(cacheRead),
    cacheWrite5m: picoPerToken(input * 1.25),
    cacheWrite1h: picoPerToken(input * 2),
    webSearch: picoPerRequest(WEB_SEARCH_USD_PER_THOUSAND),
  },
});

const from = (isoDate: string | null, ...bands: readonly PriceBand[]): PricePeriod => ({ from: isoDate === null ? null : Date.parse(isoDate), bands });

const added = (name: string, source: string, ...periods: readonly PricePeriod[]): SupplementModel => ({
  name,
  aliases: [],
  regionalPercent: REGIONAL_PERCENT,
  periods,
  source,
  checked: '2026-11-22',
});

const MEASURED = "platform.claude.com, pricing; equal to Claude Code 2.1.330's own table";

/** Whole entries that stand in for the library's. The test on this list fails when the library has caught up: then the entry goes. */
export const SUPPLEMENT_MODELS: readonly SupplementModel[] = [
  added('claude-haiku-5-5', MEASURED, from(null, band(0, 0.1, 0.5, 0.01), band(100_000, 0.5, 2.5, 0.05))),
  // The library takes it for Sonnet 5 and misses the cheaper cache reads.
  added('claude-sonnet-5-5', MEASURED, from(null, band(0, 2, 10, 0.2)), from('2026-10-07', band(0, 2, 10, 0.1))),
  added('claude-fable-5-2', "Claude Code 2.1.330's own table; models.dev", from(null, band(0, 8, 40, 0.2))),
  added('claude-mythos-5', MEASURED, from(null, band(0, 10, 50, 1))),
  added('claude-mythos-5-1', MEASURED, from(null, band(0, 10, 50, 0.25))),
  added('claude-mythos-5-2', "Claude Code 2.1.330's own table", from(null, band(0, 8, 40, 0.2))),
  {
    // The library has no long-context price for it. Longer prompts needed the 1M beta, which ended for this model on 2026-03-13.
    ...added(
      'claude-sonnet-4-0',
      'platform.claude.com, pricing (stored copies)',
      from(null, band(0, 3, 15, 0.3), band(200_000, 6, 22.5, 0.6)),
      from('2026-03-13', band(0, 3, 15, 0.3)),
    ),
    aliases: ['claude-sonnet-4', 'claude-4-sonnet', 'claude-sonnet-4-20250514'],
    regionalPercent: 100,
  },
];

/** Names of listed models that the library's rules reach only through patterns. Vertex id of Claude 3.5 Sonnet, second version: cloud.google.com, 2026-11-22. */
export const SUPPLEMENT_ALIASES: Readonly<Record<string, string>> = {
  'claude-3-5-sonnet-v2': 'claude-3-5-sonnet',
};

/** The day after an offer's last one: a response that says "fast" on the day of removal was still billed as fast. */
const lastDay = (isoDate: string): number => Date.parse(isoDate) + DAY_MS;

/**
 * Fast mode, which the library does not know. One factor on the standard price, also on its long-context band.
 * Sources, 2026-11-22: platform.claude.com, fast mode; Claude Code 2.1.330's own table. The half price of Opus 4.6 at its launch (to 2026-02-16) is left out.
 */
export const FAST_OFFERS: Readonly<Record<string, FastOffer>> = {
  'claude-opus-4-6': { percent: 600, to: null },
  'claude-opus-4-7': { percent: 600, to: lastDay('2026-07-24') },
  'claude-opus-4-8': { percent: 200, to: lastDay('2026-11-30') },
  'claude-opus-5': { percent: 200, to: null },
  'claude-opus-5-5': { percent: 200, to: null },
  'claude-fable-5-2': { percent: 200, to: null },
  'claude-mythos-5-2': { percent: 200, to: null },
};

/** Percent of the list price with inference_geo "us", all token classes. Source: platform.claude.com, data residency, 2026-11-22. */
export const US_PERCENT = 110;

/** Models that can be kept in the US: those since Opus 4.6. The library does not know the offer. */
export const US_RESIDENT_MODELS: readonly string[] = [
  'claude-opus-4-6',
  'claude-opus-4-7',
  'claude-opus-4-8',
  'claude-opus-5',
  'claude-opus-5-5',
  'claude-sonnet-4-6',
  'claude-sonnet-5',
  'claude-sonnet-5-5',
  'claude-haiku-5-5',
  'claude-fable-5',
  'claude-fable-5-1',
  'claude-fable-5-2',
  'claude-mythos-5',
  'claude-mythos-5-1',
  'claude-mythos-5-2',
];
