import assert from 'node:assert/strict';
import { BUNDLED_BOOK } from '../../../src/core/pricing/bundled';
import type { PriceOverride } from '../../../src/core/pricing/override';
import { createPricer } from '../../../src/core/pricing/pricer';
import { query } from './query';

const RATES = { input: 7, output: 8, cacheRead: 0.9, cacheWrite5m: 10, cacheWrite1h: 11 };
const always = (model: string, rest: Partial<PriceOverride>): PriceOverride => ({ model, from: null, to: null, ...rest });
const usdPerMillion = (overrides: readonly PriceOverride[], model: string, day = '2026-11-10', rest = {}): number =>
  createPricer(BUNDLED_BOOK, overrides).price(query(model, { input: 1_000_000 }, day, rest)).nanoUsd / 1e9;

describe('price overrides', () => {
  it('price an unknown model at given rates, searches at the list price', () => {
    const tokens = { input: 1000, output: 1000, cacheRead: 1000, cacheWrite5m: 1000, cacheWrite1h: 1000, webSearches: 1 };
    const priced = createPricer(BUNDLED_BOOK, [always('glm-9', { rates: RATES })]).price(query('glm-9', tokens));
    assert.deepEqual(priced.byClass, { input: 7e6, output: 8e6, cacheRead: 9e5, cacheWrite5m: 1e7, cacheWrite1h: 1.1e7, webSearches: 1e7 });
    assert.equal(priced.confidence, 'final');
  });

  it('price an unknown model like a known one, its bands and factors included', () => {
    const like = [always('house-haiku', { as: 'claude-haiku-5-5' })];
    assert.equal(usdPerMillion(like, 'house-haiku'), 0.5);
    assert.equal(usdPerMillion(like, 'house-haiku', '2026-11-10', { inferenceGeo: 'us' }), 0.55);
    assert.equal(usdPerMillion([always('house-opus', { as: 'us.anthropic.claude-opus-5' })], 'house-opus'), 5.5);
  });

  it('win over the list, for the name as written, normalised, or without date', () => {
    for (const model of ['us.anthropic.claude-opus-4-5-20251101-v1:0', 'claude-opus-4-5-20251101', 'claude-opus-4-5']) {
      assert.equal(usdPerMillion([always(model, { rates: RATES })], 'us.anthropic.claude-opus-4-5-20251101-v1:0'), 7, model);
    }
    assert.equal(usdPerMillion([always('us.anthropic.claude-opus-4-5-20251101-v1:0', { rates: RATES })], 'claude-opus-4-5-20251101'), 5);
  });

  it('hold from their first moment and until their last', () => {
    const quarter = [{ model: 'claude-opus-5', rates: RATES, from: Date.parse('2026-10-01'), to: Date.parse('2026-11-01') }];
    const days = ['2026-09-30T23:59:59.999Z', '2026-10-01', '2026-10-31T23:59:59.999Z', '2026-11-01'];
    assert.deepEqual(
      days.map((day) => usdPerMillion(quarter, 'claude-opus-5', day)),
      [5, 7, 7, 5],
    );
    const open = [{ model: 'claude-opus-5', rates: RATES, from: null, to: Date.parse('2026-11-01') }];
    assert.deepEqual(
      days.map((day) => usdPerMillion(open, 'claude-opus-5', day)),
      [7, 7, 7, 5],
    );
  });

  it('are taken in the order of the settings, the closest spelling first', () => {
    const first = always('claude-opus-5', { rates: { ...RATES, input: 1 } });
    const second = always('claude-opus-5', { rates: { ...RATES, input: 2 } });
    const exact = always('eu.anthropic.claude-opus-5', { rates: { ...RATES, input: 3 } });
    assert.equal(usdPerMillion([first, second, exact], 'claude-opus-5'), 1);
    assert.equal(usdPerMillion([first, second, exact], 'eu.anthropic.claude-opus-5'), 3);
  });

  it('take their rates as they stand, whatever the call', () => {
    const own = [always('claude-opus-5', { rates: RATES })];
    const rest = { speed: 'fast', inferenceGeo: 'us', serviceTier: 'batch' };
    assert.equal(usdPerMillion(own, 'claude-opus-5', '2026-11-10', rest), 7);
  });

  it('follow an alias to rates, and end where aliases meet', () => {
    assert.equal(usdPerMillion([always('a', { as: 'b' }), always('b', { rates: RATES })], 'a'), 7);
    assert.equal(usdPerMillion([always('claude-opus-5', { as: 'claude-sonnet-5' }), always('claude-sonnet-5', { as: 'claude-opus-5' })], 'claude-opus-5'), 2);
    assert.equal(usdPerMillion([always('claude-opus-5', { as: 'claude-opus-5' })], 'claude-opus-5'), 5);
    assert.equal(usdPerMillion([always('claude-opus-5', { as: 'us.anthropic.claude-opus-5' })], 'claude-opus-5'), 5.5);
  });

  it('leave a model unpriced when they lead nowhere', () => {
    const priced = createPricer(BUNDLED_BOOK, [always('a', { as: 'nobody' })]).price(query('a', { input: 5 }));
    assert.equal(priced.confidence, 'unpriced');
    assert.equal(usdPerMillion([always('claude-opus-5', {})], 'claude-opus-5'), 5);
  });

  it('change the version, and nothing else does', () => {
    const version = (overrides: readonly PriceOverride[], batchPercent = 50): string => createPricer({ ...BUNDLED_BOOK, batchPercent }, overrides).version;
    assert.equal(version([]), version([]));
    const versions = [version([]), version([], 60), version([always('a', { as: 'b' })]), version([{ model: 'a', as: 'b', from: 1, to: null }])];
    assert.equal(new Set(versions).size, 4);
    assert.match(version([]), /^[0-9a-f]{16}$/);
  });
});
