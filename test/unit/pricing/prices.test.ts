import assert from 'node:assert/strict';
import { BUNDLED_BOOK } from '../../../src/core/pricing/bundled';
import { createPricer } from '../../../src/core/pricing/pricer';
import { TOKEN_CLASSES } from '../../../src/core/usage/tokens';
import { query } from './query';

type Rates = readonly [input: number, output: number, cacheRead: number, cacheWrite5m: number, cacheWrite1h: number];
const pricer = createPricer(BUNDLED_BOOK, []);

/** USD per million tokens as calls of `prompt` tokens were priced; one class is measured at a time. */
const ratesOf = (model: string, day: string, prompt = 1000, rest = {}): number[] =>
  TOKEN_CLASSES.map((name) => {
    const filler = name === 'input' ? 'cacheRead' : 'input';
    const tokens = name === 'output' ? { input: prompt, output: 1000 } : { [filler]: prompt - 1000, [name]: 1000 };
    const priced = pricer.price(query(model, tokens, day, rest));
    assert.equal(priced.confidence, 'final');
    return priced.byClass[name] / 1e6;
  });

const OPUS: Rates = [15, 75, 1.5, 18.75, 30];
const OPUS_45: Rates = [5, 25, 0.5, 6.25, 10];
const SONNET: Rates = [3, 15, 0.3, 3.75, 6];
const SONNET_LONG: Rates = [6, 22.5, 0.6, 7.5, 12];
const FABLE: Rates = [10, 50, 1, 12.5, 20];
const FABLE_51: Rates = [10, 50, 0.25, 12.5, 20];
const FABLE_52: Rates = [8, 40, 0.2, 10, 16];

/** By hand from the published price list. */
const LIST: readonly [model: string, day: string, rates: Rates][] = [
  ['claude-3-haiku-20240307', '2025-01-01', [0.25, 1.25, 0.03, 0.3, 0.5]],
  ['claude-3-sonnet-20240229', '2025-01-01', SONNET],
  ['claude-3-opus-latest', '2025-01-01', OPUS],
  ['claude-3-5-haiku-20241022', '2025-06-01', [0.8, 4, 0.08, 1, 1.6]],
  ['claude-3-5-haiku-latest', '2025-06-01', [0.8, 4, 0.08, 1, 1.6]],
  ['claude-3-5-sonnet-20241022', '2025-06-01', SONNET],
  ['claude-3-5-sonnet-v2@20241022', '2025-06-01', SONNET],
  ['claude-3-7-sonnet-20250219', '2025-06-01', SONNET],
  ['claude-3-7-sonnet-latest', '2025-06-01', SONNET],
  ['claude-sonnet-4-20250514', '2025-07-01', SONNET],
  ['claude-sonnet-4-0', '2025-07-01', SONNET],
  ['claude-4-sonnet', '2025-07-01', SONNET],
  ['claude-opus-4-20250514', '2025-07-01', OPUS],
  ['claude-opus-4-0', '2025-07-01', OPUS],
  ['claude-4-opus', '2025-07-01', OPUS],
  ['claude-opus-4-1-20250805', '2025-09-01', OPUS],
  ['claude-sonnet-4-5-20250929', '2025-10-10', SONNET],
  ['claude-sonnet-4-5@20250929', '2026-11-10', SONNET],
  ['anthropic/claude-sonnet-4.5', '2026-11-10', SONNET],
  ['claude-haiku-4-5-20251001', '2026-01-01', [1, 5, 0.1, 1.25, 2]],
  ['claude-opus-4-5-20251101', '2026-01-01', OPUS_45],
  ['claude-opus-4-6-20260205', '2026-03-01', OPUS_45],
  ['claude-opus-4-6[1m]', '2026-06-01', OPUS_45],
  ['claude-sonnet-4-6', '2026-03-01', SONNET],
  ['claude-opus-4-7-20260416', '2026-05-01', OPUS_45],
  ['claude-opus-4-8', '2026-06-01', OPUS_45],
  ['claude-opus-5', '2026-11-10', OPUS_45],
  ['claude-opus-5-5', '2026-11-10', [4, 20, 0.2, 5, 8]],
  ['claude-sonnet-5', '2026-11-10', [2, 10, 0.2, 2.5, 4]],
  ['claude-sonnet-5-5', '2026-10-06T23:59:59.999Z', [2, 10, 0.2, 2.5, 4]],
  ['claude-sonnet-5-5', '2026-10-07T00:00:00.000Z', [2, 10, 0.1, 2.5, 4]],
  ['claude-haiku-5-5', '2026-11-10', [0.1, 0.5, 0.01, 0.125, 0.2]],
  ['claude-fable-5', '2026-11-10', FABLE],
  ['claude-fable-5-1', '2026-11-10', FABLE_51],
  ['anthropic/claude-fable-5.1', '2026-11-10', FABLE_51],
  ['claude-fable-5-2', '2026-11-10', FABLE_52],
  ['claude-mythos-5', '2026-11-10', FABLE],
  ['claude-mythos-5-1', '2026-11-10', FABLE_51],
  ['claude-mythos-5-2', '2026-11-10', FABLE_52],
  ['global.anthropic.claude-opus-5', '2026-11-10', OPUS_45],
  ['us.anthropic.claude-opus-4-1-20250805-v1:0', '2026-01-10', OPUS],
];

/** Long-context prices: the model, a day, the threshold, and the rates of a prompt one token longer. */
const LONG: readonly [model: string, day: string, threshold: number, short: Rates, long: Rates][] = [
  ['claude-sonnet-4-20250514', '2025-09-01', 200_000, SONNET, SONNET_LONG],
  ['claude-sonnet-4-20250514', '2026-03-13', 200_000, SONNET, SONNET],
  ['claude-sonnet-4-5-20250929', '2026-01-10', 200_000, SONNET, SONNET_LONG],
  ['claude-sonnet-4-5-20250929', '2026-11-10', 200_000, SONNET, SONNET_LONG],
  ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', '2026-11-10', 200_000, [3.3, 16.5, 0.33, 4.125, 6.6], [6.6, 24.75, 0.66, 8.25, 13.2]],
  ['claude-opus-4-6', '2026-03-12T23:59:59.999Z', 200_000, OPUS_45, [10, 37.5, 1, 12.5, 20]],
  ['claude-opus-4-6', '2026-03-13', 200_000, OPUS_45, OPUS_45],
  ['claude-sonnet-4-6', '2026-03-12', 200_000, SONNET, SONNET_LONG],
  ['claude-sonnet-4-6', '2026-03-13', 200_000, SONNET, SONNET],
  ['claude-haiku-5-5', '2026-11-10', 100_000, [0.1, 0.5, 0.01, 0.125, 0.2], [0.5, 2.5, 0.05, 0.625, 1]],
];

describe('bundled prices', () => {
  for (const [model, day, rates] of LIST) it(`${model} on ${day}`, () => assert.deepEqual(ratesOf(model, day), rates));

  for (const [model, day, threshold, short, long] of LONG) {
    it(`${model} on ${day}, prompts of ${threshold} and of one token more`, () => {
      assert.deepEqual(ratesOf(model, day, threshold), short);
      assert.deepEqual(ratesOf(model, day, threshold + 1), long);
    });
  }

  it('keeps every price of one model apart from the others of its name', () => {
    const names = BUNDLED_BOOK.models.flatMap((model) => [model.name, ...model.aliases]);
    assert.deepEqual(names.toSorted(), [...new Set(names)].toSorted());
  });
});
