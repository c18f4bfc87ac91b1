import assert from 'node:assert/strict';
import { NO_TOKENS } from '../../../src/core/usage/tokens';
import { isUnfinished } from '../../../src/core/usage/unfinished';

describe('an unfinished response', () => {
  const unfinished = (output: number, visibleChars: number, final = false): boolean => isUnfinished({ final, visibleChars, tokens: { ...NO_TOKENS, output } });

  it('shows more than its output tokens can hold', () => assert.deepEqual([unfinished(10, 60), unfinished(10, 61), unfinished(0, 1)], [false, true, true]));
  it('has no stop reason', () => assert.equal(unfinished(10, 6000, true), false));
});
