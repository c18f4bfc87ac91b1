import assert from 'node:assert/strict';
import { Throttle } from '../../../src/extension/throttle';
import { Clock, settled } from './clock';

describe('throttle', () => {
  it('runs at once, then at most once in the gap, and never loses the last asking', async () => {
    const clock = new Clock();
    let runs = 0;
    const throttle = new Throttle(async () => void (runs += 1), 250, clock.later);
    throttle.ask();
    assert.equal(runs, 1);
    for (let i = 0; i < 100; i += 1) throttle.ask();
    await settled();
    assert.equal(runs, 1);
    await clock.pass(250);
    assert.equal(runs, 2);
    await clock.pass(250);
    assert.equal(runs, 2);
    throttle.ask();
    assert.equal(runs, 3);
  });

  it('does not overlap, however long a run takes', async () => {
    const clock = new Clock();
    let open = 0;
    let runs = 0;
    let end = (): void => {};
    const throttle = new Throttle(
      () => {
        runs += 1;
        assert.equal((open += 1), 1);
        return new Promise((done) => (end = () => ((open -= 1), done())));
      },
      250,
      clock.later,
    );
    throttle.ask();
    throttle.ask();
    await clock.pass(10_000);
    assert.equal(runs, 1);
    end();
    await settled();
    assert.equal(runs, 2);
  });

  it('is silent once disposed of', async () => {
    const clock = new Clock();
    let runs = 0;
    const throttle = new Throttle(async () => void (runs += 1), 250, clock.later);
    throttle.ask();
    throttle.ask();
    throttle.dispose();
    await clock.pass(1_000);
    throttle.ask();
    assert.equal(runs, 1);
    assert.deepEqual(clock.waiting, []);
  });
});
