import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { BLOCK, blocksOf, isActive } from '../../../src/core/time/block';
import { QUARTER, quarterOf } from '../../../src/core/time/day';

const at = (time: string): { readonly at: number } => ({ at: Date.parse(`2026-11-22T${time}Z`) });
const spans = (...times: readonly string[]): string[] =>
  blocksOf(times.map(at)).map(
    ({ start, end, parts }) => `${new Date(start).toISOString().slice(11, 16)} ${new Date(end).toISOString().slice(11, 16)} ${parts.length}`,
  );

/** The two rules in their own words, on exact times: five hours from the start, or five idle hours. */
function byBothRules(times: readonly number[]): number[][] {
  const blocks: number[][] = [];
  let start = Number.NEGATIVE_INFINITY;
  let before = Number.NEGATIVE_INFINITY;
  for (const time of times) {
    if (time - start >= BLOCK || time - before >= BLOCK) {
      start = Math.floor(time / 3_600_000) * 3_600_000;
      blocks.push([]);
    }
    blocks.at(-1)?.push(time);
    before = time;
  }
  return blocks;
}

describe('blocks', () => {
  it('begin at the full hour of the first use and last five hours', () => {
    assert.deepEqual(spans('10:59:59.999', '11:00:00', '14:59:59.999'), ['10:00 15:00 3']);
    assert.deepEqual(spans('10:00:00', '14:59:59.999', '15:00:00'), ['10:00 15:00 2', '15:00 20:00 1']);
    assert.deepEqual(spans('10:30:00', '17:45:00'), ['10:00 15:00 1', '17:00 22:00 1']);
    assert.deepEqual(spans(), []);
  });

  it('begin at full hours of UTC, whatever a zone’s clocks show, and over midnight', () => {
    const [block] = blocksOf([{ at: Date.parse('2026-03-29T23:20:00+05:45') }]);
    assert.deepEqual([block?.start, block?.end], [Date.parse('2026-03-29T17:00:00Z'), Date.parse('2026-03-29T22:00:00Z')]);
  });

  it('are the same from sums of quarter-hours as from the times themselves, idle hours included', () => {
    const times = fc.array(fc.integer({ min: 0, max: 4 * BLOCK }), { maxLength: 40 }).map((list) => list.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(times, (list) => {
        const quarters = [...new Set(list.map(quarterOf))].map((quarter) => ({ at: quarter, times: list.filter((time) => quarterOf(time) === quarter) }));
        const bySums = blocksOf(quarters).map(({ parts }) => parts.flatMap((part) => part.times));
        assert.deepEqual(bySums, byBothRules(list));
      }),
    );
    assert.equal(BLOCK % QUARTER, 0);
  });

  it('are active from their start to just before their end', () => {
    const block = { start: 1_000, end: 2_000 };
    assert.deepEqual(
      [999, 1_000, 1_999, 2_000].map((now) => isActive(block, now)),
      [false, true, true, false],
    );
  });
});
