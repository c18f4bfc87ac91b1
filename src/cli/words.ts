import { formatPercent, formatTokens } from '../core/format/amount';
import { plainText } from '../core/format/escape';
import { formatUsd } from '../core/format/money';
import { ENGLISH } from '../core/format/number';
import { promptTokens, totalTokens } from '../core/usage/tokens';
import { totalsByModel } from '../store/queries/grouped';
import type { SumRow } from '../store/queries/totals';
import type { Question } from './command';

/** Fewer responses say nothing about a cache. */
const HIT_RATE_FROM = 20;

export const count = (n: number): string => ENGLISH(n, 0);

/** A cost for people: what has no price is never shown as $0. */
export function cost(sum: Pick<SumRow, 'nanoUsd' | 'unpricedTokens'>): string {
  if (sum.unpricedTokens === 0) return formatUsd(sum.nanoUsd);
  return sum.nanoUsd === 0 ? 'unpriced' : `≥ ${formatUsd(sum.nanoUsd)}`;
}

/** Cache reads of all that was sent, from twenty responses on. */
export const hitRate = (sum: SumRow): string =>
  sum.responses < HIT_RATE_FROM || promptTokens(sum) === 0 ? '-' : formatPercent(sum.cacheRead / promptTokens(sum));

export const tokens = (sum: SumRow): string => count(totalTokens(sum));
export const cacheWrites = (sum: SumRow): string => count(sum.cacheWrite5m + sum.cacheWrite1h);

/** 'YYYY-MM-DD HH:MM' in a zone. */
export const moment = (ms: number, timezone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' }).format(ms);

/** What stands under every table: basis, zone, age, and what makes the figures a lower bound. */
export function footnotes({ sums, catalog, selection, timezone }: Question): string {
  const { files, newestAt } = catalog.totals();
  const models = totalsByModel(sums, selection);
  const notes = [
    `API-equivalent: tokens x list price. Zone ${timezone}. ${count(files)} transcripts${newestAt === null ? '' : `, read up to ${moment(newestAt, timezone)}`}.`,
  ];
  const unpriced = models.filter(({ sum }) => sum.unpricedTokens > 0);
  if (unpriced.length > 0) {
    const named = unpriced.map(({ name, sum }) => `${formatTokens(sum.unpricedTokens)} tokens of ${plainText(name)}`).join(', ');
    notes.push(`Unpriced: ${named}. No list price is known, so the cost is a lower bound.`);
  }
  const pending = models.reduce((all, { sum }) => all + sum.pendingResponses, 0);
  if (pending > 0) notes.push(`${count(pending)} responses were written without their end: their output is a lower bound.`);
  return notes.join('\n');
}

/** Said in place of a table without rows. */
export const nothing = ({ selection }: Question): string =>
  selection.since === null && selection.until === null ? 'No usage found.' : 'No usage in these days.';
