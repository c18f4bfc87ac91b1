import type { MoneyStyle } from '../core/alerts/message';
import { formatTokens } from '../core/format/amount';
import { formatCost } from '../core/format/cost';
import { escapeMarkdown, plainText } from '../core/format/escape';
import { modelLabel, projectLabels } from '../core/format/label';
import type { WriteNumber } from '../core/format/number';
import { plural } from '../core/format/plural';
import { totalTokens } from '../core/usage/tokens';
import type { TurnRow } from '../protocol/sessionView';
import type { TodaySession, TodayView } from '../protocol/todayView';
import type { Totals } from '../protocol/views';
import type { TreeNode, TreeShown } from './contributions/tree';
import type { ViewNews } from './viewFeed';

/** A session or turn in the side bar; commands of its menu get it. */
export interface TodayNode extends TreeNode {
  readonly sessionId: string;
  readonly project: string;
}

/** How a moment (ms UTC) is written: the time of day in the person's zone. */
export type Clock = (at: number, timezone: string) => string;

const worth = (totals: Totals, { money, write }: MoneyStyle): string =>
  money === 'hide' ? `${formatTokens(totalTokens(totals), write)} tokens` : formatCost(totals, write);

const lines = (...parts: readonly string[]): string =>
  parts
    .filter((part) => part !== '')
    .map(escapeMarkdown)
    .join('\n\n');

const toolWords = ({ tools, errors }: TurnRow, write: WriteNumber): string =>
  tools === 0 ? '' : `${plural(tools, 'tool call', write)}${errors === 0 ? '' : `, ${errors} failed`}`;

const turnNode = (turn: TurnRow, session: TodaySession, running: boolean, timezone: string, style: MoneyStyle, clock: Clock): TodayNode => {
  const begun = clock(turn.startedAt, timezone);
  const label = running ? `This turn, since ${begun}` : `${begun}${turn.command === '' ? '' : ` ${plainText(turn.command)}`}`;
  const models = turn.models.map(modelLabel).join(', ');
  return {
    id: `${session.sessionId} ${turn.startedAt}`,
    label,
    description: [worth(turn.totals, style), plainText(models)].join(' · '),
    tooltip: lines(label, `${worth(turn.totals, style)}, ${plural(turn.totals.responses, 'response', style.write)}`, models, toolWords(turn, style.write)),
    spoken: `Turn ${label}: ${worth(turn.totals, style)}`,
    icon: { name: running ? 'sync~spin' : turn.command === '' ? 'comment' : 'terminal', color: null },
    context: 'turn',
    run: { command: 'spendlight.exploreSession', argument: { sessionId: session.sessionId } },
    children: [],
    sessionId: session.sessionId,
    project: session.project,
  };
};

const sessionNode = (session: TodaySession, label: string, timezone: string, style: MoneyStyle, clock: Clock): TodayNode => {
  const rest = session.turnsInAll - session.turns.length;
  const shownTurns = session.turns.map((turn, index) => turnNode(turn, session, session.live && index === 0, timezone, style, clock));
  return {
    id: session.sessionId,
    label,
    description: [worth(session.totals, style), plainText(session.branch), clock(session.lastAt, timezone)].filter((part) => part !== '').join(' · '),
    tooltip: lines(
      session.project,
      session.branch,
      `${worth(session.totals, style)} today, ${plural(session.turnsInAll, 'turn', style.write)}${rest > 0 ? `, the newest ${session.turns.length} below` : ''}`,
      session.sessionId,
    ),
    spoken: `Session in ${label}: ${worth(session.totals, style)} today${session.live ? ', running' : ''}`,
    icon: { name: session.live ? 'pulse' : 'comment-discussion', color: null },
    context: 'session',
    run: null,
    children: shownTurns,
    sessionId: session.sessionId,
    project: session.project,
  };
};

/** Today's sessions, live ones first, each with its turns. */
export const todayTree = ({ view, trouble }: ViewNews<TodayView>, style: MoneyStyle, clock: Clock): TreeShown<TodayNode> => {
  const sessions = view?.sessions.toSorted((a, b) => Number(b.live) - Number(a.live) || b.lastAt - a.lastAt) ?? [];
  const labels = projectLabels(sessions.map(({ project }) => project));
  const sum =
    view && sessions.length > 0
      ? `${worth(view.today, style)} today${view.more > 0 ? `; ${plural(view.more, 'earlier session', style.write)} ${view.more === 1 ? 'is' : 'are'} in the Explorer` : ''}`
      : '';
  return {
    nodes: sessions.map((session) =>
      sessionNode(session, plainText(labels.get(session.project) ?? session.project), view?.provenance.timezone ?? 'UTC', style, clock),
    ),
    message: trouble === null ? sum : `Not live: ${plainText(trouble)}`,
    badge: 0,
    badgeWords: '',
  };
};
