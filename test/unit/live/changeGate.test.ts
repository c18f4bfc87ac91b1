import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { ChangeGate } from '../../../src/sources/claudeCode/changeGate';

describe('the gate for changes', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  function gate() {
    const told: string[] = [];
    const one = new ChangeGate<number>((key, change) => void told.push(`${key}${change}`));
    return { told, one };
  }

  it('tells the first change at once, and what comes then once each, in its order', () => {
    const { told, one } = gate();
    for (const key of ['a', 'b', 'c', 'b', 'b', 'c']) one.changed(key, 1);
    assert.deepEqual(told, ['a1']);
    mock.timers.tick(50);
    assert.deepEqual(told, ['a1', 'b1', 'c1']);
    one.changed('a', 2);
    assert.deepEqual(told.length, 3);
    mock.timers.tick(50);
    assert.deepEqual(told.at(-1), 'a2');
    mock.timers.tick(50);
    one.changed('b', 3);
    assert.deepEqual(told.at(-1), 'b3', 'after a rest at once');
  });

  it('tells at most twenty times a second, whatever comes', () => {
    const { told, one } = gate();
    for (let i = 0; i < 1_000; i++) {
      one.changed('a', i);
      mock.timers.tick(1);
    }
    assert.ok(told.length <= 21, `${told.length} times`);
  });

  it('takes its time while nobody looks, and none when somebody does', () => {
    const { told, one } = gate();
    one.attend(false);
    for (let i = 0; i < 59; i++) {
      one.changed('a', i);
      mock.timers.tick(1_000);
    }
    assert.deepEqual(told, ['a0']);
    one.attend(true);
    assert.deepEqual(told, ['a0', 'a1']);
    one.changed('a', 60);
    mock.timers.tick(50);
    assert.deepEqual(told, ['a0', 'a1', 'a60']);
  });

  it('tells nothing after it was closed', () => {
    const { told, one } = gate();
    one.changed('a', 1);
    one.changed('a', 2);
    one.close();
    mock.timers.tick(60_000);
    assert.deepEqual(told, ['a1']);
  });
});
