import { isRecord } from '../record';
import * as v from 'valibot';
import type { Budget, BudgetPeriod, Severity, Threshold } from './budget';
import { ENTRY, ENTRY_FIELDS, type Entry } from './entry';

export interface BudgetProblem {
  /** The entry and field, as one finds them: spendlight.budgets[2].limit (user, "day"). */
  readonly where: string;
  readonly message: string;
}

export interface ParsedBudgets {
  readonly budgets: readonly Budget[];
  readonly problems: readonly BudgetProblem[];
}

/** The two arrays of spendlight.budgets as settings have them, and what decides which entries count. */
export interface BudgetSettings {
  /** Of the user's settings; undefined where there is none. Also what `--budgets FILE` holds. */
  readonly user: unknown;
  /** Of the workspace's settings; undefined where there is none. */
  readonly workspace?: unknown;
  /** What the workspace's budgets cover. Without any they cover nothing and are left out. */
  readonly workspaceFolders?: readonly string[];
  /** Entries of a workspace that is not trusted are left out, silently: it is not their reader's mistake. */
  readonly trusted?: boolean;
  /** What ~ stands for in a scope. */
  readonly home: string;
  /** Ids of spendlight.channels; 'editor' is always one. undefined: not known here, so none is refused. */
  readonly channels?: readonly string[] | undefined;
}

/** How one of the two arrays is read. */
interface Reader extends Pick<BudgetSettings, 'home' | 'channels'> {
  readonly from: Budget['from'];
  /** What all of its budgets cover; null: each says so itself. */
  readonly folders: readonly string[] | null;
}

type Report = (field: string, message: string) => void;

const NANO = 1_000_000_000;
const EDITOR = 'editor';
const NAMES: Readonly<Record<BudgetPeriod, string>> = {
  hour: 'Hour',
  block: '5-hour block',
  day: 'Day',
  week: 'Week',
  month: 'Month',
  session: 'Session',
};

/** Ascending, once each; of two at one percentage the more severe. */
const thresholdsOf = (written: Entry['thresholds']): readonly Threshold[] => {
  const known = new Map<string, Threshold>();
  for (const one of written) {
    const { percent, severity, forecast } = typeof one === 'number' ? { percent: one, severity: undefined, forecast: undefined } : one;
    const loudness: Severity = severity ?? (percent < 100 || forecast === true ? 'warning' : 'critical');
    const name = `${percent} ${forecast === true}`;
    if (known.get(name)?.severity !== 'critical') known.set(name, { percent, severity: loudness, ...(forecast === true && { forecast }) });
  }
  return [...known.values()].sort((a, b) => a.percent - b.percent || Number(a.forecast ?? false) - Number(b.forecast ?? false));
};

const listOf = (given: string | readonly string[] | undefined): readonly string[] => (given === undefined ? [] : typeof given === 'string' ? [given] : given);

const foldersOf = (scope: Entry['scope'], home: string): readonly string[] =>
  scope === 'all' ? [] : listOf(scope.project).map((folder) => (folder.startsWith('~') ? home + folder.slice(1) : folder));

/** Of the named ones those that exist; 'editor' is told in any case. */
const channelsOf = (named: readonly string[], known: readonly string[] | undefined, report: Report): readonly string[] => {
  const others = [...new Set(named)].filter((id) => id !== EDITOR);
  const unknown = others.filter((id) => known !== undefined && !known.includes(id));
  for (const id of unknown) report('channels', `${JSON.stringify(id)} is no id of spendlight.channels; this budget does not tell it`);
  return others.filter((id) => !unknown.includes(id));
};

const limitOf = ({ metric, limit }: Entry): number => Math.max(1, metric === 'cost' ? Math.round(limit * NANO) : limit);

/** What is said in an entry of a workspace and must not be heard: what would speak or act outside of it. */
const refusals = ({ scope, channels, stop }: Entry): readonly (readonly [field: string, message: string])[] => [
  ...(scope !== 'all' && scope.project === undefined ? [] : ([['scope', 'a workspace’s budget covers that workspace; its project is not read']] as const)),
  ...(channels.length === 0 ? [] : ([['channels', 'a workspace’s budget may not have it; it is not read']] as const)),
  ...(stop ? ([['stop', 'a workspace’s budget may not have it; it is not read']] as const) : []),
];

