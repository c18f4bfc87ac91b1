import * as v from 'valibot';
import { CALENDAR_PERIODS, SEVERITIES } from './budget';

const KNOWN_LATER = { periods: ['hour', 'block', 'session'], metrics: ['tokens', 'requests', 'remaining'], bases: ['billed'] };

const listed = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ');

const oneOf = <const W extends readonly string[]>(known: W, later: readonly string[] = []) =>
  v.picklist(known, ({ received }) => {
    const why = later.some((word) => received === `"${word}"`) ? `${received} is not supported yet` : `${received} is unknown`;
    return `${why}; it can be ${listed(known)}`;
  });

/** Above this a limit in nano-USD would not be a whole number any more in any useful sense. */
const MOST_USD = 1_000_000_000;

const PERCENT = v.pipe(
  v.number('a threshold is a percentage: a number, or { "percent", "severity" }'),
  v.check((percent) => percent > 0 && percent <= 1_000, 'a threshold lies above 0 and at most at 1000 percent'),
);

const THRESHOLD = v.union(
  [PERCENT, v.object({ percent: PERCENT, severity: v.optional(oneOf(SEVERITIES)) })],
  'a threshold is a percentage above 0 and at most 1000, or { "percent", "severity" } with severity "warning" or "critical"',
);

const TEXT = (most: number) =>
  v.pipe(v.string('must be a text'), v.trim(), v.nonEmpty('must not be empty'), v.maxLength(most, `must have at most ${most} characters`));

const FOLDER = v.pipe(
  v.string('a project is a folder, as text'),
  v.transform((pattern) => pattern.replace(/[\\/]\*\*?$/, '')),
  v.check((folder) => folder !== '' && !/[*?]/.test(folder), 'a project is a folder; of patterns only /* and /** at its end are supported yet'),
  v.check((folder) => /^(\/|~$|~[\\/]|[A-Za-z]:([\\/]|$)|\\\\)/.test(folder), 'a project is an absolute folder, or one that begins with ~/'),
);

const SCOPE = v.union(
  [v.literal('all'), v.strictObject({ project: v.union([FOLDER, v.pipe(v.array(FOLDER), v.minLength(1))]) })],
  'must be "all" or { "project": FOLDER or [FOLDERS] }: absolute folders, with /** at the end or without; models are not supported yet',
);

/** One entry of spendlight.budgets, as settings.json may hold it. Fields that it does not name are looked at by parse.ts. */
export const ENTRY = v.object({
  id: TEXT(64),
  name: v.optional(TEXT(80)),
  enabled: v.optional(v.boolean('must be true or false'), true),
  period: oneOf(CALENDAR_PERIODS, KNOWN_LATER.periods),
  metric: v.optional(oneOf(['cost'], KNOWN_LATER.metrics), 'cost'),
  limit: v.pipe(
    v.number('must be a number of USD'),
    v.check((usd) => usd > 0 && usd <= MOST_USD, 'must be above 0 USD and at most 1,000,000,000'),
  ),
  thresholds: v.optional(v.pipe(v.array(THRESHOLD, 'must be a list'), v.maxLength(10, 'at most 10 thresholds')), [80, 100]),
  scope: v.optional(SCOPE, 'all'),
  basis: v.optional(oneOf(['api-equivalent'], KNOWN_LATER.bases), 'api-equivalent'),
});

export type Entry = v.InferOutput<typeof ENTRY>;
