import type { Severity, Threshold } from '../budget/budget';
import type { BudgetStatus } from '../budget/status';
import type { Anomaly } from './anomaly';

/** What an alert speaks of. */
export type AlertSubject =
  | { readonly kind: 'budget'; readonly status: BudgetStatus; readonly threshold: Threshold }
  | { readonly kind: 'anomaly'; readonly anomaly: Anomaly };

/** What there is to say once: toasts, channels, lists and the command line all take one of these. */
export interface Alert {
  /** Names (budget or anomaly, period, threshold) for ever; also the dedup key of channels. */
  readonly id: string;
  readonly severity: Severity;
  readonly subject: AlertSubject;
  /** Ids of spendlight.channels that are told beside the editor. */
  readonly channels: readonly string[];
}
