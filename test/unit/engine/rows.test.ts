import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BUNDLED_BOOK } from '../../../src/core/pricing/bundled';
import { createPricer } from '../../../src/core/pricing/pricer';
import { MARKS as MARK_NAMES } from '../../../src/core/usage/event';
import { WORKFLOWS } from '../../../src/core/workflows/workflow';
import type { Gathered } from '../../../src/engine/reading/gather';
import type { SumChange } from '../../../src/store/sums';
import { factTables } from '../../../src/store/writes/factTables';
import { SETTINGS } from './opening';
import { inFolder, openShelf, rowsOf, type Shelf } from './shelf';
import { pack } from './unpack';

const START = Date.UTC(2026, 9, 31, 23, 59, 55);
/** Objects like any other. */
const record = <T>(fields: { [Name in keyof T]: fc.Arbitrary<T[Name]> }): fc.Arbitrary<T> => fc.record<T>(fields, { noNullPrototype: true });
const text = fc.constantFrom('', 'a', 'b');
const flag = fc.boolean();
const count = fc.oneof(fc.nat({ max: 300 }), fc.constantFrom(0, 1, 2 ** 31, 2 ** 40));
/** Round the end of a month: a late copy may move a row. */
const at = fc.nat({ max: 10_000 }).map((ms) => START + ms);
const origin = record({
  at, sessionId: fc.constantFrom('s1', 's2'), cwd: text, branch: text, version: text, entrypoint: text, sidechain: flag, copied: flag, agentId: text,
}); // prettier-ignore
const tokens = record({ input: count, output: count, cacheRead: count, cacheWrite5m: count, cacheWrite1h: count, webSearches: fc.nat({ max: 3 }) });
const response = record({
  origin, replayed: flag, tokens, final: flag, model: fc.constantFrom('claude-opus-5-5', 'claude-haiku-4-5', 'nobody'), speed: fc.constantFrom('', 'fast'),
  serviceTier: fc.constantFrom('', 'batch'), inferenceGeo: fc.constantFrom('', 'us'), thinkingTokens: count, visibleChars: count, skill: text, mcpServer: text,
  agentType: text, recordedNanoUsd: fc.option(count),
}); // prettier-ignore
const workflow = fc.constantFrom('' as const, ...WORKFLOWS);
const named = fc.constantFrom(0n, 5n, -7n, 2n ** 62n, -(2n ** 63n));
const tool = record({ origin, called: flag, name: text, isError: flag, response: named, workflow });
const mark = record({ origin, mark: fc.constantFrom(...MARK_NAMES), name: text, workflow, counted: fc.constant(true) });
/** Few keys, so that copies meet; those of each kind its own, negative ones among them. */
const rows = <S>(kind: bigint, of: fc.Arbitrary<S>): fc.Arbitrary<Map<bigint, S>> =>
  fc
    .array(fc.tuple(fc.bigInt({ min: -6n, max: 6n }), of), { maxLength: 6 })
    .map((all) => new Map(all.map(([key, state]) => [key * 1_000_003n + (kind << 40n), state])));
const piece: fc.Arbitrary<Pick<Gathered, 'responses' | 'tools' | 'marks'>> = record({
  responses: rows(1n, response),
  tools: rows(2n, tool),
  marks: rows(3n, mark),
});

const REST = { copies: [], costState: null, issues: [], lines: 0, newestAt: null, cursor: '', offset: 0, modifiedAt: 0, restarted: false } as const;
const TABLES = factTables(createPricer(BUNDLED_BOOK, SETTINGS.priceOverrides));

const asObjects = ({ books }: Shelf, { responses, tools, marks }: Pick<Gathered, 'responses' | 'tools' | 'marks'>): boolean =>
  books.append((ledger) => [...ledger.merge(TABLES.responses, responses), ...ledger.merge(TABLES.toolCalls, tools), ...ledger.merge(TABLES.marks, marks)]);

const asRows = ({ books }: Shelf, states: Pick<Gathered, 'responses' | 'tools' | 'marks'>): boolean =>
  books.append((ledger) => {
    const { texts, responses, tools, marks } = structuredClone(pack({ ...REST, ...states }));
    const changes: SumChange[] = [];
    ledger.add(TABLES.responses, responses, texts, changes);
    ledger.add(TABLES.toolCalls, tools, texts, changes);
    ledger.add(TABLES.marks, marks, texts, changes);
    return changes;
  });

const months = ({ books: { ledger } }: Shelf): readonly (readonly [string, string])[] =>
  ledger.months().map((month) => [month, Buffer.from(ledger.monthFile(month)!.bytes()).toString('base64')] as const);

describe('rows as they crossed threads', () => {
  it('come to the same months, byte for byte, and the same sums as objects do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) =>
        inFolder(async (one) =>
          inFolder(async (other) => {
            const [objects, packed] = [await openShelf(one), await openShelf(other)];
            for (const states of pieces) assert.equal(asRows(packed, states), asObjects(objects, states));
            assert.deepEqual(months(packed), months(objects));
            assert.deepEqual(rowsOf(packed.books.aggregates), rowsOf(objects.books.aggregates));
            // Once more, from months that were saved and opened again.
            for (const shelf of [objects, packed]) {
              await shelf.books.save(true);
              shelf.reopen();
            }
            for (const states of pieces.toReversed()) assert.equal(asRows(packed, states), asObjects(objects, states));
            assert.deepEqual(rowsOf(packed.books.aggregates), rowsOf(objects.books.aggregates));
            for (const shelf of [objects, packed]) shelf.books.close();
          }),
        ),
      ),
      { numRuns: 60 },
    );
  });
});
