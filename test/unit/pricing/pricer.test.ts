import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BUNDLED_BOOK } from '../../../src/core/pricing/bundled';
import { createPricer } from '../../../src/core/pricing/pricer';
import { query } from './query';

const pricer = createPricer(BUNDLED_BOOK, []);
const MILLION = { input: 1_000_000 };
const usd = (nano: number): number => nano / 1e9;

describe('pricer', () => {
  it('prices a whole call', () => {
    // Opus 5: 10 x 5 + 500 x 25 + 1000 x 0.5 + 100 x 6.25 per million.
    const priced = pricer.price(query('claude-opus-5', { input: 10, output: 500, cacheRead: 1000, cacheWrite5m: 100 }));
    assert.deepEqual(priced, {
      nanoUsd: 13_675_000,
      byClass: { input: 50_000, output: 12_500_000, cacheRead: 500_000, cacheWrite5m: 625_000, cacheWrite1h: 0, webSearches: 0 },
      cacheSavedNanoUsd: 4_500_000 - 125_000,
      confidence: 'final',
    });
  });

  it('prices one-hour writes at twice the input', () => {
    assert.equal(pricer.price(query('claude-opus-5', { cacheWrite5m: 1000, cacheWrite1h: 2000 })).nanoUsd, 26_250_000);
  });

  it('has a negative saving where the cache was written and not read', () => {
    assert.equal(pricer.price(query('claude-opus-5', { cacheWrite1h: 1000 })).cacheSavedNanoUsd, -5_000_000);
  });

  it('prices a prompt by its cached part too', () => {
    assert.equal(pricer.price(query('claude-haiku-5-5', { input: 20_000, output: 1000, cacheRead: 70_000, cacheWrite5m: 20_000 })).nanoUsd, 28_500_000);
    assert.equal(pricer.price(query('claude-haiku-5-5', { input: 20_000, output: 1000, cacheRead: 70_000 })).nanoUsd, 3_200_000);
    assert.equal(pricer.price(query('claude-haiku-5-5', { cacheWrite5m: 50_000, cacheWrite1h: 50_001 })).nanoUsd, 31_250_000 + 50_001_000);
  });

  it('does not count the output for the band', () => {
    assert.equal(usd(pricer.price(query('claude-haiku-5-5', { output: 200_000 })).nanoUsd), 0.1);
  });

  it('charges web searches, with no factor', () => {
    const searches = { webSearches: 3 };
    assert.equal(pricer.price(query('claude-opus-5', searches)).byClass.webSearches, 30_000_000);
    const everything = { speed: 'fast', inferenceGeo: 'us', serviceTier: 'batch' };
    assert.equal(pricer.price(query('claude-opus-5', searches, '2026-11-10', everything)).nanoUsd, 30_000_000);
  });

  describe('fast mode', () => {
    const fast = (model: string, day: string): [number, string] => {
      const priced = pricer.price(query(model, { ...MILLION, cacheRead: 0 }, day, { speed: 'fast' }));
      return [usd(priced.nanoUsd), priced.confidence];
    };
    it('has a price for some models', () => {
      assert.deepEqual(fast('claude-opus-5', '2026-11-10'), [10, 'final']);
      assert.deepEqual(fast('claude-opus-5-5', '2026-11-10'), [8, 'final']);
      assert.deepEqual(fast('claude-fable-5-2', '2026-11-10'), [16, 'final']);
      assert.deepEqual(fast('claude-mythos-5-2', '2026-11-10'), [16, 'final']);
      assert.deepEqual(fast('claude-opus-4-6', '2026-11-10'), [30, 'final']);
      assert.deepEqual(fast('claude-opus-4-7', '2026-07-24T12:00:00Z'), [30, 'final']);
      assert.deepEqual(fast('claude-opus-4-8', '2026-11-10'), [10, 'final']);
    });
    it('is an estimate at the standard price for the others', () => {
      assert.deepEqual(fast('claude-opus-4-7', '2026-07-25'), [5, 'estimated']);
      assert.deepEqual(fast('claude-opus-4-8', '2026-12-01'), [5, 'estimated']);
      assert.deepEqual(fast('claude-sonnet-5', '2026-11-10'), [2, 'estimated']);
    });
    it('holds for cache reads and output', () => {
      const priced = pricer.price(query('claude-opus-5', { input: 100, output: 1000, cacheRead: 1000 }, '2026-11-10', { speed: 'fast' }));
      assert.equal(priced.nanoUsd, 52_000_000);
    });
  });

  describe('place of the call', () => {
    const at = (model: string, inferenceGeo: string): number => usd(pricer.price(query(model, MILLION, '2026-11-10', { inferenceGeo })).nanoUsd);
    it('costs a tenth more in the US, for models that can be kept there', () => {
      assert.equal(at('claude-opus-5', 'us'), 5.5);
      assert.equal(at('claude-haiku-5-5', 'us'), 0.55);
      assert.equal(at('claude-opus-4-5', 'us'), 5);
      for (const elsewhere of ['global', 'not_available', '']) assert.equal(at('claude-opus-5', elsewhere), 5);
    });
    it('costs a tenth more at a regional endpoint, since Sonnet 4.5', () => {
      assert.equal(at('eu.anthropic.claude-haiku-4-5-20251001-v1:0', ''), 1.1);
      assert.equal(at('jp.anthropic.claude-sonnet-5-5', ''), 2.2);
      assert.equal(at('us.anthropic.claude-sonnet-4-20250514-v1:0', ''), 3);
      assert.equal(at('global.anthropic.claude-haiku-4-5-20251001-v1:0', ''), 1);
    });
    it('is charged once', () => assert.equal(at('us.anthropic.claude-opus-5', 'us'), 5.5));
    it('is exact below a nano-USD per token', () => {
      // 2.5 x 1.1 x 0.05: Fable 5.1's cache reads in the US in the batch tier are 137.5 nano-USD a token.
      const rest = { inferenceGeo: 'us', serviceTier: 'batch' };
      assert.equal(pricer.price(query('claude-fable-5-1', { cacheRead: 2 }, '2026-11-10', rest)).nanoUsd, 275);
      assert.equal(pricer.price(query('claude-fable-5-1', { cacheRead: 1 }, '2026-11-10', rest)).nanoUsd, 138);
    });
  });

  it('halves the price in the batch tier, not in others', () => {
    const tier = (serviceTier: string): number => usd(pricer.price(query('claude-opus-5', MILLION, '2026-11-10', { serviceTier })).nanoUsd);
    assert.deepEqual(['batch', 'standard', 'priority', ''].map(tier), [2.5, 5, 5, 5]);
  });

  it('multiplies factors', () => {
    const rest = { speed: 'fast', inferenceGeo: 'us', serviceTier: 'batch' };
    assert.equal(usd(pricer.price(query('claude-opus-5', MILLION, '2026-11-10', rest)).nanoUsd), 5.5);
  });

  it('has no price for what it does not know', () => {
    for (const model of ['gpt-6', 'qwen3-coder:30b', 'my-claude-opus-5', 'claude-opus-5-1', 'claude-opus', '<synthetic>', '', 'constructor', '__proto__']) {
      const priced = pricer.price(query(model, { ...MILLION, webSearches: 2 }, '2026-11-10', { speed: 'fast' }));
      assert.deepEqual([priced.nanoUsd, priced.cacheSavedNanoUsd, priced.confidence], [0, 0, 'unpriced'], model);
    }
  });

  it('stays exact for billions of tokens', () => {
    const tokens = 9_876_543_211;
    // Written out in big integers: 0.55 USD per million is 550,000 pico-USD a token.
    const expected = Number((BigInt(tokens) * 550_000n + 500n) / 1000n);
    assert.equal(pricer.price(query('claude-opus-5', { cacheRead: tokens }, '2026-11-10', { inferenceGeo: 'us' })).nanoUsd, expected);
  });

  it('gives classes that are whole and add up to the total', () => {
    const count = fc.integer({ min: 0, max: 300_000 });
    const tokens = fc.record({ input: count, output: count, cacheRead: count, cacheWrite5m: count, cacheWrite1h: count, webSearches: fc.nat(9) });
    const model = fc.constantFrom('claude-haiku-5-5', 'eu.anthropic.claude-fable-5-1', 'claude-sonnet-4-5', 'claude-3-haiku');
    fc.assert(
      fc.property(tokens, model, fc.constantFrom('us', ''), fc.constantFrom('batch', ''), (counts, name, inferenceGeo, serviceTier) => {
        const priced = pricer.price(query(name, counts, '2026-11-10', { inferenceGeo, serviceTier }));
        const classes = Object.values(priced.byClass);
        assert.ok(classes.every(Number.isSafeInteger) && Number.isSafeInteger(priced.cacheSavedNanoUsd));
        assert.equal(
          priced.nanoUsd,
          classes.reduce((sum, cost) => sum + cost, 0),
        );
      }),
    );
  });

  it('answers the same whatever was asked before', () => {
    const asks = [
      query('claude-opus-5', MILLION, '2026-11-10', { speed: 'fast' }),
      query('claude-opus-5', MILLION),
      query('claude-sonnet-5-5', { cacheRead: 9 }, '2026-10-01'),
    ];
    const used = createPricer(BUNDLED_BOOK, []);
    const forward = asks.map((ask) => used.price(ask));
    assert.deepEqual(
      asks
        .toReversed()
        .map((ask) => used.price(ask))
        .toReversed(),
      forward,
    );
    assert.deepEqual(
      asks.map((ask) => createPricer(BUNDLED_BOOK, []).price(ask)),
      forward,
    );
  });
});
