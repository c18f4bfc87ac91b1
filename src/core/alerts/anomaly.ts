import type { Severity } from '../budget/budget';

/** The kinds, each with its setting (product C3, definitions in section J). One file each in core/alerts/metrics. */
export const ANOMALIES = ['session', 'spike', 'runaway', 'model', 'cacheHit', 'errors'] as const;
export type AnomalyId = (typeof ANOMALIES)[number];

export type AnomalyUnit = 'tokens' | 'nanoUsd' | 'ratio';

/** Something that is not as usual, at one moment. */
export interface Anomaly {
  readonly metric: AnomalyId;
  readonly severity: Severity;
  /** Names it for ever: metric, period and subject, so that it is spoken of once. */
  readonly id: string;
  /** What it is about; '' where it is about all. Foreign text. */
  readonly sessionId: string;
  readonly project: string;
  readonly model: string;
  readonly unit: AnomalyUnit;
  readonly value: number;
  /** What it is compared with: the limit, the mean, the 99th percentile, the floor. */
  readonly usual: number;
  /** The money that is attached to it, integer nano-USD, API-equivalent. */
  readonly nanoUsd: number;
}
