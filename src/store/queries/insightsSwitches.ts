import type { SwitchesTo } from '../../core/insights/facts';
import type { MonthFile } from '../monthFile';
import { IN_CONTEXT, nameOf } from './insightsContext';
import { momentValues, type Narrowed } from './narrowed';

const SQL = `SELECT ${nameOf('session')}, ${nameOf('project')}, ${nameOf('model')}, switches, resent
  FROM (SELECT session, min(project) AS project, model, count(*) AS switches, sum(resent) AS resent FROM ${IN_CONTEXT} WHERE model <> model_before GROUP BY session, model)`;

/** Changes of model in the main threads of a month's sessions, by the model that they changed to, in no order. */
export const switchesTo = ({ database }: MonthFile, narrowed: Narrowed): SwitchesTo[] =>
  database.all(SQL, momentValues(narrowed)).map(([sessionId, project, model, switches, resent]) => ({
    sessionId: String(sessionId),
    project: String(project),
    model: String(model),
    switches: Number(switches),
    resent: Number(resent),
  }));
