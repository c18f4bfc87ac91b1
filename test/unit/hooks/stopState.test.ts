import assert from 'node:assert/strict';
import { stopState } from '../../../src/core/hooks/stopState';
import { stopBudget, statusOf } from './statuses';

const NOW = Date.UTC(2026, 10, 22, 12);
const USD = 1_000_000_000;

describe('what is stopped', () => {
  const stopped = (...statuses: Parameters<typeof stopState>[0]): boolean => stopState(statuses, NOW, null, false).blocked;

  it('begins when the limit is reached, not a nano-dollar before', () => {
    assert.equal(stopped(statusOf(stopBudget(), 10, NOW)), true);
    assert.equal(stopped(statusOf(stopBudget(), 9.999999999, NOW)), false);
    assert.equal(stopped(), false);
    assert.equal(stopped(statusOf(stopBudget(), 1, NOW), statusOf(stopBudget({ id: 'week' }), 10.5, NOW)), true);
  });

  it('counts tokens and requests as it counts money', () => {
    assert.equal(stopped(statusOf(stopBudget({ metric: 'tokens', limit: 1_000 }), 1_000, NOW)), true);
    assert.equal(stopped(statusOf(stopBudget({ metric: 'requests', limit: 10 }), 9, NOW)), false);
  });

  it('is only by budgets that say so, that are on, and that are the user’s own', () => {
    assert.equal(stopped(statusOf(stopBudget({ stop: false }), 20, NOW)), false);
    assert.equal(stopped(statusOf(stopBudget({ enabled: false }), 20, NOW)), false);
    const theirs = stopState([statusOf(stopBudget({ from: 'workspace' }), 20, NOW)], NOW, null, false);
    assert.equal(theirs.blocked, false);
    assert.equal(theirs.gates[0]?.unfit, 'workspace');
  });

  it('is never by a figure that is not sure', () => {
    assert.equal(stopState([statusOf(stopBudget(), 0, NOW, { state: 'unknown', unpricedTokens: 5_000_000 })], NOW, null, false).gates[0]?.unfit, 'unpriced');
    const guessed = stopState([statusOf(stopBudget(), 11, NOW, { estimated: 2 * USD })], NOW, null, false);
    assert.deepEqual([guessed.blocked, guessed.gates[0]?.unfit], [false, 'estimated']);
    // What is over without the guess is over, and a lower bound that is over is over.
    assert.equal(stopped(statusOf(stopBudget(), 13, NOW, { estimated: 2 * USD })), true);
    assert.equal(stopped(statusOf(stopBudget(), 11, NOW, { unpricedTokens: 1_000 })), true);
  });

  it('is not by a budget of models: a hook is not told the model', () => {
    assert.equal(stopState([statusOf(stopBudget({ models: ['opus'] }), 20, NOW)], NOW, null, false).gates[0]?.unfit, 'models');
  });

  it('is not by a period that has ended', () => {
    assert.equal(stopped(statusOf(stopBudget(), 20, NOW, { periodEnd: NOW })), false);
    assert.equal(stopped(statusOf(stopBudget({ period: 'session' }), 20, NOW, { periodEnd: null, sessionId: 's' })), true);
  });

  it('waits while the person has said to go on, and no longer', () => {
    const at = (until: number) => stopState([statusOf(stopBudget(), 20, NOW)], NOW, until, false);
    assert.deepEqual([at(NOW + 1).blocked, at(NOW + 1).overrideUntil, at(NOW + 1).gates[0]?.over], [false, NOW + 1, true]);
    assert.deepEqual([at(NOW).blocked, at(NOW).overrideUntil], [true, null]);
  });
});
