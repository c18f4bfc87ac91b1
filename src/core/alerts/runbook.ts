import { formatPercent } from '../format/amount';
import { plainText } from '../format/escape';
import { modelLabel, projectLabel } from '../format/label';
import { formatDayShort } from '../format/when';
import { dayText, minutesOfDay } from '../time/zone';
import { HIT_RATE } from '../usage/hitRate';
import type { Alert } from './alert';
import type { AlertFacts } from './facts';

/** Where a step of a runbook leads: a page of the dashboard, narrowed to a project or model where it is about one ('' where not). Names are foreign text. */
export interface RunbookLink {
  readonly page: 'overview' | 'tokenFlow' | 'work' | 'explorer' | 'budgets' | 'insights' | 'health';
  readonly project: string;
  readonly model: string;
}

/** One line of plain text, and where to look. */
export interface RunbookStep {
  readonly text: string;
  readonly link: RunbookLink | null;
}

/** What to look at and what to do about an alert, the likeliest first. */
export interface Runbook {
  readonly checks: readonly RunbookStep[];
  readonly actions: readonly RunbookStep[];
}

/** A step, and whether the figures point at it. */
interface Hint {
  readonly step: RunbookStep;
  readonly likely: boolean;
}

/** A part that is most of the whole is its cause. */
const MOST = 0.5;

const link = (page: RunbookLink['page'], project = '', model = ''): RunbookLink => ({ page, project, model });
const hint = (likely: boolean, text: string, at: RunbookLink | null = null): Hint => ({ likely, step: { text: plainText(text), link: at } });

const clock = (at: number, zone: string): string => {
  const minutes = minutesOfDay(at, zone);
  const hour = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return `${formatDayShort(dayText(at, zone))}, ${hour}`;
};

const checksOf = ({ peak, cacheHit, session, failing }: AlertFacts, zone: string): readonly Hint[] => [
  peak
    ? hint(peak.share >= MOST, `A usage peak? The hour from ${clock(peak.at, zone)} took ${formatPercent(peak.share)} of it.`, link('overview'))
    : hint(false, 'A usage peak? Look at the days and hours.', link('overview')),
  session
    ? hint(
        session.share >= MOST,
        `One session? The largest, in ${projectLabel(session.project)}, took ${formatPercent(session.share)} of it.`,
        link('explorer', session.project),
      )
    : hint(false, 'One session? Look which took most.', link('explorer')),
  cacheHit === null
    ? hint(false, 'Cache hits under 50 %? There were too few responses to say.', link('tokenFlow'))
    : hint(cacheHit < HIT_RATE.good, `Cache hits under 50 %? They are at ${formatPercent(cacheHit)}.`, link('tokenFlow')),
  failing
    ? hint(true, `A loop? ${failing.tool} failed in ${failing.errors} of ${failing.calls} calls.`, link('work'))
    : hint(false, 'A loop? No tool failed more often than not.', link('work')),
];

const actionsOf = ({ subject }: Alert, facts: AlertFacts | null): readonly Hint[] => {
  const status = subject.kind === 'budget' ? subject.status : null;
  const isOver = status !== null && status.ratio >= 1;
  const model = facts?.model ?? null;
  const heavy = model !== null && model.share >= MOST && /opus|fable|mythos/i.test(model.name);
  const smaller = 'Switch to a smaller model with /model';
  return [
    ...(subject.kind === 'anomaly' && subject.anomaly.metric === 'errors'
      ? [hint(true, 'Look at the status page of the provider, and contact its support where it lasts.', link('health'))]
      : []),
    hint(heavy, heavy ? `${smaller}: ${modelLabel(model.name)} took ${formatPercent(model.share)}.` : `${smaller}.`, link('overview', '', model?.name ?? '')),
    hint(facts?.cacheHit != null && facts.cacheHit < HIT_RATE.good, 'Compact or clear long sessions with /compact or /clear.', link('tokenFlow')),
    hint(facts?.failing != null || isOver, 'Stop what runs on its own: Esc in its terminal, sub-agents included.'),
    ...(status ? [hint(status.budget.stop && isOver, 'Raise the limit, if this use is wanted.', link('budgets'))] : []),
  ];
};

/** Those that the figures point at first; otherwise in their order. */
const sorted = (hints: readonly Hint[]): readonly RunbookStep[] => hints.toSorted((a, b) => Number(b.likely) - Number(a.likely)).map(({ step }) => step);

const UNKNOWN: AlertFacts = { peak: null, cacheHit: null, session: null, model: null, failing: null };

/** What to check and to do about an alert, with the figures where they are known (null: not). `zone`: IANA. */
export const runbookOf = (alert: Alert, facts: AlertFacts | null, zone: string): Runbook => ({
  checks: sorted(checksOf(facts ?? UNKNOWN, zone)),
  actions: sorted(actionsOf(alert, facts)),
});
