import type { Budget } from '../core/budget/budget';
import { isCovered } from '../core/budget/cover';
import { addSpent, budgetStatus, NOTHING_SPENT, sessionsToShow, type Spent } from '../core/budget/measure';
import { blockSpan, calendarSpan, sessionSpan, type BudgetSpan } from '../core/budget/span';
import type { BudgetStatus } from '../core/budget/status';
import { spentBetween, spentInDays, spentOfActiveSessions, type SessionSpentRow, type SpentRow } from '../store/queries/spent';
import { ofPeriod, type AskedNow } from './ask';
import { runningBlock } from './runningBlock';

/** A session that was silent for longer is not spoken of any more. */
const ACTIVE_MS = 3_600_000;

/** What was used in a span of time, by project and model. */
interface Usage {
  readonly span: BudgetSpan;
  readonly rows: readonly SpentRow[];
}

type Timed = Exclude<Budget['period'], 'session'>;

const usageOf = (asked: AskedNow, period: Timed): Usage => {
  const { sums, now, calendar } = asked;
  if (period === 'block') {
    const running = runningBlock(sums, now);
    return { span: blockSpan(running, now), rows: running === null ? [] : spentBetween(sums, running.start, running.end) };
  }
  const span = calendarSpan(period, now, calendar);
  if (period === 'hour') return { span, rows: spentBetween(sums, span.start, span.end ?? now) };
  const { since, until } = ofPeriod(asked, period);
  return { span, rows: spentInDays(sums, since ?? '', until ?? '~') };
};

/** What of it a budget counts. */
const spentOf = (budget: Budget, rows: readonly SpentRow[]): Spent =>
  rows.filter(({ project, model }) => isCovered(budget, project, model)).reduce<Spent>(addSpent, NOTHING_SPENT);

/** A budget of sessions, for each session of which it counts anything; where there is none, it stands at nothing. */
const ofSessions = (budget: Budget, rows: readonly SessionSpentRow[], now: number): readonly BudgetStatus[] => {
  const sessions = new Map<string, { readonly spent: Spent; readonly firstAt: number }>();
  for (const row of rows) {
    if (!isCovered(budget, row.project, row.model)) continue;
    const { spent, firstAt } = sessions.get(row.sessionId) ?? { spent: NOTHING_SPENT, firstAt: row.firstAt };
    sessions.set(row.sessionId, { spent: addSpent(spent, row), firstAt: Math.min(firstAt, row.firstAt) });
  }
  if (sessions.size === 0) return [budgetStatus(budget, NOTHING_SPENT, sessionSpan('', now), now)];
  return sessionsToShow([...sessions].map(([id, { spent, firstAt }]) => budgetStatus(budget, spent, sessionSpan(id, firstAt), now)));
};

/**
 * Every enabled budget as it stands now, from the same sums that all screens show; each period is asked once. A budget of sessions has a status for the session of the
 * last hour that is nearest to its limit, and one for every other that is past a threshold.
 */
export function budgetStatuses(asked: AskedNow, budgets: readonly Budget[]): BudgetStatus[] {
  const { sums, now } = asked;
  const usages = new Map<Timed, Usage>();
  let sessions: readonly SessionSpentRow[] | undefined;
  return budgets
    .filter(({ enabled }) => enabled)
    .flatMap((budget): readonly BudgetStatus[] => {
      const { period } = budget;
      if (period === 'session') return ofSessions(budget, (sessions ??= spentOfActiveSessions(sums, now - ACTIVE_MS, now)), now);
      const usage = usages.get(period) ?? usageOf(asked, period);
      usages.set(period, usage);
      return [budgetStatus(budget, spentOf(budget, usage.rows), usage.span, now)];
    });
}
