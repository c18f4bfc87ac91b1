import { formatPercent, formatTokens } from '../format/amount';
import { formatUsd } from '../format/money';
import type { WriteNumber } from '../format/number';
import { formatDuration } from '../format/when';
import type { Insight, InsightFact, InsightValue } from './insight';

/** How figures are written: the reader's numbers, and whether amounts of money are. */
export interface InsightWriting {
  readonly money: 'show' | 'hide';
  readonly write: WriteNumber;
}

/** A figure for people; a name as written, so escape it. Null: money that is hidden. */
export function insightValueText(value: InsightValue, { money, write }: InsightWriting): string | null {
  switch (value.kind) {
    case 'usd':
      return money === 'show' ? formatUsd(value.value, write) : null;
    case 'tokens':
      return formatTokens(value.value, write);
    case 'percent':
      return formatPercent(value.value / 100);
    case 'count':
      return write(value.value, 0);
    case 'duration':
      return formatDuration(value.value);
    case 'text':
      return value.value;
  }
}

/** The facts that may be shown, with their words. */
export const insightFactTexts = (facts: readonly InsightFact[], writing: InsightWriting): { readonly label: string; readonly text: string }[] =>
  facts.flatMap(({ label, value }) => {
    const text = insightValueText(value, writing);
    return text === null ? [] : [{ label, text }];
  });

/** The money of an insight: $4.21, about $4.21 ($2.10 to $6.30), up to $6.30, or null where money is hidden. */
export function insightMoneyText({ nanoUsd, between }: Pick<Insight, 'nanoUsd' | 'between'>, { money, write }: InsightWriting): string | null {
  if (money === 'hide') return null;
  const middle = formatUsd(nanoUsd, write);
  if (between !== null && between[0] <= 0) return `up to ${formatUsd(between[1], write)}`;
  return between === null ? middle : `about ${middle} (${formatUsd(between[0], write)} to ${formatUsd(between[1], write)})`;
}
