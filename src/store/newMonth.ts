import { MONTH_SCHEMA } from './migrations/month';
import { blankOf, type Blank } from './pages/makeFile';
import { SqlDatabase, type Sqlite } from './sqlite';

/** What a month is made of that no file has yet. */
export interface NewMonth {
  readonly blank: Blank;
  open(bytes: Uint8Array): SqlDatabase;
}

export function newMonth(sqlite: Sqlite): NewMonth {
  const database = new SqlDatabase(sqlite);
  MONTH_SCHEMA.migrate(database);
  const blank = blankOf(database);
  database.close();
  return { blank, open: (bytes) => new SqlDatabase(sqlite, bytes) };
}
