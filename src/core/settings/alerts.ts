import { parseQuietHours, type QuietHours } from '../alerts/quietHours';
import { bad, good, leftOut, listOf, type Reader } from './reading';

/** spendlight.alerts.*, one for each kind of anomaly (all off unless set), and spendlight.notifications.quietHours. */
export interface AlertSettings {
  readonly quietHours: QuietHours | null;
  /** Tokens of a session without cache reads; 0: off. */
  readonly session: number;
  /** How many times the mean of the seven days before makes a spike; 0: off. */
  readonly spike: number;
  readonly runaway: boolean;
  /** Model families or ids that are allowed; none: off. */
  readonly model: readonly string[];
  /** Share of input that comes from the cache, percent, below which to speak; 0: off. */
  readonly cacheHit: number;
  readonly errors: boolean;
  /** Ids of spendlight.channels that hear of anomalies. */
  readonly channels: readonly string[];
}

/** Nothing is asked for, so nothing is said. */
export const NO_ALERTS: AlertSettings = { quietHours: null, session: 0, spike: 0, runaway: false, model: [], cacheHit: 0, errors: false, channels: [] };

const LONGEST = 200;

/** '' is none. */
export const readQuietHours: Reader<QuietHours | null> = (setting, given) => {
  if (given === undefined || given === '') return good(null);
  const hours = typeof given === 'string' ? parseQuietHours(given) : null;
  return hours === null ? bad(setting, given, 'a span of the day such as 22:00-07:00', null) : good(hours);
};

/** 0, or a number between two bounds, both inclusive. */
export const numberOrOff =
  (from: number, to: number): Reader<number> =>
  (setting, given) => {
    if (given === undefined || given === 0) return good(0);
    return typeof given === 'number' && given >= from && given <= to ? good(given) : bad(setting, given, `0 or a number from ${from} to ${to}`, 0);
  };

export const readTexts = listOf((setting, given) =>
  typeof given === 'string' && given.trim() !== '' && given.length <= LONGEST
    ? good(given.trim())
    : leftOut(setting, given, `a text of at most ${LONGEST} characters`),
);
