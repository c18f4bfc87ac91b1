import type { AnomalyId } from '../anomaly';
import type { AnomalyMetric } from '../metric';
import { CACHE_HIT } from './cacheHit';
import { ERRORS } from './errors';
import { MODEL } from './model';
import { RUNAWAY } from './runaway';
import { SESSION } from './session';
import { SPIKE } from './spike';

/** Every kind of anomaly, one line each. */
export const ANOMALY_METRICS: Readonly<Record<AnomalyId, AnomalyMetric>> = {
  session: SESSION,
  spike: SPIKE,
  runaway: RUNAWAY,
  model: MODEL,
  cacheHit: CACHE_HIT,
  errors: ERRORS,
};

/** What lists call them. */
export const ANOMALY_NAMES: Readonly<Record<AnomalyId, string>> = {
  session: 'Large session',
  spike: 'Spike of a day',
  runaway: 'Runaway hour',
  model: 'Model outside the list',
  cacheHit: 'Low cache-hit rate',
  errors: 'Rise of errors',
};
