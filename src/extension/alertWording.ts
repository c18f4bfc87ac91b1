import type { Alert } from '../core/alerts/alert';
import type { FactsQuestion } from '../core/alerts/facts';
import { alertWords } from '../core/alerts/speak';
import type { AlertWords } from '../core/alerts/words';
import type { WriteNumber } from '../core/format/number';
import type { Engine } from './engineProcess';
import type { LiveSettings } from './liveSettings';

const DAY = 86_400_000;

/** The time and scope that an alert is about, for the figures of its runbook; of an anomaly the last day. `now` in ms UTC. */
export function factsQuestion({ subject }: Alert, now: number): FactsQuestion {
  if (subject.kind === 'anomaly') {
    const { project, model, sessionId } = subject.anomaly;
    return { start: now - DAY, end: now, folders: project === '' ? [] : [project], models: model === '' ? [] : [model], sessionId };
  }
  const { budget, periodStart, periodEnd, sessionId } = subject.status;
  return { start: periodStart, end: periodEnd ?? now, folders: budget.folders, models: budget.models, sessionId };
}

/** The words of an alert with its figures. Where these cannot be had, the words go without: an alert never waits for its explanation. */
export async function wordsFor(alert: Alert, engine: Engine, settings: LiveSettings, write: WriteNumber): Promise<AlertWords> {
  const now = Date.now();
  const facts = await engine.call('alertFacts', factsQuestion(alert, now)).catch(() => null);
  return alertWords(alert, { facts, now, zone: settings.current.counting.timezone }, { money: settings.current.money, write });
}
