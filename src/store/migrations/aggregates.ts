import { MEASURE_COLUMNS } from '../measures';
import { Schema } from './schema';

/**
 * What the views ask. Derived from the ledger and rebuilt from it month by month: `partition.stamp` names the state of the
 * month file that the sums of that month come from. A quarter-hour lies in one UTC month; a local day may lie in two, so
 * day rows carry their month. `kept` has parts of answers that are made of a month's rows (store/keptParts.ts), as JSON.
 */
export const AGGREGATES_SCHEMA = new Schema(`
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE partition (month TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE text (id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE);
  CREATE TABLE quarter (
    quarter INTEGER NOT NULL, session INTEGER NOT NULL, project INTEGER NOT NULL, branch INTEGER NOT NULL,
    model INTEGER NOT NULL, sidechain INTEGER NOT NULL,
    ${MEASURE_COLUMNS},
    PRIMARY KEY (quarter, session, project, branch, model, sidechain)
  ) WITHOUT ROWID;
  CREATE TABLE day (
    day TEXT NOT NULL, month TEXT NOT NULL, project INTEGER NOT NULL, model INTEGER NOT NULL, sidechain INTEGER NOT NULL,
    ${MEASURE_COLUMNS},
    PRIMARY KEY (day, month, project, model, sidechain)
  ) WITHOUT ROWID;
  CREATE TABLE activity (
    quarter INTEGER NOT NULL, kind TEXT NOT NULL, name INTEGER NOT NULL, project INTEGER NOT NULL, session INTEGER NOT NULL,
    uses INTEGER NOT NULL, errors INTEGER NOT NULL,
    PRIMARY KEY (quarter, kind, name, project, session)
  ) WITHOUT ROWID;
  CREATE TABLE activity_day (
    day TEXT NOT NULL, month TEXT NOT NULL, kind TEXT NOT NULL, name INTEGER NOT NULL, project INTEGER NOT NULL,
    uses INTEGER NOT NULL, errors INTEGER NOT NULL,
    PRIMARY KEY (day, month, kind, name, project)
  ) WITHOUT ROWID;
  CREATE TABLE kept (month TEXT NOT NULL, question TEXT NOT NULL, stamp TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (month, question)) WITHOUT ROWID
`);
