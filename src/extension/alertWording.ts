import type { Alert } from '../core/alerts/alert';
import { factsQuestion } from '../core/alerts/facts';
import { alertWords } from '../core/alerts/speak';
import type { AlertWords } from '../core/alerts/words';
import type { WriteNumber } from '../core/format/number';
import type { Engine } from './engineProcess';
import type { LiveSettings } from './liveSettings';

/** The words of an alert with its figures. Where these cannot be had, the words go without: an alert never waits for its explanation. */
export async function wordsFor(alert: Alert, engine: Engine, settings: LiveSettings, write: WriteNumber): Promise<AlertWords> {
  const now = Date.now();
  const facts = await engine.call('alertFacts', factsQuestion(alert, now)).catch(() => null);
  return alertWords(alert, { facts, now, zone: settings.current.counting.timezone }, { money: settings.current.money, write });
}
