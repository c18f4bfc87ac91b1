import { formatTokens } from '../../core/format/amount';
import type { PriceBook } from '../../core/pricing/book';
import { describePrices, type PriceRow } from '../../core/pricing/describe';
import { factorWords, promptWords, rateText, sourceWords, takenWords } from '../../core/pricing/words';
import { dayOfUtc } from '../../core/time/day';
import { TOKEN_CLASSES } from '../../core/usage/tokens';
import { totalsByModel, type NamedSum } from '../../store/queries/grouped';
import { reportCommand, type Command, type Question } from '../command';
import { left, renderTable, right } from '../table';
import { envelope } from '../totals';
import { count, nothing, reach } from '../words';

interface Prices {
  readonly book: PriceBook;
  readonly rows: readonly PriceRow[];
  /** Of the selected days. */
  readonly used: readonly NamedSum[];
}

/** What the history has used; the whole book has besides what was used without a price, which is in no book. */
function ask({ sums, selection, priceBook, priceOverrides, own }: Question): Prices {
  const book = priceBook();
  const used = totalsByModel(sums, selection);
  const listed = [...book.models.map(({ name }) => name), ...priceOverrides.map(({ model }) => model)];
  const unpriced = used.filter(({ sum }) => sum.unpricedTokens > 0);
  const names = own['all'] === undefined ? used.map(({ name }) => name) : [...listed, ...unpriced.map(({ name }) => name)];
  return { book, rows: describePrices(book, priceOverrides, [...new Set(names)]), used };
}

const isoOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const json = ({ model, listedAs, above, upTo, rates, from, to, fast, usPercent, regionalPercent, source, own }: PriceRow): object => ({
  model,
  listedAs,
  from: isoOf(from),
  to: isoOf(to),
  promptAbove: above,
  promptUpTo: upTo,
  usdPerMillion: rates,
  fastPercent: fast?.percent ?? null,
  fastUntil: isoOf(fast?.to ?? null),
  usPercent,
  regionalPercent,
  source,
  bySettings: own,
});

const COLUMNS = [
  ...['Model', 'Since (UTC)', 'Prompt'].map(left),
  ...['Input', 'Output', 'Cache reads', 'Writes 5 m', 'Writes 1 h'].map(right),
  ...['Factors', 'Source'].map(left),
];

function sourceOf(row: PriceRow, used: readonly NamedSum[]): string {
  const tokens = used.find(({ name }) => name === row.model)?.sum.unpricedTokens ?? 0;
  if (row.rates === null) return tokens > 0 ? `no price: ${formatTokens(tokens)} tokens` : 'no price';
  return sourceWords(row);
}

const line = (row: PriceRow, used: readonly NamedSum[]): readonly string[] => [
  row.model,
  row.from === null ? 'always' : dayOfUtc(row.from),
  promptWords(row),
  ...TOKEN_CLASSES.map((name) => (row.rates === null ? 'unpriced' : rateText(row.rates[name]))),
  factorWords(row),
  sourceOf(row, used),
];

const notes = ({ batchPercent, webSearch }: PriceBook): string =>
  `USD per million tokens, by the length of the whole prompt. Batch ${batchPercent}%. Web searches $${count(webSearch / 1e9)} per thousand.`;

const listing = reportCommand({
  name: 'prices',
  description: 'what the used models are priced at, since when, and who says so',
  options: [
    { flags: '--all', description: 'every model that has a price' },
    { flags: '--refresh', description: 'first fetch the newer price list over the network; known costs stay' },
  ],
  ask,
  json: ({ book, rows, used }, question) => ({
    ...envelope(question),
    batchPercent: book.batchPercent,
    webSearchUsdPerThousand: book.webSearch / 1e9,
    rows: rows.map(json),
    unpriced: used.flatMap(({ name, sum }) => (sum.unpricedTokens > 0 ? [{ model: name, tokens: sum.unpricedTokens }] : [])),
  }),
  text({ book, rows, used }, question) {
    if (rows.length === 0) return `${nothing(question)}\n\n${reach(question)}`;
    const table = renderTable(
      COLUMNS,
      rows.map((row) => line(row, used)),
      null,
      question.width,
    );
    return `${table}\n\n${notes(book)}\n${reach(question)}`;
  },
});

export const prices: Command = {
  ...listing,
  async answer(question) {
    if (question.own['refresh'] !== undefined) question.tell(takenWords(await question.refreshPrices()));
    return listing.answer(question);
  },
};
