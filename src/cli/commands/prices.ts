import { formatTokens } from '../../core/format/amount';
import { BUNDLED_BOOK } from '../../core/pricing/bundled';
import { describePrices, type PriceRow } from '../../core/pricing/describe';
import { dayOfUtc } from '../../core/time/day';
import { TOKEN_CLASSES } from '../../core/usage/tokens';
import { totalsByModel, type NamedSum } from '../../store/queries/grouped';
import { reportCommand, type Question } from '../command';
import { left, renderTable, right } from '../table';
import { envelope } from '../totals';
import { count, nothing, reach } from '../words';

interface Prices {
  readonly rows: readonly PriceRow[];
  /** Of the selected days. */
  readonly used: readonly NamedSum[];
}

/** What the history has used; the whole book has besides what was used without a price, which is in no book. */
function ask({ sums, selection, priceOverrides, own }: Question): Prices {
  const used = totalsByModel(sums, selection);
  const listed = [...BUNDLED_BOOK.models.map(({ name }) => name), ...priceOverrides.map(({ model }) => model)];
  const unpriced = used.filter(({ sum }) => sum.unpricedTokens > 0);
  const names = own['all'] === undefined ? used.map(({ name }) => name) : [...listed, ...unpriced.map(({ name }) => name)];
  return { rows: describePrices(BUNDLED_BOOK, priceOverrides, [...new Set(names)]), used };
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

/** Prices go down to a tenth of a cent per million tokens and below: as many digits as they have, two at least. */
const usd = (amount: number): string => {
  const [, fraction = ''] = String(amount).split('.');
  return amount.toFixed(Math.min(Math.max(fraction.length, 2), 6));
};

const factors = ({ fast, usPercent, regionalPercent }: PriceRow): string =>
  [
    fast === null ? '' : `fast ${fast.percent}%${fast.to === null ? '' : ` before ${dayOfUtc(fast.to)}`}`,
    usPercent === 100 ? '' : `US ${usPercent}%`,
    regionalPercent === 100 ? '' : `region ${regionalPercent}% included`,
  ]
    .filter((part) => part !== '')
    .join(', ');

function promptOf({ above, upTo }: PriceRow): string {
  if (above > 0) return `over ${formatTokens(above)}`;
  return upTo === null ? 'any' : `to ${formatTokens(upTo)}`;
}

function sourceOf({ model, listedAs, rates, source, own }: PriceRow, used: readonly NamedSum[]): string {
  const tokens = used.find(({ name }) => name === model)?.sum.unpricedTokens ?? 0;
  if (rates === null) return tokens > 0 ? `no price: ${formatTokens(tokens)} tokens` : 'no price';
  return [own ? (listedAs === null ? 'your settings' : `your settings: as ${listedAs}`) : null, source].filter((part) => part !== null).join('; ');
}

const line = (row: PriceRow, used: readonly NamedSum[]): readonly string[] => [
  row.model,
  row.from === null ? 'always' : dayOfUtc(row.from),
  promptOf(row),
  ...TOKEN_CLASSES.map((name) => (row.rates === null ? 'unpriced' : usd(row.rates[name]))),
  factors(row),
  sourceOf(row, used),
];

const NOTES = `USD per million tokens, by the length of the whole prompt. Batch ${BUNDLED_BOOK.batchPercent}%. Web searches $${count(BUNDLED_BOOK.webSearch / 1e9)} per thousand.`;

export const prices = reportCommand({
  name: 'prices',
  description: 'what the used models are priced at, since when, and who says so',
  options: [{ flags: '--all', description: 'every model that has a price' }],
  ask,
  json: ({ rows, used }, question) => ({
    ...envelope(question),
    batchPercent: BUNDLED_BOOK.batchPercent,
    webSearchUsdPerThousand: BUNDLED_BOOK.webSearch / 1e9,
    rows: rows.map(json),
    unpriced: used.flatMap(({ name, sum }) => (sum.unpricedTokens > 0 ? [{ model: name, tokens: sum.unpricedTokens }] : [])),
  }),
  text({ rows, used }, question) {
    if (rows.length === 0) return `${nothing(question)}\n\n${reach(question)}`;
    const table = renderTable(
      COLUMNS,
      rows.map((row) => line(row, used)),
      null,
    );
    return `${table}\n\n${NOTES}\n${reach(question)}`;
  },
});
