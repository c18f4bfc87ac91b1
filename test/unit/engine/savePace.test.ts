import assert from 'node:assert/strict';
import fc from 'fast-check';
import { saveAfter, SAVE_AFTER_MS } from '../../../src/engine/savePace';

const QUARTER_MS = 15 * 60_000;

describe('the pace of saves', () => {
  it('writes less in an hour than 30 files of the month, unless that is less than four saves', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000_000 }), fc.integer({ min: 0, max: 50_000_000 }), (newest, others) => {
        const all = newest + others;
        const wait = saveAfter({ all, newest });
        assert.ok(wait >= SAVE_AFTER_MS && wait <= QUARTER_MS);
        if (wait < QUARTER_MS) assert.ok((3_600_000 / wait) * all < 30 * newest || wait === SAVE_AFTER_MS);
      }),
    );
  });

  it('is two to five minutes for the usual month', () => {
    assert.equal(saveAfter({ all: 2_000_000, newest: 1_600_000 }), 180_000);
    assert.equal(saveAfter({ all: 200_000, newest: 0 }), QUARTER_MS);
  });
});
