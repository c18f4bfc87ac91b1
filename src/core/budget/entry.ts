import * as v from 'valibot';
import { isRecord } from '../record';
import { METRICS, PERIODS, SEVERITIES, type BudgetMetric } from './budget';

/** Words that mean something, and what there is to say where one uses them already. */
const LATER: Readonly<Record<string, string>> = {
  '"remaining"': '"remaining" needs a provider’s own figures, which are not read yet',
  '"billed"': '"billed" needs a provider’s own figures, which are not read yet',
};

const listed = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ');

const oneOf = <const W extends readonly string[]>(known: W) =>
  v.picklist(known, ({ received }) => `${LATER[received] ?? `${received} is unknown`}; it can be ${listed(known)}`);

/** What a limit is written in, and the most that still means something: above a billion USD, nano-USD would not be whole numbers any more. */
const LIMITS: Readonly<Record<BudgetMetric, { readonly unit: string; readonly most: number; readonly whole: boolean }>> = {
  cost: { unit: 'USD', most: 1_000_000_000, whole: false },
  tokens: { unit: 'tokens', most: 1_000_000_000_000, whole: true },
  requests: { unit: 'requests', most: 1_000_000_000, whole: true },
};

const PERCENT = v.pipe(
  v.number('a threshold is a percentage: a number, or { "percent", "severity", "forecast" }'),
  v.check((percent) => percent > 0 && percent <= 1_000, 'a threshold lies above 0 and at most at 1000 percent'),
);

const THRESHOLD = v.union(
  [PERCENT, v.strictObject({ percent: PERCENT, severity: v.optional(v.picklist(SEVERITIES)), forecast: v.optional(v.boolean()) })],
  'a threshold is a percentage above 0 and at most 1000, or { "percent", "severity", "forecast" } with severity "warning" or "critical" and forecast true or false',
);

const TEXT = (most: number) =>
  v.pipe(v.string('must be a text'), v.trim(), v.nonEmpty('must not be empty'), v.maxLength(most, `must have at most ${most} characters`));

const FOLDER = v.pipe(
  v.string('a project is a folder, as text'),
  v.maxLength(4_096, 'a project has at most 4096 characters'),
  v.check((folder) => !folder.includes('?'), 'a project is a folder; of patterns only * and ** are known'),
  v.check(
    (folder) => /^(\/|~$|~[\\/]|[A-Za-z]:([\\/]|$)|\\\\|\*\*([\\/]|$))/.test(folder),
    'a project is an absolute folder, or one that begins with ~/ or **/; * and ** stand for any names',
  ),
  v.transform((folder) => folder.replace(/(?<=[^\\/*])[\\/]\*\*$/, '')),
);

/** One text or a list of them. Which of the two it is decides what is wrong with it, so that a problem names the very item. */
const oneOrMore = <T extends v.GenericSchema<string, string>>(one: T) => {
  const several = v.pipe(v.array(one), v.minLength(1, 'must not be empty'), v.maxLength(100, 'at most 100'));
  return v.lazy((given) => (Array.isArray(given) ? several : one));
};

const SCOPE_WORDS = 'must be "all", or { "project", "model" } with one of them or both';

const SCOPE_PARTS = v.pipe(
  v.strictObject({ project: v.optional(oneOrMore(FOLDER)), model: v.optional(oneOrMore(TEXT(200))) }, ({ expected }) =>
    expected === 'never' ? 'is unknown; a scope has project and model' : SCOPE_WORDS,
  ),
  v.check(({ project, model }) => project !== undefined || model !== undefined, SCOPE_WORDS),
);

const SCOPE = v.lazy((given) => (isRecord(given) ? SCOPE_PARTS : v.literal('all', SCOPE_WORDS)));

const FIELDS = v.object({
  id: TEXT(64),
  name: v.optional(TEXT(80)),
  enabled: v.optional(v.boolean('must be true or false'), true),
  period: oneOf(PERIODS),
  metric: v.optional(oneOf(METRICS), 'cost'),
  limit: v.pipe(
    v.number('must be a number: of USD, tokens or requests, whichever the metric counts'),
    v.check((limit) => limit > 0, 'must be above 0'),
  ),
  thresholds: v.optional(v.pipe(v.array(THRESHOLD, 'must be a list'), v.maxLength(10, 'at most 10 thresholds')), [80, 100]),
  scope: v.optional(SCOPE, 'all'),
  basis: v.optional(oneOf(['api-equivalent']), 'api-equivalent'),
  channels: v.optional(v.pipe(v.array(TEXT(64), 'must be a list of ids of channels'), v.maxLength(20, 'at most 20 channels')), []),
  stop: v.optional(v.boolean('must be true or false'), false),
});

const limitFits = ({ metric, limit }: { readonly metric: BudgetMetric; readonly limit: number }): boolean => {
  const { most, whole } = LIMITS[metric];
  return limit <= most && (!whole || Number.isInteger(limit));
};

/** One entry of spendlight.budgets, as settings.json may hold it. Fields that it does not name are looked at by parse.ts. */
export const ENTRY = v.pipe(
  FIELDS,
  v.forward(
    v.partialCheck([['metric'], ['limit']], limitFits, ({ input }) => {
      const { unit, most, whole } = LIMITS[input.metric];
      return `must be ${whole ? 'a whole number of' : 'an amount of'} ${unit}, at most ${most.toLocaleString('en')}`;
    }),
    ['limit'],
  ),
);

/** Its fields, in the order in which they are explained. */
export const ENTRY_FIELDS: readonly string[] = Object.keys(FIELDS.entries);

export type Entry = v.InferOutput<typeof ENTRY>;
