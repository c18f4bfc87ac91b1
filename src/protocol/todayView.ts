import type { TurnRow } from './sessionView';
import type { Provenance, Totals } from './views';

/** A session of today, with what it did today. */
export interface TodaySession {
  readonly sessionId: string;
  /** Foreign text. */
  readonly project: string;
  readonly branch: string;
  /** ms UTC of its last response. */
  readonly lastAt: number;
  /** It answered so lately that its turn is taken to run. */
  readonly live: boolean;
  /** Of today alone. */
  readonly totals: Totals;
  /** Newest first, at most TURNS_SHOWN. */
  readonly turns: readonly TurnRow[];
  readonly turnsInAll: number;
}

/** Today's sessions, the latest first. */
export interface TodayView {
  readonly provenance: Provenance;
  readonly today: Totals;
  readonly sessions: readonly TodaySession[];
  /** Sessions that are not in the list. */
  readonly more: number;
}

export const SESSIONS_SHOWN = 20;
export const TURNS_SHOWN = 20;
