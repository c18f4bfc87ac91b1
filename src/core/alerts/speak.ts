import { plainText } from '../format/escape';
import type { Alert } from './alert';
import type { AlertFacts } from './facts';
import { alertMessage, forecastMessage, type MoneyStyle } from './message';
import { ANOMALY_METRICS } from './metrics/index';
import { runbookOf } from './runbook';
import type { AlertWords } from './words';

/** When and where an alert is spoken of. */
export interface Occasion {
  /** null where nothing is known. */
  readonly facts: AlertFacts | null;
  /** ms UTC. */
  readonly now: number;
  /** IANA zone of the person. */
  readonly zone: string;
}

const messageOf = ({ subject }: Alert, now: number, style: MoneyStyle): Pick<AlertWords, 'title' | 'body'> => {
  if (subject.kind === 'anomaly') return { title: plainText(ANOMALY_METRICS[subject.anomaly.metric].title(subject.anomaly, style)), body: '' };
  const { status, threshold } = subject;
  return threshold.forecast && status.forecast ? forecastMessage(status, status.forecast, now, style) : alertMessage(status, now, style);
};

/** The fact, what is left and until when with the first thing to do, and the runbook. Plain text, each on one line. */
export const alertWords = (alert: Alert, { facts, now, zone }: Occasion, style: MoneyStyle): AlertWords => {
  const { title, body } = messageOf(alert, now, style);
  const runbook = runbookOf(alert, facts, zone);
  const sentence = body.charAt(0).toUpperCase() + body.slice(1);
  return { title, body: [sentence, runbook.actions[0]?.text ?? ''].filter((part) => part !== '').join(' '), runbook };
};
