import { DAY_MS } from '../time/day';
import type { Alert } from './alert';

/** What is known of the time and scope that an alert is about, for its runbook. Names are foreign text; money is integer nano-USD, API-equivalent. */
export interface AlertFacts {
  /** The hour (its beginning, ms UTC) that used most, and its share of all; null where nothing was used. */
  readonly peak: { readonly at: number; readonly share: number } | null;
  /** Reads / all input, 0 to 1; null under 20 responses. */
  readonly cacheHit: number | null;
  /** What the session that used most has of all, 0 to 1. */
  readonly session: { readonly project: string; readonly share: number } | null;
  readonly model: { readonly name: string; readonly share: number } | null;
  /** The tool that failed most often, where more calls failed than not. */
  readonly failing: { readonly tool: string; readonly errors: number; readonly calls: number } | null;
}

/** What facts are asked about. */
export interface FactsQuestion {
  /** ms UTC, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly folders: readonly string[];
  readonly models: readonly string[];
  /** '' for all. */
  readonly sessionId: string;
}

/** The time and scope that an alert is about, for the figures of its runbook; of an anomaly the last day. `now` in ms UTC. */
export function factsQuestion({ subject }: Alert, now: number): FactsQuestion {
  if (subject.kind === 'anomaly') {
    const { project, model, sessionId } = subject.anomaly;
    return { start: now - DAY_MS, end: now, folders: project === '' ? [] : [project], models: model === '' ? [] : [model], sessionId };
  }
  const { budget, periodStart, periodEnd, sessionId } = subject.status;
  return { start: periodStart, end: periodEnd ?? now, folders: budget.folders, models: budget.models, sessionId };
}
