import { formatPercent, formatTokens, formatUsed } from '../../src/core/format/amount';
import { basisWords } from '../../src/core/format/basis';
import { plainText } from '../../src/core/format/escape';
import { modelLabel } from '../../src/core/format/label';
import { formatCost } from '../../src/core/format/cost';
import { CONFIDENCE_WORDS, confidenceOf } from '../../src/core/usage/confidence';
import { formatUsd } from '../../src/core/format/money';
import { numberWriter, type WriteNumber } from '../../src/core/format/number';
import { formatDuration } from '../../src/core/format/when';
import { totalTokens } from '../../src/core/usage/tokens';
import type { Display } from '../../src/protocol/api';
import type { Totals } from '../../src/protocol/views';
import { createDates, type Dates } from './dates';

/** How every figure of the dashboard is written: one object, made anew when display settings or the zone change. */
export interface Figures extends Dates {
  /** False: tokens and percent only, no amount of money anywhere. */
  readonly money: boolean;
  /** A number with exactly so many digits behind the point, in the reader's way. */
  readonly write: WriteNumber;
  /** Integer nano-USD. */
  usd(nanoUsd: number): string;
  tokens(count: number): string;
  /** A plain count with group separators. */
  count(n: number): string;
  /** A share, rounded: 0.42 is '42%'. */
  percent(ratio: number): string;
  /** A share of a limit, rounded down. */
  used(ratio: number): string;
  duration(ms: number): string;
  /** A model's name for people, on one line and without what turns the direction of writing. */
  model(name: string): string;
  /** The same for a list, in its order: those that would read alike have their ids behind them. */
  models(names: readonly string[]): readonly string[];
  /** What a sum is worth in the unit on show: nano-USD, or tokens where money is hidden. For bars, ranks and shares. */
  worth(totals: Totals): number;
  /** That worth on an axis: short, without cents where there are none, with as many decimals as it takes below. */
  tick(worth: number): string;
  /** That worth, written. */
  amount(worth: number): string;
  /** A sum, written: money, or its tokens where money is hidden; 'unpriced: N tokens' where nothing in it has a price. */
  cost(totals: Totals): string;
  /** '+ N unpriced' (tokens) beside a sum whose price covers only a part; '' otherwise. */
  caveat(totals: Totals): string;
  /** What the sign of `cost` means, in words; '' where the figure is final, says it itself, or holds no money. */
  sureness(totals: Totals): string;
  /** 'USD, API-equivalent' or 'tokens': the unit line under a chart's title. */
  readonly unit: string;
  /** What amounts are, in words: at the foot of every page. */
  readonly basis: string;
  /** BCP 47. */
  readonly locale: string;
}

const NANO_PER_USD = 1_000_000_000;
const MOST_DECIMALS = 6;

/** How many decimals a tick needs to be told from its neighbours: two for cents, more below. Ticks are round numbers. */
const tickDecimals = (usd: number): number => {
  for (let digits = 2; digits < MOST_DECIMALS; digits++) if (Math.abs(usd * 10 ** digits - Math.round(usd * 10 ** digits)) < 1e-6) return digits;
  return MOST_DECIMALS;
};

/** Figures in the locale and zone given; `timezone` is an IANA name. */
export const createFigures = (display: Pick<Display, 'money' | 'payment' | 'locale'>, timezone: string): Figures => {
  const money = display.money === 'show';
  const { locale } = display;
  const write = numberWriter(locale);
  const usd = (nanoUsd: number) => formatUsd(nanoUsd, write);
  const model = (name: string) => plainText(modelLabel(name));
  const tokens = (count: number) => formatTokens(count, write);
  const hasNoPrice = (totals: Totals) => totals.unpricedTokens > 0 && totals.nanoUsd === 0;
  return {
    ...createDates(locale, timezone),
    money,
    write,
    usd,
    tokens,
    count: (n) => write(n, 0),
    percent: formatPercent,
    used: formatUsed,
    duration: formatDuration,
    model,
    models: (names) => {
      const labels = names.map(model);
      const uses = new Map<string, number>();
      for (const label of labels) uses.set(label, (uses.get(label) ?? 0) + 1);
      return names.map((name, i) => {
        const label = labels[i] ?? name;
        return (uses.get(label) ?? 0) > 1 && label !== plainText(name) ? `${label} (${plainText(name)})` : label;
      });
    },
    worth: (totals) => (money ? totals.nanoUsd : totalTokens(totals)),
    tick: (worth) => {
      if (!money) return tokens(worth);
      const dollars = worth / NANO_PER_USD;
      return `$${write(dollars, Number.isInteger(dollars) ? 0 : tickDecimals(dollars))}`;
    },
    amount: (worth) => (money ? usd(worth) : `${tokens(worth)} tokens`),
    cost: (totals) => {
      if (!money) return `${tokens(totalTokens(totals))} tokens`;
      return formatCost(totals, write);
    },
    caveat: (totals) => (money && totals.unpricedTokens > 0 && !hasNoPrice(totals) ? `+ ${tokens(totals.unpricedTokens)} unpriced` : ''),
    sureness: (totals) => {
      const confidence = confidenceOf(totals);
      return money && (confidence === 'pending' || confidence === 'estimated') ? CONFIDENCE_WORDS[confidence] : '';
    },
    locale,
    unit: money ? 'USD, API-equivalent' : 'tokens',
    basis: basisWords({ money: display.money, payment: display.payment ?? 'unsure' }),
  };
};
