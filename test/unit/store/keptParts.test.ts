import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aggregates } from '../../../src/store/aggregates';
import { AGGREGATES_SCHEMA } from '../../../src/store/migrations/aggregates';
import { loadSqlite, SqlDatabase } from '../../../src/store/sqlite';

const SQLITE = loadSqlite(new Uint8Array(readFileSync(join(process.cwd(), 'node_modules/sql.js/dist/sql-wasm.wasm'))).buffer);
const DAYS = { timezone: 'UTC', dayOf: (at: number) => new Date(at).toISOString().slice(0, 10) };

async function sumsOf(bytes?: Uint8Array): Promise<Aggregates> {
  const sqlite = await SQLITE;
  const database = new SqlDatabase(sqlite, bytes);
  if (!bytes) AGGREGATES_SCHEMA.migrate(database);
  return new Aggregates(database, DAYS, (made) => new SqlDatabase(sqlite, made));
}

/** The sums of one month, whose state has a name. */
async function namedSums(first: string) {
  const sums = await sumsOf();
  const name = (stamp: string): void => sums.stampMonth('2026-01', stamp);
  name(first);
  return { kept: sums.kept, name };
}

describe('parts of answers', () => {
  it('are made once for each state of a month, and every time while it has none', async () => {
    const { kept, name } = await namedSums('a');
    let made = 0;
    for (let time = 0; time < 3; time++) kept.of('2026-01', 'q', () => [++made]);
    assert.equal(made, 1);
    name('');
    for (let time = 0; time < 3; time++) kept.of('2026-01', 'q', () => [++made]);
    assert.equal(made, 4);
    name('b');
    for (let time = 0; time < 3; time++) kept.of('2026-01', 'q', () => [++made]);
    assert.equal(made, 5);
  });

  it('last over restarts where they are to, as long as the month is as it was', async () => {
    const sums = await sumsOf();
    sums.stampMonth('2026-01', 'a');
    sums.dirty = false;
    assert.deepEqual([...sums.kept.lasting('2026-01', 'q', () => ['made'])], ['made']);
    assert.equal(sums.dirty, true);
    const again = await sumsOf(sums.database.bytes());
    const never = (): string[] => assert.fail('it is known');
    assert.deepEqual([...again.kept.lasting('2026-01', 'q', never)], ['made']);
    again.stampMonth('2026-01', 'b');
    assert.deepEqual([...again.kept.lasting('2026-01', 'q', () => ['anew'])], ['anew']);
    again.stampMonth('2026-01', '');
    for (const word of ['one', 'two']) assert.deepEqual([...again.kept.lasting('2026-01', 'q', () => [word])], [word]);
  });

  it('are forgotten when there are too many, those first that were asked least lately', async () => {
    const { kept } = await namedSums('a');
    const made: string[] = [];
    const ask = (question: string): unknown =>
      kept.of('2026-01', question, () => {
        made.push(question);
        return { length: 30_000 };
      });
    for (const question of ['a', 'b', 'a', 'c', 'a', 'b']) ask(question);
    assert.deepEqual(made, ['a', 'b', 'c', 'b']);
  });
});
