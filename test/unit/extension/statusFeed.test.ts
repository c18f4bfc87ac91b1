import assert from 'node:assert/strict';
import type { EngineApi } from '../../../src/protocol/api';
import { RpcError } from '../../../src/protocol/rpc';
import type { Engine } from '../../../src/extension/engineProcess';
import { Listeners } from '../../../src/extension/listeners';
import { StatusFeed, type StatusNews } from '../../../src/extension/statusFeed';
import { Clock, settled } from './clock';
import { provenance, statusView } from './views';

/** An engine in this thread: counts questions, answers with its revision, can be put down. */
class NearEngine implements Engine {
  stale: string | null = null;
  questions = 0;
  revision = 1;
  readonly #pushes = new Listeners<{ event: string; value: unknown }>(assert.ifError);

  async call<M extends keyof EngineApi>(method: M): Promise<EngineApi[M][1]> {
    assert.equal(method, 'status');
    this.questions += 1;
    if (this.stale !== null) throw new RpcError(this.stale);
    return statusView({ provenance: provenance({ revision: this.revision }) }) as EngineApi[M][1];
  }

  listen(event: string, listener: (value: unknown) => void) {
    return this.#pushes.add((push) => push.event === event && listener(push.value));
  }

  push(event: string, value: unknown): void {
    this.#pushes.tell({ event, value });
  }
}

const make = () => {
  const clock = new Clock();
  const engine = new NearEngine();
  const reports: string[] = [];
  const feed = new StatusFeed(engine, clock.later, { gap: 250, idle: 60_000 }, (what) => reports.push(what));
  const news: StatusNews[] = [];
  feed.listen((item) => news.push(item));
  return { clock, engine, feed, news, reports };
};

describe('status feed', () => {
  it('asks at once, after a revision, and when nothing happens for long', async () => {
    const { clock, engine, feed, news } = make();
    feed.start();
    await settled();
    assert.deepEqual(
      news.map(({ view }) => view?.provenance.revision),
      [1],
    );
    await clock.pass(250);
    engine.revision = 2;
    engine.push('revision', 2);
    await settled();
    assert.equal(news.at(-1)?.view?.provenance.revision, 2);
    await clock.pass(60_000);
    assert.equal(engine.questions, 3);
  });

  it('asks once for many revisions that come together, and shows the last', async () => {
    const { clock, engine, feed, news } = make();
    feed.start();
    for (let n = 2; n < 200; n += 1) engine.push('revision', (engine.revision = n));
    await clock.pass(250);
    assert.equal(engine.questions, 2);
    assert.equal(news.at(-1)?.view?.provenance.revision, 199);
  });

  it('keeps the last figures when the engine stops, says so, and asks again when it is back', async () => {
    const { clock, engine, feed, news, reports } = make();
    feed.start();
    await clock.pass(250);
    engine.push('stale', (engine.stale = 'it stopped'));
    assert.deepEqual([news.at(-1)?.view?.provenance.revision, news.at(-1)?.stale], [1, 'it stopped']);
    await clock.pass(60_000);
    engine.stale = null;
    engine.revision = 9;
    engine.push('stale', null);
    await clock.pass(250);
    assert.deepEqual([news.at(-1)?.view?.provenance.revision, news.at(-1)?.stale], [9, null]);
    assert.deepEqual(reports, []);
  });

  it('asks nothing and tells nothing once stopped', async () => {
    const { clock, engine, feed, news } = make();
    const running = feed.start();
    running.dispose();
    await clock.pass(120_000);
    engine.push('revision', 5);
    await settled();
    assert.deepEqual([engine.questions, news.length, clock.waiting.length], [1, 0, 0]);
  });
});
