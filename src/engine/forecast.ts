import { burnRate } from '../core/budget/burnRate';
import type { Budget, BudgetMetric } from '../core/budget/budget';
import { earlierUses, levelNow, LOOK_BACK } from '../core/budget/comparable';
import { isCovered } from '../core/budget/cover';
import { compareWith, forecastOf } from '../core/budget/forecast';
import { seriesOf, type UsageSeries, type UsedQuarter } from '../core/budget/series';
import type { BudgetStatus, Forecast } from '../core/budget/status';
import { periodRange } from '../core/time/range';
import { dayText, startOfDay } from '../core/time/zone';
import type { StatusForecast } from '../protocol/views';
import { quarterUses, stampBefore, type QuarterUse } from '../store/queries/usage';
import type { Asked } from './ask';

type Scope = Pick<Budget, 'folders' | 'models'>;

const MINUTE = 60_000;
const FIELDS = { cost: 'nanoUsd', tokens: 'tokens', requests: 'requests' } as const satisfies Record<BudgetMetric, keyof QuarterUse>;

interface Held {
  readonly stamp: string;
  readonly value: unknown;
}

/**
 * Forecasts from the sums. What was used before today is read once, and again when it changed; what today's minutes add is read every minute; and earlier periods are looked up once a
 * minute, whatever the revision. What a budget has spent is that of its status, so a forecast never lags behind it.
 */
export class Forecasts {
  readonly #held = new Map<string, Held>();

  /** What was read meanwhile is no matter of minutes: everything is looked up again. */
  forget(): void {
    this.#held.clear();
  }

  /** The statuses with their forecasts. */
  foretell(asked: Asked, statuses: readonly BudgetStatus[]): BudgetStatus[] {
    return statuses.map((status) => ({ ...status, forecast: this.#ofBudget(asked, status) }));
  }

  /** What this month is expected to cost in these folders (none: all), when so much was spent (integer nano-USD), and how fast is being spent. */
  overall(asked: Asked, folders: readonly string[], spent: number): StatusForecast {
    const scope = { folders, models: [] };
    const { start, end } = periodRange('month', asked.now, asked.calendar);
    return {
      month: spent > 0 ? this.#forecast(asked, 'month', scope, 'cost', { start, end, spent, limit: Infinity }) : null,
      burn: burnRate(this.#series(asked, scope, 'cost'), this.#series(asked, scope, 'tokens')),
    };
  }

  #ofBudget(asked: Asked, { budget, spent, limit, periodStart: start, periodEnd: end, state }: BudgetStatus): Forecast | null {
    if (budget.period === 'session' || end === null || spent <= 0 || state === 'unknown') return null;
    return this.#forecast(asked, budget.period, budget, budget.metric, { start, end, spent, limit });
  }

  #forecast(
    asked: Asked,
    period: Exclude<Budget['period'], 'session'>,
    scope: Scope,
    metric: BudgetMetric,
    span: { readonly start: number; readonly end: number; readonly spent: number; readonly limit: number },
  ): Forecast | null {
    const series = this.#series(asked, scope, metric);
    if (!series) return null;
    const { now } = asked;
    const question = { ...span, now, level: Math.min(span.spent, levelNow(series, { ...span, now })) };
    const minute = `${Math.floor(now / MINUTE)} ${span.start} ${span.end}`;
    const compared = this.#keep(`compared ${period} ${keyOf(scope, metric)}`, minute, () => compareWith(question, earlierUses(period, question, series)));
    return forecastOf(question, compared);
  }

  #series({ sums, calendar, now }: Asked, scope: Scope, metric: BudgetMetric): UsageSeries | null {
    const today = startOfDay(dayText(now, calendar.timezone), calendar.timezone);
    const minute = `${Math.floor(now / MINUTE)} ${calendar.timezone}`;
    const before = this.#keep('before', minute, () => stampBefore(sums, dayText(now, calendar.timezone)));
    const stamp = `${today} ${before}`;
    const usedIn = (rows: readonly QuarterUse[]): readonly UsedQuarter[] => usedBy(rows, scope, metric);
    const history = this.#keep('history', stamp, () => quarterUses(sums, now - LOOK_BACK, today));
    const past = this.#keep(`past ${keyOf(scope, metric)}`, stamp, () => usedIn(history));
    const fresh = this.#keep('today', minute, () => quarterUses(sums, today, Infinity));
    return this.#keep(`series ${keyOf(scope, metric)}`, `${minute} ${before}`, () => seriesOf([...past, ...usedIn(fresh)], now));
  }

  #keep<T>(key: string, stamp: string, make: () => T): T {
    const held = this.#held.get(key);
    if (held?.stamp === stamp) return held.value as T;
    const value = make();
    this.#held.set(key, { stamp, value });
    return value;
  }
}

/** What of it is covered, one sum for each quarter-hour. */
function usedBy(rows: readonly QuarterUse[], scope: Scope, metric: BudgetMetric): readonly UsedQuarter[] {
  const covered = new Map<string, boolean>();
  const used = new Map<number, number>();
  for (const row of rows) {
    const name = `${row.model}\n${row.project}`;
    const counts = covered.get(name) ?? isCovered(scope, row.project, row.model);
    covered.set(name, counts);
    if (counts) used.set(row.at, (used.get(row.at) ?? 0) + row[FIELDS[metric]]);
  }
  return [...used].map(([at, amount]) => ({ at, used: amount }));
}

const keyOf = ({ folders, models }: Scope, metric: BudgetMetric): string => JSON.stringify([metric, folders, models]);
