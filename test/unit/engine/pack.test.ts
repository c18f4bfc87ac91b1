import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MARKS } from '../../../src/core/usage/event';
import { WORKFLOWS } from '../../../src/core/workflows/workflow';
import { RESPONSE_ROWS } from '../../../src/engine/reading/pack';
import { RowTable } from '../../../src/engine/reading/rowTable';
import { Numbered } from '../../../src/store/numbered';
import { Cursor } from '../../../src/store/rows/packedRows';
import { pack, unpack } from './unpack';

/** Objects like any other, as they come out of `unpack`. */
const record = <T>(fields: { [Name in keyof T]: fc.Arbitrary<T[Name]> }): fc.Arbitrary<T> => fc.record<T>(fields, { noNullPrototype: true });
const text = fc.oneof(fc.constantFrom('', 'a', 'claude-opus-5-5'), fc.string({ unit: 'binary' }));
const count = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const origin = record({
  at: fc.integer(), sessionId: text, cwd: text, branch: text, version: text, entrypoint: text, sidechain: fc.boolean(), copied: fc.boolean(), agentId: text,
}); // prettier-ignore
const tokens = record({ input: count, output: count, cacheRead: count, cacheWrite5m: count, cacheWrite1h: count, webSearches: count });
const response = record({
  origin, replayed: fc.boolean(), tokens, final: fc.boolean(), model: text, speed: text, serviceTier: text, inferenceGeo: text, thinkingTokens: count,
  visibleChars: count, skill: text, mcpServer: text, agentType: text, recordedNanoUsd: fc.option(count),
}); // prettier-ignore
const key = fc.oneof(fc.constantFrom(0n, 1n, -1n, 0xffff_ffffn, -(2n ** 32n)), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }));
const workflow = fc.constantFrom('', ...WORKFLOWS);
const tool = record({ origin, called: fc.boolean(), name: text, isError: fc.boolean(), response: key, workflow });
const mark = record({ origin, mark: fc.constantFrom(...MARKS), name: text, workflow, counted: fc.boolean() });
const rows = <S>(of: fc.Arbitrary<S>): fc.Arbitrary<Map<bigint, S>> => fc.array(fc.tuple(key, of), { maxLength: 5 }).map((all) => new Map(all));
const gathered = record({
  responses: rows(response), tools: rows(tool), marks: rows(mark), copies: fc.array(record({ session: text, key: fc.bigInt() })), costState: fc.constant(null),
  issues: fc.constant([{ kind: 'malformed' } as const]), lines: count, newestAt: fc.option(count), cursor: text, offset: count, modifiedAt: count, restarted: fc.boolean(),
}); // prettier-ignore

describe('what crosses threads', () => {
  it('comes out as it went in', () => {
    fc.assert(fc.property(gathered, (piece) => assert.deepEqual(unpack(structuredClone(pack(piece))), piece)));
  });

  it('is one row for all lines of a thing, merged by the one rule, as objects and as rows', () => {
    const keys = fc.integer({ min: 0, max: 5 });
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, response, fc.boolean()), { maxLength: 60 }), (lines) => {
        const { table, merge } = RESPONSE_ROWS;
        const texts = new Numbered();
        const rows = new RowTable(RESPONSE_ROWS, texts);
        const expected = new Map<number, (typeof lines)[number][1]>();
        for (const [number, state, asRow] of lines) {
          const before = expected.get(number);
          expected.set(number, before ? merge(before, state) : state);
          if (asRow) rows.putRow(-number, number, rows.rowOf(state));
          else rows.put(-number, number, state);
        }
        const { keys: found, numbers } = rows.packed;
        const cursor = new Cursor(numbers, table.width, texts.all);
        assert.deepEqual(
          [...found],
          [...expected.keys()].map((number) => (BigInt(-number) << 32n) | BigInt(number)),
        );
        [...expected.values()].forEach((state, row) => {
          cursor.go(row);
          assert.deepEqual(table.whole(table.at(cursor)), state);
        });
        assert.equal(new Set(texts.all).size, texts.all.length);
      }),
    );
  });
});