/** What is odd in an entry that counts all the same. */
const oddities = (entry: Entry, given: Readonly<Record<string, unknown>>, { from }: Reader): readonly (readonly [string, string])[] => [
  ...Object.keys(given)
    .filter((field) => !ENTRY_FIELDS.includes(field))
    .map((field) => [field, `is unknown; a budget has ${ENTRY_FIELDS.join(', ')}`] as const),
  ...(from === 'workspace' ? refusals(entry).filter(([field]) => Object.hasOwn(given, field)) : []),
  ...(entry.period === 'session' && thresholdsOf(entry.thresholds).some(({ forecast }) => forecast === true)
    ? ([['thresholds', 'nobody knows how a session ends: a threshold of the forecast has no effect']] as const)
    : []),
];

const budgetOf = (entry: Entry, { from, folders, home, channels }: Reader, report: Report): Budget => ({
  id: entry.id,
  name: entry.name ?? NAMES[entry.period],
  enabled: entry.enabled,
  period: entry.period,
  metric: entry.metric,
  limit: limitOf(entry),
  thresholds: thresholdsOf(entry.thresholds),
  folders: folders ?? foldersOf(entry.scope, home),
  models: entry.scope === 'all' ? [] : listOf(entry.scope.model),
  channels: from === 'user' ? channelsOf(entry.channels, channels, report) : [],
  stop: from === 'user' && entry.stop,
  from,
});

const messageOf = (issue: v.BaseIssue<unknown>): string => (issue.type !== 'array' && issue.input === undefined ? 'is missing' : issue.message);

const readArray = (written: unknown, reader: Reader): ParsedBudgets => {
  const problems: BudgetProblem[] = [];
  const budgets = new Map<string, Budget>();
  const [setting, { from }] = ['spendlight.budgets', reader];
  if (written === undefined || written === null) return { budgets: [], problems };
  if (!Array.isArray(written)) return { budgets: [], problems: [{ where: `${setting} (${from})`, message: 'must be a list of budgets' }] };
  written.forEach((given: unknown, index) => {
    const id = isRecord(given) && typeof given['id'] === 'string' ? `, ${JSON.stringify(given['id'].slice(0, 64))}` : '';
    const report: Report = (field, message) => void problems.push({ where: `${setting}[${index}]${field === '' ? '' : `.${field}`} (${from}${id})`, message });
    if (!isRecord(given)) return report('', 'must be an object with id, period and limit');
    const read = v.safeParse(ENTRY, given);
    if (!read.success) return read.issues.forEach((issue) => report(v.getDotPath(issue) ?? '', messageOf(issue)));
    if (budgets.has(read.output.id)) return report('id', 'another budget before it has the same id; this one is left out');
    for (const [field, message] of oddities(read.output, given, reader)) report(field, message);
    budgets.set(read.output.id, budgetOf(read.output, reader, report));
  });
  return { budgets: [...budgets.values()], problems };
};

/**
 * Reads the user's and the workspace's budgets. Each entry stands for itself: a faulty one is named with its field and left out, the others count. The user's
 * entry wins where ids meet, wherever the workspace's says otherwise: a workspace can add budgets, and neither raise, remove nor silence one of the user's, and its own
 * tell no channel and stop nothing.
 */
export const parseBudgets = ({ user, workspace, workspaceFolders = [], trusted = false, home, channels }: BudgetSettings): ParsedBudgets => {
  const own = readArray(user, { from: 'user', folders: null, home, channels });
  const counts = trusted && workspaceFolders.length > 0;
  const theirs = counts ? readArray(workspace, { from: 'workspace', folders: workspaceFolders, home, channels }) : { budgets: [], problems: [] };
  const taken = new Set(own.budgets.map(({ id }) => id));
  return { budgets: [...own.budgets, ...theirs.budgets.filter(({ id }) => !taken.has(id))], problems: [...own.problems, ...theirs.problems] };
};
