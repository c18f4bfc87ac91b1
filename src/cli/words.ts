import { formatPercent, formatTokens } from '../core/format/amount';
import { plainText } from '../core/format/escape';
import { formatCost } from '../core/format/cost';
import { ENGLISH } from '../core/format/number';
import { plural } from '../core/format/plural';
import { CONFIDENCE_GLYPHS, confidenceOf, type Sureness } from '../core/usage/confidence';
import { shownHitRate } from '../core/usage/hitRate';
import { totalTokens } from '../core/usage/tokens';
import { totalsByModel, type NamedSum } from '../store/queries/grouped';
import type { SumRow } from '../store/queries/totals';
import type { Question } from './command';

export const count = (n: number): string => ENGLISH(n, 0);

/** A cost for people, with how sure it is; the footnotes have the words, so a cell without a price needs no count. */
export const cost = (sum: Sureness): string => (confidenceOf(sum) === 'unpriced' ? 'unpriced' : formatCost(sum));

/** The cache-hit rate, '-' where it says nothing. */
export const hitRate = (sum: SumRow): string => {
  const rate = shownHitRate(sum);
  return rate === null ? '-' : formatPercent(rate);
};

/** A count of tokens with the output of a sum in it: of unfinished responses the truth may be more. */
const counted = (sum: SumRow, n: number): string => `${sum.pendingResponses > 0 ? CONFIDENCE_GLYPHS.pending : ''}${count(n)}`;

export const output = (sum: SumRow): string => counted(sum, sum.output);
export const tokens = (sum: SumRow): string => counted(sum, totalTokens(sum));
export const tokensPer = (sum: SumRow, parts: number): string => counted(sum, Math.round(totalTokens(sum) / parts));
export const cacheWrites = (sum: SumRow): string => count(sum.cacheWrite5m + sum.cacheWrite1h);

/** 'YYYY-MM-DD HH:MM' in a zone. */
export const moment = (ms: number, timezone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' }).format(ms);

/** Where figures come from: zone, transcripts, age. */
export function reach({ catalog, timezone }: Pick<Question, 'catalog' | 'timezone'>): string {
  const { files, newestAt } = catalog.totals();
  return `Zone ${timezone}. ${plural(files, 'transcript')}${newestAt === null ? '' : `, read up to ${moment(newestAt, timezone)}`}.`;
}

/** What stands under every table of costs: basis, zone, age, and what makes the figures of `models` less than sure. */
export function footnotes(question: Question, models: readonly NamedSum[] = totalsByModel(question.sums, question.selection)): string {
  const notes = [`API-equivalent: tokens x list price. ${reach(question)}`];
  const unpriced = models.filter(({ sum }) => sum.unpricedTokens > 0);
  if (unpriced.length > 0) {
    const named = unpriced.map(({ name, sum }) => `${formatTokens(sum.unpricedTokens)} tokens of ${plainText(name)}`).join(', ');
    notes.push(`Unpriced: ${named}. No list price is known, so the cost is a lower bound (≥).`);
  }
  const pending = models.reduce((all, { sum }) => all + sum.pendingResponses, 0);
  if (models.some(({ sum }) => sum.estimatedNanoUsd > 0))
    notes.push('~ marks a cost of which a part is priced by a fallback: fast calls of a model without a fast price.');
  if (pending > 0)
    notes.push(`${plural(pending, 'response')} ${pending === 1 ? 'was' : 'were'} written without the final count: the output is a lower bound (≥).`);
  return notes.join('\n');
}

/** Said in place of a table without rows. */
export const nothing = ({ selection }: Question): string =>
  selection.since === null && selection.until === null ? 'No usage found.' : 'No usage in these days.';
