import { budgetKey, type Threshold } from '../budget/budget';
import type { BudgetStatus } from '../budget/status';
import { anomalyKey, type Alert } from './alert';
import type { Anomaly } from './anomaly';
import { claimOf, claimOfAnomaly, type Claim } from './claim';

/** A threshold that is reached and not hushed, or an anomaly. Whether it was spoken of before is known to whoever keeps the claims. */
export interface DueAlert {
  readonly alert: Alert;
  readonly claim: Claim;
  /** Of the thresholds below. Claim them too: having jumped over two, the higher one alone is spoken of. */
  readonly lower: readonly Claim[];
}

/** Budget's or anomaly's key to the end of its snooze, ms UTC; null: not until it is taken back. */
export type Hushed = ReadonlyMap<string, number | null>;

/** Whether nothing is to be said of it at `now` (ms UTC). */
export const isHushed = (hushed: Hushed, key: string, now: number): boolean => {
  const until = hushed.get(key);
  return until === null || (until !== undefined && until > now);
};

const isForecast = ({ forecast }: Threshold): boolean => forecast === true;

/** The forecast thresholds that are expected to be reached and are not yet. Said of one that is reached already it would be no news. */
const expected = ({ budget, crossed, limit, forecast }: BudgetStatus): readonly Threshold[] =>
  budget.thresholds.filter(
    (threshold) => isForecast(threshold) && forecast !== null && threshold.percent > (crossed ?? 0) && forecast.p50 * 100 >= limit * threshold.percent,
  );

const reached = ({ budget, crossed }: BudgetStatus): readonly Threshold[] =>
  crossed === null ? [] : budget.thresholds.filter((threshold) => !isForecast(threshold) && threshold.percent <= crossed);

/** Of each ladder the highest alone. What is reached takes the forecasts of it along. */
const dueOf = (status: BudgetStatus): readonly DueAlert[] => {
  const { budget, crossed } = status;
  const foreseen = budget.thresholds.filter((threshold) => isForecast(threshold) && threshold.percent <= (crossed ?? 0));
  const ladders = [
    { steps: reached(status), beside: foreseen },
    { steps: expected(status), beside: [] },
  ];
  return ladders.flatMap(({ steps, beside }) => {
    const top = steps.at(-1);
    if (!top) return [];
    const claim = claimOf(status, top);
    const lower = [...steps.slice(0, -1), ...beside].map((step) => claimOf(status, step));
    return [{ alert: { id: claim.id, severity: top.severity, subject: { kind: 'budget', status, threshold: top }, channels: budget.channels }, claim, lower }];
  });
};

/**
 * What there is to speak of now: per budget the highest threshold that is reached, and the highest that is expected beyond it; and every anomaly. Never a disabled budget or
 * one whose state is unknown. A hushed one claims nothing, so that what it reached meanwhile is still spoken of afterwards, where its period has not ended.
 * `channels`: of anomalies; budgets have their own.
 */
export const evaluateAlerts = (
  statuses: readonly BudgetStatus[],
  anomalies: readonly Anomaly[],
  { hushed, channels, now }: { readonly hushed: Hushed; readonly channels: readonly string[]; readonly now: number },
): readonly DueAlert[] => [
  ...statuses.filter(({ budget, state }) => budget.enabled && state !== 'unknown' && !isHushed(hushed, budgetKey(budget), now)).flatMap(dueOf),
  ...anomalies
    .filter(({ metric }) => !isHushed(hushed, anomalyKey(metric), now))
    .map((anomaly): DueAlert => {
      const claim = claimOfAnomaly(anomaly.id);
      return { alert: { id: claim.id, severity: anomaly.severity, subject: { kind: 'anomaly', anomaly }, channels }, claim, lower: [] };
    }),
];
