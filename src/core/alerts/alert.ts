import { budgetKey, type Severity, type Threshold } from '../budget/budget';
import type { BudgetStatus } from '../budget/status';
import type { Anomaly, AnomalyId } from './anomaly';

/** What an alert speaks of. */
export type AlertSubject =
  | { readonly kind: 'budget'; readonly status: BudgetStatus; readonly threshold: Threshold }
  | { readonly kind: 'anomaly'; readonly anomaly: Anomaly };

/** What there is to say once: toasts, channels, lists and the command line all take one of these. */
export interface Alert {
  /** Names (budget or anomaly, period, threshold, limit) for ever; also the dedup key of channels. */
  readonly id: string;
  readonly severity: Severity;
  readonly subject: AlertSubject;
  /** Ids of spendlight.channels that are told beside the editor. */
  readonly channels: readonly string[];
}

/** Names a kind of anomaly among the budgets' keys: no budget's key begins with a new line. */
export const anomalyKey = (metric: AnomalyId): string => `\nanomaly\n${metric}`;

/** What is snoozed or silenced when this alert is: its budget, or its kind of anomaly. */
export const subjectKey = ({ subject }: Pick<Alert, 'subject'>): string =>
  subject.kind === 'budget' ? budgetKey(subject.status.budget) : anomalyKey(subject.anomaly.metric);
