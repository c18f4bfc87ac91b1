import type { Anomaly, AnomalyId } from '../core/alerts/anomaly';
import type { UsageFacts } from '../core/alerts/metric';
import { ANOMALY_METRICS } from '../core/alerts/metrics/index';
import type { AlertSettings } from '../core/settings/alerts';
import { addDays, daysBetween, DAY_MS } from '../core/time/day';
import { dayText, startOfDay } from '../core/time/zone';
import { sizeTokens } from '../core/usage/tokens';
import { activityTotals } from '../store/queries/activity';
import { totalsByModel, totalsByProject } from '../store/queries/grouped';
import { firstDay } from '../store/queries/names';
import { EVERYTHING } from '../store/queries/selection';
import { spentOfActiveSessions } from '../store/queries/spent';
import { totals } from '../store/queries/totals';
import { hourCosts, quarterUses } from '../store/queries/usage';
import type { Asked } from './ask';
import { MEAN_DAYS, usualCost } from './days';

const HOUR = 3_600_000;
/** Of how many days the hours are looked at that say what is usual. */
const HOUR_DAYS = 90;
/** Days that are known of before a mean is worth comparing with. */
const LEAST_DAYS = 3;

/** Nothing known: where a kind of anomaly is not wanted, nothing is asked for it. */
const NOTHING: Omit<UsageFacts, 'today'> = {
  sessions: [],
  day: { nanoUsd: 0, usual: null },
  hour: { nanoUsd: 0, used: [] },
  models: [],
  projects: [],
  requests: { failed: 0, answered: 0, failedBefore: 0, answeredBefore: 0 },
};

type Part = (asked: Asked, today: string) => Partial<UsageFacts>;

const sessions: Part = ({ sums, now }) => {
  const byId = new Map<string, UsageFacts['sessions'][number]>();
  for (const { sessionId, project, tokens, nanoUsd } of spentOfActiveSessions(sums, now - HOUR, now)) {
    const before = byId.get(sessionId) ?? { sessionId, project, tokens: 0, nanoUsd: 0 };
    byId.set(sessionId, { ...before, tokens: before.tokens + tokens, nanoUsd: before.nanoUsd + nanoUsd });
  }
  return { sessions: [...byId.values()] };
};

const before = (today: string) => ({ ...EVERYTHING, since: addDays(today, -MEAN_DAYS), until: addDays(today, -1) });
const on = (today: string) => ({ ...EVERYTHING, since: today, until: today });

const day: Part = ({ sums }, today) => {
  const first = firstDay(sums);
  const known = first !== null && daysBetween(first, today) >= LEAST_DAYS;
  return { day: { nanoUsd: totals(sums, on(today)).nanoUsd, usual: known ? usualCost(totals(sums, before(today)).nanoUsd, today, first) : null } };
};

const hour: Part = ({ sums, now, calendar }, today) => {
  const start = startOfDay(today, calendar.timezone);
  const last = quarterUses(sums, now - HOUR, Infinity).reduce((all, { nanoUsd }) => all + nanoUsd, 0);
  return { hour: { nanoUsd: last, used: hourCosts(sums, start - HOUR_DAYS * DAY_MS, start) } };
};

const models: Part = ({ sums }, today) => ({
  models: totalsByModel(sums, on(today)).map(({ name, sum }) => ({ model: name, nanoUsd: sum.nanoUsd, tokens: sizeTokens(sum) })),
});

const projects: Part = ({ sums }, today) => ({ projects: totalsByProject(sums, on(today)).map(({ name, sum }) => ({ project: name, sum })) });

const requests: Part = ({ sums }, today) => {
  const failed = (days: ReturnType<typeof on>): number => activityTotals(sums, days).reduce((all, { kind, uses }) => all + (kind === 'apiError' ? uses : 0), 0);
  const [now, then] = [on(today), before(today)];
  return { requests: { failed: failed(now), answered: totals(sums, now).responses, failedBefore: failed(then), answeredBefore: totals(sums, then).responses } };
};

const PARTS: Readonly<Record<AnomalyId, Part>> = { session: sessions, spike: day, runaway: hour, model: models, cacheHit: projects, errors: requests };

/** What is not as usual now, of the kinds that settings turn on. */
export function anomalies(asked: Asked, settings: AlertSettings): readonly Anomaly[] {
  const today = dayText(asked.now, asked.calendar.timezone);
  return Object.values(ANOMALY_METRICS)
    .filter((metric) => metric.wanted(settings))
    .flatMap((metric) => metric.find({ ...NOTHING, today, ...PARTS[metric.id](asked, today) }, settings));
}
