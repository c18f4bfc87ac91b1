import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Sums, type SumKey } from '../../../src/store/sums';

const part = fc.nat({ max: 3 });
const key: fc.Arbitrary<SumKey> = fc.tuple(fc.oneof(part, fc.nat({ max: 4_000_000 })), part, fc.nat({ max: 500 }), part, part, part);
const addition = fc.record({ key, value: fc.nat({ max: 1_000 }), sign: fc.constantFrom(1 as const, -1 as const) });

/** Keys and first sums, of those that are not nothing. */
const rowsOf = (sums: Sums): [key: string, value: number][] =>
  Array.from(sums.standing(), (row) => [[0, 1, 2, 3, 4, 5].map((part) => sums.part(row, part)).join(), sums.sum(row, 0)]);

describe('sums by key', () => {
  it('are those of a plain table of texts, whatever the order and the number of keys', () => {
    fc.assert(
      fc.property(fc.array(addition, { maxLength: 3_000, size: 'max' }), (additions) => {
        const sums = new Sums(2);
        const plain = new Map<string, number>();
        for (const { key: parts, value, sign } of additions) {
          sums.add(parts, [value, 1], sign);
          plain.set(parts.join(), (plain.get(parts.join()) ?? 0) + sign * value);
        }
        const found = new Map(rowsOf(sums));
        assert.equal(sums.size, plain.size);
        for (const [id, value] of plain) assert.equal(found.get(id) ?? 0, value, id);
      }),
      { numRuns: 30 },
    );
  });

  it('that come to nothing are not there', () => {
    const sums = new Sums(2);
    sums.add([1, 2, 3, 4, 5, 6], [7, 1], 1);
    sums.add([1, 2, 3, 4, 5, 6], [7, 1], -1);
    assert.deepEqual(rowsOf(sums), []);
  });
});
