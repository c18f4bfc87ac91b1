import { escapeMarkdown } from '../core/format/escape';
import { plural } from '../core/format/plural';
import { formatDuration } from '../core/format/when';
import type { TooltipRow } from '../protocol/statusText';
import type { Provenance, RootView, StatusView } from '../protocol/views';

/** Commands that the tooltip links to; a tooltip may run no others. */
export const TOOLTIP_COMMANDS = [
  'spendlight.openDashboard',
  'spendlight.addBudget',
  'spendlight.addStarterBudgets',
  'spendlight.openSettings',
  'spendlight.resume',
  'spendlight.showSampleData',
  'spendlight.removeSampleData',
  'spendlight.showLogs',
] as const;
type TooltipCommand = (typeof TOOLTIP_COMMANDS)[number];

export interface TooltipFacts {
  readonly rows: readonly TooltipRow[];
  readonly view: StatusView;
  readonly stale: string | null;
  /** What amounts are, in words. */
  readonly basis: string;
  /** The figures are made up. */
  readonly sample: boolean;
  /** BCP 47. */
  readonly locale: string;
  /** vscode.env.remoteName of the host that is counted; undefined where it is this machine. */
  readonly remote: string | undefined;
}

const link = (text: string, command: TooltipCommand): string => `[${text}](command:${command})`;

const table = (rows: readonly TooltipRow[]): string => {
  const lines = rows.map(({ label, value }) => `| ${escapeMarkdown(label)} | ${escapeMarkdown(value)} |`);
  return ['| | |', '|:--|--:|', ...lines].join('\n');
};

const ROOT_STATES: Readonly<Record<RootView['state'], string>> = { read: 'no transcripts in it', missing: 'not there', unreadable: 'could not be read' };

/** What a person without data needs to know: where was looked, and what was found. */
const lookedAt = (roots: readonly RootView[]): string => {
  const lines = roots.map(
    ({ path, state, transcripts }) => `- ${escapeMarkdown(path)}: ${transcripts > 0 ? plural(transcripts, 'transcript') : ROOT_STATES[state]}`,
  );
  const found = roots.some(({ transcripts }) => transcripts > 0);
  const offer = found ? [] : ['', `${link('Look at sample data', 'spendlight.showSampleData')} until there are any.`];
  return [found ? 'Nothing has been read yet. Found:' : 'No transcripts of Claude Code were found yet. Looked at:', '', ...lines, ...offer].join('\n');
};

const HOSTS: Readonly<Record<string, string>> = {
  wsl: 'WSL',
  'ssh-remote': 'the SSH host',
  'dev-container': 'the container',
  'attached-container': 'the container',
};

/** Which machine's transcripts these are, where it is not the one that a person sits at. */
const place = (remote: string | undefined): readonly string[] => (remote === undefined ? [] : [`on ${HOSTS[remote.split('+')[0] ?? ''] ?? 'the remote host'}`]);

/** The clock time in the zone of the figures (ms UTC), with the day where it is not today's. */
function moment(at: number, { now, timezone }: Provenance, locale: string): string {
  const date = new Intl.DateTimeFormat(locale, { timeZone: timezone, dateStyle: 'short' });
  const time = new Intl.DateTimeFormat(locale, { timeZone: timezone, timeStyle: 'short' });
  return date.format(at) === date.format(now) ? time.format(at) : `${date.format(at)}, ${time.format(at)}`;
}

const footnote = ({ view: { provenance }, basis, locale, remote }: TooltipFacts): string => {
  const { asOf, now, timezone } = provenance;
  const age = asOf === null ? [] : [`as of ${moment(asOf, provenance, locale)} (${formatDuration(Math.max(0, now - asOf))} ago)`];
  return [basis, ...age, timezone, ...place(remote)].map(escapeMarkdown).join(' · ');
};

/** Why the figures stand still, as Markdown. */
export const notLive = (stale: string): string =>
  `$(warning) Not live, the engine stopped: ${escapeMarkdown(stale)}. ${link('Show logs', 'spendlight.showLogs')}`;

const notices = ({ view, stale, sample }: TooltipFacts): readonly string[] => [
  ...(sample ? [`$(beaker) These figures are made up. ${link('Remove sample data', 'spendlight.removeSampleData')}`] : []),
  ...(stale === null ? [] : [notLive(stale)]),
  ...(view.provenance.paused ? [`$(debug-pause) Watching is paused. ${link('Resume', 'spendlight.resume')}`] : []),
  ...view.problems.slice(0, 3).map((problem) => `$(warning) ${escapeMarkdown(problem)}`),
];

/** Nothing was found to read yet. */
export const hasNoData = ({ provenance, month }: StatusView): boolean => provenance.transcripts === 0 && provenance.asOf === null && month.responses === 0;

/** The tooltip as Markdown. All that is foreign in it is escaped; links run the commands above only. */
export function tooltip(facts: TooltipFacts): string {
  const { view, rows } = facts;
  const offer = view.budgets.length === 0 ? [link('Set starter budgets', 'spendlight.addStarterBudgets'), link('Set a budget', 'spendlight.addBudget')] : [];
  const links = [link('Dashboard', 'spendlight.openDashboard'), ...offer, link('Settings', 'spendlight.openSettings')].join(' · ');
  return [...notices(facts), hasNoData(view) ? lookedAt(view.roots) : table(rows), footnote(facts), links].join('\n\n');
}
