import { isRecord } from '../record';
import * as v from 'valibot';
import type { Budget, Severity, Threshold } from './budget';
import { ENTRY, type Entry } from './entry';

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
}

type From = Budget['from'];

const NANO = 1_000_000_000;
const NAMES = { day: 'Day', week: 'Week', month: 'Month' } as const;
/** Known, and of no effect yet or here. */
const ACTIONS = ['channels', 'stop'];

const thresholdsOf = (written: Entry['thresholds']): readonly Threshold[] => {
  const byPercent = new Map<number, Severity>();
  for (const one of written) {
    const percent = typeof one === 'number' ? one : one.percent;
    const severity = (typeof one === 'number' ? undefined : one.severity) ?? (percent < 100 ? 'warning' : 'critical');
    if (byPercent.get(percent) !== 'critical') byPercent.set(percent, severity);
  }
  return [...byPercent].map(([percent, severity]) => ({ percent, severity })).sort((a, b) => a.percent - b.percent);
};

const foldersOf = (scope: Entry['scope'], home: string): readonly string[] => {
  if (scope === 'all') return [];
  const folders = typeof scope.project === 'string' ? [scope.project] : scope.project;
  return folders.map((folder) => (folder.startsWith('~') ? home + folder.slice(1) : folder));
};

/** What there is to say of a field in an entry that is right in all that counts; the entry counts all the same. */
const oddity = (field: string, from: From): string | null => {
  const theirs = from === 'workspace';
  if (ACTIONS.includes(field)) return theirs ? 'a workspace’s budget may not have it; it is not read' : 'is not supported yet; the budget only warns';
  if (!Object.hasOwn(ENTRY.entries, field)) return `is unknown; a budget has ${Object.keys(ENTRY.entries).join(', ')}`;
  return theirs && field === 'scope' ? 'a workspace’s budget covers that workspace; its scope is not read' : null;
};

const readArray = (written: unknown, from: From, folders: readonly string[] | null, home: string): ParsedBudgets => {
  const problems: BudgetProblem[] = [];
  const budgets = new Map<string, Budget>();
  const setting = 'spendlight.budgets';
  if (written === undefined || written === null) return { budgets: [], problems };
  if (!Array.isArray(written)) return { budgets: [], problems: [{ where: `${setting} (${from})`, message: 'must be a list of budgets' }] };
  written.forEach((entry: unknown, index) => {
    const id = isRecord(entry) && typeof entry['id'] === 'string' ? `, ${JSON.stringify(entry['id'].slice(0, 64))}` : '';
    const report = (field: string, message: string): unknown =>
      problems.push({ where: `${setting}[${index}]${field === '' ? '' : `.${field}`} (${from}${id})`, message });
    if (!isRecord(entry)) return report('', 'must be an object with id, period and limit');
    const read = v.safeParse(ENTRY, entry);
    if (!read.success) return read.issues.forEach((issue) => report(v.getDotPath(issue) ?? '', messageOf(issue)));
    if (budgets.has(read.output.id)) return report('id', 'another budget before it has the same id; this one is left out');
    for (const field of Object.keys(entry)) {
      const message = oddity(field, from);
      if (message !== null) report(field, message);
    }
    budgets.set(read.output.id, budgetOf(read.output, from, folders ?? foldersOf(read.output.scope, home)));
  });
  return { budgets: [...budgets.values()], problems };
};

const messageOf = (issue: v.BaseIssue<unknown>): string => (issue.type !== 'array' && issue.input === undefined ? 'is missing' : issue.message);

const budgetOf = (entry: Entry, from: From, folders: readonly string[]): Budget => ({
  id: entry.id,
  name: entry.name ?? NAMES[entry.period],
  enabled: entry.enabled,
  period: entry.period,
  metric: entry.metric,
  limit: Math.max(1, Math.round(entry.limit * NANO)),
  thresholds: thresholdsOf(entry.thresholds),
  folders,
  models: [],
  channels: [],
  stop: false,
  from,
});

/**
 * Reads the user's and the workspace's budgets. Each entry stands for itself: a faulty one is named with its field and left out, the others count. The user's
 * entry wins where ids meet, wherever the workspace's says otherwise.
 */
export const parseBudgets = ({ user, workspace, workspaceFolders = [], trusted = false, home }: BudgetSettings): ParsedBudgets => {
  const own = readArray(user, 'user', null, home);
  const counts = trusted && workspaceFolders.length > 0;
  const theirs = counts ? readArray(workspace, 'workspace', workspaceFolders, home) : { budgets: [], problems: [] };
  const taken = new Set(own.budgets.map(({ id }) => id));
  return { budgets: [...own.budgets, ...theirs.budgets.filter(({ id }) => !taken.has(id))], problems: [...own.problems, ...theirs.problems] };
};
