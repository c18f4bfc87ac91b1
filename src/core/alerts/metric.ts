import type { SpendSum } from '../pricing/paid';
import type { AlertSettings } from '../settings/alerts';
import type { DayText } from '../time/day';
import type { Anomaly, AnomalyId } from './anomaly';
import type { MoneyStyle } from './message';

/** What anomalies are found in: small sums of today and of what was usual. Money in integer nano-USD, times in ms UTC. */
export interface UsageFacts {
  readonly today: DayText;
  /** Sessions with a response in the last hour, and all that they used. `tokens`: without cache reads. */
  readonly sessions: readonly { readonly sessionId: string; readonly project: string; readonly tokens: number; readonly nanoUsd: number }[];
  readonly day: {
    readonly nanoUsd: number;
    /** Mean of the seven days before, of fewer where less is known; null before the fourth day of the history. */
    readonly usual: number | null;
  };
  /** The last 60 minutes, and the cost of every clock hour (UTC) before today with any, ascending. */
  readonly hour: { readonly nanoUsd: number; readonly used: readonly number[] };
  /** Of today. */
  readonly models: readonly { readonly model: string; readonly nanoUsd: number; readonly tokens: number }[];
  /** Of today. */
  readonly projects: readonly { readonly project: string; readonly sum: SpendSum }[];
  /** Requests that failed at the provider, and those that were answered: today, and in the seven days before. */
  readonly requests: { readonly failed: number; readonly answered: number; readonly failedBefore: number; readonly answeredBefore: number };
}

/** One kind of anomaly: when it is one, and what is said. */
export interface AnomalyMetric {
  readonly id: AnomalyId;
  /** Whether its setting turns it on. */
  readonly wanted: (settings: AlertSettings) => boolean;
  readonly find: (facts: UsageFacts, settings: AlertSettings) => readonly Anomaly[];
  /** One line: the fact. Without amounts of money where they are hidden. Foreign text in it is escaped by the caller. */
  readonly title: (anomaly: Anomaly, style: MoneyStyle) => string;
}

/** An anomaly about everything; the parts that it is about are written over. */
export const anomaly = (
  metric: AnomalyId,
  id: string,
  over: Omit<Partial<Anomaly>, 'metric' | 'id'> & Pick<Anomaly, 'unit' | 'value' | 'usual' | 'nanoUsd'>,
): Anomaly => ({
  metric,
  severity: 'warning',
  id: `${metric}.${id}`,
  sessionId: '',
  project: '',
  model: '',
  ...over,
});
