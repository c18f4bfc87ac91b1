import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { startAll, startBehind, type Contribution } from '../../../src/extension/contribution';

describe('contributions', () => {
  let happened: string[] = [];
  beforeEach(() => (happened = []));

  const one = (name: string): Contribution => ({
    name,
    start: () => {
      happened.push(`${name} starts`);
      return { dispose: () => happened.push(`${name} ends`) };
    },
  });
  const broken: Contribution = {
    name: 'broken',
    start: () => {
      throw new Error('no');
    },
  };
  const report = (what: string): unknown => happened.push(what);

  it('start one after the other; one that throws is reported, and the others work', () => {
    assert.equal(startAll([one('a'), broken, one('b')], report).length, 2);
    assert.deepEqual(happened, ['a starts', 'broken could not be started', 'b starts']);
  });

  it('that start behind do so when the turn is over, and end in the reverse order', async () => {
    const started = startBehind([one('a'), broken, one('b')], report);
    await Promise.resolve();
    assert.deepEqual(happened, [], 'whoever activates goes on first');
    await turn();
    assert.deepEqual(happened.splice(0), ['a starts', 'broken could not be started', 'b starts']);
    started.dispose();
    assert.deepEqual(happened, ['b ends', 'a ends']);
  });

  it('that are ended before they could start never do', async () => {
    startBehind([one('a')], report).dispose();
    await turn();
    assert.deepEqual(happened, []);
  });
});
