import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engine';
import { prompt, reply, useHome } from '../../support/history';
import { readWindow } from './opening';

const T = Date.parse('2026-11-10T12:00:00Z');
const MINUTE = 60_000;
const s = { session: 's' };
/** Nano-USD of 100,000 tokens by the test's prices: $0.10, $1.25 and $4 per million. */
const [READ, SHORT, LONG] = [10_000_000, 125_000_000, 400_000_000];

describe('the cache of the session that was active last', () => {
  const home = useHome();
  const open: Engine[] = [];
  const cacheOf = async (...lines: readonly ReturnType<typeof reply>[]) => {
    home.write('p/s.jsonl', [prompt(T - 1_000, s), ...lines]);
    const { engine } = await readWindow(home.path, 'a', {});
    open.push(engine);
    return engine.status(T + 2 * MINUTE).turn?.cache;
  };
  afterEach(async () => {
    for (const engine of open.splice(0)) await engine.close();
  });

  it('lives five minutes from the newest response on, and costs a write instead of a read', async () => {
    const cache = await cacheOf(reply({ id: 'a', at: T, input: 3, output: 900, cacheRead: 60_000, cacheWrite5m: 40_000, ...s }));
    assert.deepEqual(cache, { coldAt: T + 5 * MINUTE, tokens: 100_000, next: { warmNanoUsd: READ, coldNanoUsd: SHORT } });
  });

  it('lives an hour where the newest write was for an hour, whether or not the newest response wrote', async () => {
    const cache = await cacheOf(
      reply({ id: 'a', at: T, cacheWrite5m: 10_000, ...s }),
      reply({ id: 'b', at: T + 1_000, cacheWrite1h: 90_000, cacheRead: 10_000, ...s }),
      reply({ id: 'c', at: T + MINUTE, input: 7, cacheRead: 100_000, ...s }),
    );
    assert.deepEqual(cache, { coldAt: T + 61 * MINUTE, tokens: 100_000, next: { warmNanoUsd: READ, coldNanoUsd: LONG } });
  });

  it('is that of the main thread: sub-agents have their own', async () => {
    home.write('p/s/subagents/agent-x.jsonl', [reply({ id: 'x', at: T + MINUTE, cacheWrite1h: 900_000, ...s, sidechain: true, agent: 'x' })]);
    const cache = await cacheOf(reply({ id: 'a', at: T, cacheWrite5m: 100_000, ...s }));
    assert.deepEqual([cache?.coldAt, cache?.tokens], [T + 5 * MINUTE, 100_000]);
  });

  it('is unknown where the context was compacted since', async () => {
    const compacted = { ...prompt(T + 1_000, s), type: 'system', subtype: 'compact_boundary', compactMetadata: { trigger: 'manual' } };
    assert.equal(await cacheOf(reply({ id: 'a', at: T, cacheWrite5m: 100_000, ...s }), compacted), null);
  });

  it('is none where only a little, or nothing, was written', async () => {
    assert.equal(await cacheOf(reply({ id: 'a', at: T, input: 50_000, cacheWrite5m: 1_999, ...s })), null);
  });

  it('has no money where the model has no price', async () => {
    const cache = await cacheOf(reply({ id: 'a', at: T, model: 'nobody-knows-1', cacheWrite5m: 100_000, ...s }));
    assert.deepEqual(cache, { coldAt: T + 5 * MINUTE, tokens: 100_000, next: null });
  });
});
