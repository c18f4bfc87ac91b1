import type { DayRow } from '../../src/protocol/views';
import { totalTokens } from '../../src/core/usage/tokens';
import type { Figures } from './figures';
import { cut } from './projects';
import { COST_CLASSES } from './tokenClasses';

/** What a bar is the sum of: a day or more. */
type Summed = Pick<DayRow, 'totals' | 'byModel'>;

/** One colour of a stacked chart. `values` has one entry per bar, in the unit on show (nano-USD or tokens). */
export interface DaySeries {
  readonly name: string;
  /** Which colour it takes: 'series1' to 'series5', 'other', or a token class. */
  readonly color: string;
  readonly values: readonly number[];
}

/** At most this many names get a colour of their own. */
export const COLORED = 5;

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** Cost per day by model: the five largest over all days by name, largest first, the rest as 'other'. */
const byModel = (days: readonly Summed[], figures: Pick<Figures, 'models'>): readonly DaySeries[] => {
  const sums = new Map<string, number>();
  for (const { byModel: models } of days) {
    for (const [model, nanoUsd] of Object.entries(models)) sums.set(model, (sums.get(model) ?? 0) + nanoUsd);
  }
  const ranked = [...sums].filter(([, sum]) => sum > 0).sort(([aName, a], [bName, b]) => b - a || aName.localeCompare(bName));
  const own = ranked.slice(0, COLORED).map(([model]) => model);
  const rest = ranked.slice(COLORED).map(([model]) => model);
  const names = figures.models(ranked.map(([model]) => model));
  const series = own.map((model, index) => ({
    name: cut(names[index] ?? model),
    color: `series${index + 1}`,
    values: days.map((day) => day.byModel[model] ?? 0),
  }));
  if (rest.length === 0) return series;
  const only = rest.length === 1 ? rest[0] : undefined;
  const others = days.map((day) => sumOf(rest.map((model) => day.byModel[model] ?? 0)));
  return [...series, { name: only === undefined ? `${rest.length} others` : cut(names[COLORED] ?? only), color: 'other', values: others }];
};

/** Tokens per day by class; only classes with any. */
const byClass = (days: readonly Summed[]): readonly DaySeries[] =>
  COST_CLASSES.filter(({ id }) => id !== 'webSearches')
    .map(({ id, name }) => ({ name, color: id, values: days.map((day) => day.totals[id]) }))
    .filter(({ values }) => sumOf(values) > 0);

/** The stacked series of the daily chart: cost by model, or tokens by class where money is hidden. */
export const daySeries = (days: readonly Summed[], figures: Figures): readonly DaySeries[] => (figures.money ? byModel(days, figures) : byClass(days));

/** The 7-day mean per day in the unit on show; null where nothing in it has a price, or fewer than seven days of tokens are at hand. */
export const dayMeans = (days: readonly DayRow[], figures: Pick<Figures, 'money'>): readonly (number | null)[] =>
  days.map((day, index) => {
    if (figures.money) return day.meanNanoUsd === 0 && day.totals.unpricedTokens > 0 ? null : day.meanNanoUsd;
    const week = days.slice(Math.max(0, index - 6), index + 1);
    return week.length < 7 ? null : sumOf(week.map(({ totals }) => totalTokens(totals))) / 7;
  });

/**
 * The mean cost of the seven days before one, nano-USD: what the row before it says. null for the first row, which has none, and
 * past the end.
 */
export const meanBefore = (days: readonly DayRow[], index: number): number | null => days[index - 1]?.meanNanoUsd ?? null;
