import type { Runbook } from './runbook';

/** What is said of an alert, in the editor and by channels alike: plain text, each on one line. Money is in it only where the person shows money. */
export interface AlertWords {
  /** The fact: Day budget: $8.04 of $10.00 (80%). */
  readonly title: string;
  /** What is left, until when, and what to do. */
  readonly body: string;
  readonly runbook: Runbook;
}
