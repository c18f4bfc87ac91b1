import type { Budget } from '../budget/budget';
import type { BudgetStatus } from '../budget/status';

/** Why a budget that is to stop does not, though it may be over. */
export type Unfit =
  /** Somebody else's settings: only the user's own budgets may stop. */
  | 'workspace'
  /** A hook is not told which model will answer. */
  | 'models'
  /** Nothing that was used has a price. */
  | 'unpriced'
  /** Over only with what a fallback's price adds. */
  | 'estimated';

/** One budget with `stop`, and whether it stops now. */
export interface Gate {
  readonly status: BudgetStatus;
  /** The limit is reached, by money whose price is known. */
  readonly over: boolean;
  readonly unfit: Unfit | null;
}

/** What the hooks are to do at one moment. */
export interface StopState {
  /** Every enabled budget with `stop`. */
  readonly gates: readonly Gate[];
  /** Claude Code is to be stopped where one of the gates that are over covers it. */
  readonly blocked: boolean;
  /** The person said: go on until then (ms UTC); null where that is past or was never said. */
  readonly overrideUntil: number | null;
  /** Stop also when nobody has said for a while how things stand. */
  readonly strict: boolean;
}

const unfitness = ({ budget, spent, estimated, limit, state }: BudgetStatus): Unfit | null => {
  if (budget.from !== 'user') return 'workspace';
  if (budget.models.length > 0) return 'models';
  if (state === 'unknown') return 'unpriced';
  return spent >= limit && spent - estimated < limit ? 'estimated' : null;
};

const isGate = ({ enabled, stop }: Budget): boolean => enabled && stop;

/**
 * Decides what is stopped at `now` (ms UTC). A budget stops when what was spent for certain has reached its limit: what has no price is not in `spent`,
 * so a lower bound that is over is over, and what a fallback priced is taken out. Budgets whose figures are stale are not to be handed in at all.
 */
export function stopState(statuses: readonly BudgetStatus[], now: number, overrideUntil: number | null, strict: boolean): StopState {
  const gates = statuses
    .filter(({ budget }) => isGate(budget))
    .map((status) => {
      const unfit = unfitness(status);
      const ended = status.periodEnd !== null && status.periodEnd <= now;
      return { status, unfit, over: unfit === null && !ended && status.limit > 0 && status.spent - status.estimated >= status.limit };
    });
  const until = overrideUntil !== null && overrideUntil > now ? overrideUntil : null;
  return { gates, blocked: until === null && gates.some(({ over }) => over), overrideUntil: until, strict };
}
