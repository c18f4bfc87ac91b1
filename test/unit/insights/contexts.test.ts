import assert from 'node:assert/strict';
import { contextChanges } from '../../../src/core/insights/contexts';
import type { ContextStep } from '../../../src/core/sessions/contextStep';

const MINUTE = 60_000;
const step = (at: number, prompt: number, read: number, more: Partial<ContextStep> = {}): ContextStep => ({
  sessionId: 's',
  project: '/p',
  model: 'a',
  at: at * MINUTE,
  prompt,
  read,
  longLived: false,
  ...more,
});

describe('contexts from response to response', () => {
  it('are sent anew as far as they are not read again', () => {
    const { breaks } = contextChanges([step(0, 50_000, 0), step(1, 60_000, 50_000), step(2, 70_000, 10_000), step(9, 80_000, 5_000)]);
    assert.deepEqual(breaks, [
      { project: '/p', model: 'a', idle: false, breaks: 1, sessions: 1, resent: 50_000, longestMs: MINUTE },
      { project: '/p', model: 'a', idle: true, breaks: 1, sessions: 1, resent: 65_000, longestMs: 7 * MINUTE },
    ]);
  });

  it('live for an hour once something was written for an hour', () => {
    const idle = (longLived: boolean, pause: number): boolean[] =>
      contextChanges([step(0, 50_000, 0, { longLived }), step(pause, 50_000, 0)]).breaks.map((one) => one.idle);
    assert.deepEqual([idle(false, 5), idle(false, 6), idle(true, 60), idle(true, 61)], [[false], [true], [false], [true]]);
  });

  it('are no break where they were small, or shrank, or were mostly read', () => {
    for (const pair of [
      [step(0, 19_999, 0), step(1, 19_999, 0)],
      [step(0, 100_000, 0), step(1, 49_999, 0)],
      [step(0, 100_000, 0), step(1, 100_000, 50_001)],
    ])
      assert.deepEqual(contextChanges(pair).breaks, []);
  });

  it('belong to their session', () => {
    assert.deepEqual(contextChanges([step(0, 50_000, 0), step(1, 50_000, 0, { sessionId: 't', model: 'b' })]), { switches: [], breaks: [] });
  });

  it('are told by the model that they changed to', () => {
    const b = { model: 'b' };
    const { switches, breaks } = contextChanges([
      step(0, 10_000, 0),
      step(1, 11_000, 0, b),
      step(2, 12_000, 10_000),
      step(3, 13_000, 1_000, b),
      step(4, 14_000, 13_000, b),
    ]);
    assert.deepEqual(breaks, []);
    assert.deepEqual(switches, [
      { sessionId: 's', project: '/p', model: 'b', switches: 2, resent: 10_000 + 11_000 },
      { sessionId: 's', project: '/p', model: 'a', switches: 1, resent: 1_000 },
    ]);
  });
});
