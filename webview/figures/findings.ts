import { cacheHitRate, RATE_FROM_RESPONSES, shownHitRate } from '../../src/core/usage/hitRate';
import { promptTokens, type BilledClass } from '../../src/core/usage/tokens';
import type { CostTotals, DayRow, OverviewView } from '../../src/protocol/views';
import type { Figures } from './figures';
import { cut } from './projects';
import type { RankedRow } from './ranking';
import { rateState, rateWords } from './rates';
import { dayWriter } from './range';
import { meanBefore } from './series';
import { COST_CLASSES } from './tokenClasses';

const spikeTitle = (days: readonly DayRow[], figures: Figures): string | null => {
  let worst: { readonly day: DayRow; readonly times: number | null } | null = null;
  for (const [index, day] of days.entries()) {
    const before = meanBefore(days, index);
    const times = before === null ? null : day.totals.nanoUsd / before;
    if (day.spike && (!worst || day.totals.nanoUsd > worst.day.totals.nanoUsd)) worst = { day, times };
  }
  if (!worst) return null;
  const write = dayWriter(days.at(0)?.day ?? '', days.at(-1)?.day ?? '', figures);
  const { times } = worst;
  const far = times !== null && Number.isFinite(times) ? `${times.toFixed(1)} times` : 'far above';
  const said = `${far} the mean of the week before`;
  return `${write(worst.day.day)} stood out with ${figures.usd(worst.day.totals.nanoUsd)}, ${said}`;
};

/** The daily chart: a spike if there is one, else the change against the time before, else the sum. */
export const dailyTitle = (view: Pick<OverviewView, 'days' | 'selected' | 'previous'>, figures: Figures): string => {
  const { days, selected, previous } = view;
  const spike = figures.money ? spikeTitle(days, figures) : null;
  if (spike) return spike;
  const worth = figures.worth(selected);
  const one = days.length === 1;
  const sum = `${figures.cost(selected)} ${one ? 'on this day' : `in ${figures.count(days.length)} days`}`;
  const earlier = one ? 'the day before' : `in the ${figures.count(days.length)} days before`;
  const before = previous ? figures.worth(previous) : 0;
  if (before === 0 || worth === 0) return sum;
  const change = worth / before - 1;
  if (Math.abs(change) < 0.05) return `${sum}, as much as ${earlier}`;
  return `${sum}, ${figures.percent(Math.abs(change))} ${change > 0 ? 'more' : 'less'} than ${earlier}`;
};

/** A ranked table: what the first row makes of the whole. */
export const rankTitle = (rows: readonly RankedRow[], kind: string, figures: Figures): string => {
  const first = rows[0];
  const thing = figures.money ? 'cost' : 'tokens';
  if (!first) return `No ${kind} in this range`;
  if (first.share === 0) return `None of the ${kind} has a price`;
  return rows.length === 1 ? `All of the ${thing} is ${cut(first.label)}` : `${cut(first.label)} makes ${figures.percent(first.share)} of the ${thing}`;
};

/** What each class is worth in the unit on show; classes without any are left out. */
export interface ClassPart {
  readonly id: BilledClass;
  readonly name: string;
  /** nano-USD, or tokens where money is hidden. */
  readonly worth: number;
  /** 0 to 1 of the sum. */
  readonly share: number;
}

export const classParts = (totals: CostTotals, figures: Pick<Figures, 'money'>): readonly ClassPart[] => {
  const parts = COST_CLASSES.filter(({ id }) => figures.money || id !== 'webSearches').map(({ id, name }) => ({
    id,
    name,
    worth: figures.money ? totals.cost[id] : totals[id],
  }));
  const sum = parts.reduce((total, { worth }) => total + worth, 0);
  return parts.filter(({ worth }) => worth > 0).map((part) => ({ ...part, share: part.worth / sum }));
};

/** As people ask: how long what was written lives is a second question. */
const ASKED: Readonly<Record<BilledClass, string>> = {
  cacheRead: 'cache reads are',
  output: 'output is',
  cacheWrite1h: 'cache writes are',
  cacheWrite5m: 'cache writes are',
  input: 'uncached input is',
  webSearches: 'web searches are',
};

/** The composition bar: the largest part and its share, cache writes of both lifetimes as one. */
export const compositionTitle = (totals: CostTotals, figures: Figures): string => {
  const shares = new Map<string, number>();
  for (const { id, share } of classParts(totals, figures)) shares.set(ASKED[id], (shares.get(ASKED[id]) ?? 0) + share);
  const [largest] = [...shares].toSorted(([, a], [, b]) => b - a);
  if (!largest) return totals.unpricedTokens > 0 ? figures.cost(totals) : 'Nothing in this range';
  const [words, share] = largest;
  return `Of ${figures.cost(totals)}, ${words} the largest part: ${figures.percent(share)}`;
};

/** The Sankey: how much of each prompt came from the cache. */
export const flowTitle = (totals: CostTotals, figures: Figures): string => {
  const rate = cacheHitRate(totals);
  if (rate === null) return 'No prompt was sent in this range';
  return `${figures.percent(rate)} of ${figures.tokens(promptTokens(totals))} prompt tokens came from the cache`;
};

/** The cache-hit gauge. */
export const gaugeTitle = (totals: CostTotals, figures: Figures): string => {
  const rate = shownHitRate(totals);
  return rate === null
    ? `The cache-hit rate is shown from ${RATE_FROM_RESPONSES} responses on`
    : `Cache-hit rate ${figures.percent(rate)}: ${rateWords[rateState(rate)]}`;
};
