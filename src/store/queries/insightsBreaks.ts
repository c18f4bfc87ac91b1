import { CACHE_BREAK, type CacheBreaks } from '../../core/insights/facts';
import type { MonthFile } from '../monthFile';
import { IN_CONTEXT, nameOf } from './insightsContext';
import { momentValues, type Narrowed } from './narrowed';

const { from, share, shortMs, longMs } = CACHE_BREAK;

/** A prompt that shrank was compacted, and another model has another cache: neither is a break. */
const BROKEN = `model = model_before AND held >= ${from} AND prompt >= held * ${share} AND resent >= held * ${share}`;
const IDLE = `pause > CASE WHEN long_lived THEN ${longMs} ELSE ${shortMs} END`;

const SQL = `SELECT ${nameOf('project')}, ${nameOf('model')}, ${IDLE} AS idle, count(*), count(DISTINCT session), sum(resent), max(pause)
  FROM ${IN_CONTEXT} WHERE ${BROKEN} GROUP BY project, model, idle`;

/** Contexts of a month that were sent anew, by project, model and whether the cache had expired, in no order. */
export const cacheBreaks = ({ database }: MonthFile, narrowed: Narrowed): CacheBreaks[] =>
  database.all(SQL, momentValues(narrowed)).map(([project, model, idle, breaks, sessions, resent, longestMs]) => ({
    project: String(project),
    model: String(model),
    idle: idle === 1,
    breaks: Number(breaks),
    sessions: Number(sessions),
    resent: Number(resent),
    longestMs: Number(longestMs),
  }));
