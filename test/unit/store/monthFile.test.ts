import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { BUNDLED_BOOK } from '../../../src/core/pricing/bundled';
import { createPricer } from '../../../src/core/pricing/pricer';
import type { ToolState } from '../../../src/core/usage/merge';
import { MonthFile } from '../../../src/store/monthFile';
import { newMonth } from '../../../src/store/newMonth';
import { loadSqlite, SqlDatabase } from '../../../src/store/sqlite';
import { factTables } from '../../../src/store/writes/factTables';
import type { KeptMark } from '../../../src/store/writes/marks';

const SQLITE = loadSqlite(new Uint8Array(readFileSync(join(process.cwd(), 'node_modules/sql.js/dist/sql-wasm.wasm'))).buffer);
const TABLES = factTables(createPricer(BUNDLED_BOOK, []));
const { toolCalls, marks } = TABLES;

const KEY = fc.oneof(fc.bigInt({ min: 1n, max: 12n }), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }));
const TEXT = fc.oneof(fc.constantFrom('', 'Read', 'mcp__a__b', 'x'.repeat(6_000)), fc.string({ unit: 'grapheme', maxLength: 12 }));
const STATE: fc.Arbitrary<ToolState> = fc
  .record({ at: fc.integer({ min: 0, max: 1e9 }), name: TEXT, cwd: TEXT, sidechain: fc.boolean(), isError: fc.boolean(), response: KEY })
  .map(({ at, name, cwd, sidechain, isError, response }) => {
    const origin = { at: 1_700_000_000_000 + at, copied: false, sidechain, sessionId: 's', cwd, branch: '', version: '2', entrypoint: '', agentId: '' };
    return { origin, called: true, name, isError, response, workflow: '' };
  });
type Step =
  | { readonly kind: 'put'; readonly key: bigint; readonly state: ToolState }
  | { readonly kind: 'remove'; readonly key: bigint }
  | { readonly kind: 'ask' | 'begin' | 'commit' | 'rollback' | 'reopen' };
const STEP: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('put' as const), key: KEY, state: STATE }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), key: KEY }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('ask' as const, 'begin' as const, 'commit' as const, 'rollback' as const, 'reopen' as const) }) },
);

describe('a month of the ledger', () => {
  it('has what was put in and not taken out or back, asked in whichever way', async () => {
    const sqlite = await SQLITE;
    const fresh = newMonth(sqlite);
    fc.assert(
      fc.property(fc.array(STEP, { maxLength: 60 }), (steps) => {
        let file = new MonthFile('2023-11', fresh);
        let [known, before, open] = [new Map<bigint, ToolState>(), new Map<bigint, ToolState>(), false];
        for (const step of steps) {
          if (step.kind === 'put') {
            file.put(toolCalls, step.key, step.state);
            known.set(step.key, step.state);
          } else if (step.kind === 'remove') {
            file.remove(toolCalls, step.key);
            known.delete(step.key);
          } else if (step.kind === 'begin' && !open) {
            file.begin();
            [before, open] = [new Map(known), true];
          } else if ((step.kind === 'commit' || step.kind === 'rollback') && open) {
            if (step.kind === 'commit') file.commit();
            else {
              file.rollback();
              known = before;
            }
            open = false;
          } else if (step.kind === 'ask' && !open) {
            assert.deepEqual(file.database.one('SELECT count(*) FROM tool_call'), [known.size]);
          } else if (step.kind === 'reopen' && !open) {
            const bytes = file.bytes();
            file.close();
            file = new MonthFile('2023-11', { database: new SqlDatabase(sqlite, bytes) });
            assert.deepEqual(file.database.one('PRAGMA integrity_check'), ['ok']);
          }
          for (const key of [1n, 2n, 3n]) assert.deepEqual(file.get(toolCalls, key), known.get(key));
        }
        if (open) file.commit();
        const held = new Set(file.keys(TABLES.all));
        for (const key of known.keys()) assert.ok(held.has(key));
        const byKey = (a: [bigint, ToolState], b: [bigint, ToolState]): number => (a[0] < b[0] ? -1 : 1);
        assert.deepEqual(
          [...file.rows(toolCalls)],
          [...known].sort(byKey).map(([, state]) => state),
        );
        file.close();
      }),
      { numRuns: 60 },
    );
  });

  it('does not show rows of a batch that is open', async () => {
    const file = new MonthFile('2023-11', newMonth(await SQLITE));
    file.begin();
    file.put(toolCalls, 1n, fc.sample(STATE, { numRuns: 1, seed: 1 })[0]!);
    assert.throws(() => file.database, /open batch/);
    file.rollback();
    assert.deepEqual(file.database.one('SELECT count(*) FROM tool_call'), [0]);
    file.close();
  });

  it('finds a command of the same session, name and moment, whether it waits or is stored', async () => {
    const origin = { at: 1_700_000_000_000, copied: false, sidechain: false, sessionId: 's', cwd: '/', branch: '', version: '', entrypoint: '', agentId: '' };
    const typed: KeptMark = { origin, mark: 'typedCommand', name: 'review', workflow: '', counted: true };
    const use = (change: Partial<KeptMark['origin']>, name = 'review'): KeptMark => ({ ...typed, origin: { ...origin, ...change }, mark: 'command', name });
    for (const stored of [false, true]) {
      const file = new MonthFile('2023-11', newMonth(await SQLITE));
      file.put(marks, 1n, typed);
      if (stored) assert.ok(file.database);
      for (const other of [use({ at: origin.at + 2_001 }), use({ sessionId: 't' }), use({}, 'other')]) {
        file.put(marks, 2n, other);
        assert.deepEqual(marks.consequences(file, 2n, other), []);
      }
      const same = use({ at: origin.at - 2_000 });
      file.put(marks, 3n, same);
      assert.equal(marks.consequences(file, 3n, same).length, 1);
      assert.equal(file.get(marks, 1n)?.counted, false);
      assert.deepEqual(marks.consequences(file, 3n, same), []);
      // The other way round: the transcript was read first.
      file.put(marks, 4n, { ...typed, origin: { ...origin, at: origin.at - 1 } });
      assert.equal(marks.consequences(file, 4n, { ...typed, origin: { ...origin, at: origin.at - 1 } }).length, 1);
      assert.equal(file.get(marks, 4n)?.counted, false);
      file.close();
    }
  });
});
