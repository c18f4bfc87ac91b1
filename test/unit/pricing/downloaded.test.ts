import assert from 'node:assert/strict';
import type { ListedModel, PriceBand, PricePeriod } from '../../../src/core/pricing/book';
import { LISTED_MODELS } from '../../../src/core/pricing/book.generated';
import { assembleBook } from '../../../src/core/pricing/bundled';
import { takeDownloaded } from '../../../src/core/pricing/downloaded';
import { createPricer } from '../../../src/core/pricing/pricer';
import { query } from './query';

const NOW = Date.parse('2026-12-01');
const band = (input: number, output: number, cacheRead = input / 10): PriceBand => ({
  above: 0,
  card: { input, output, cacheRead, cacheWrite5m: input * 1.25, cacheWrite1h: input * 2, webSearch: 1e10 },
});
const since = (from: number | null, ...bands: PriceBand[]): PricePeriod => ({ from, bands });
const model = (name: string, ...periods: PricePeriod[]): ListedModel => ({ name, aliases: [], regionalPercent: 100, periods, source: 'downloaded' });
const opus = LISTED_MODELS.find((listed) => listed.name === 'claude-opus-5');

describe('downloaded prices', () => {
  it('change nothing when they are the known ones', () => {
    assert.deepEqual(takeDownloaded(LISTED_MODELS, LISTED_MODELS, NOW), { models: LISTED_MODELS, refused: [] });
  });

  it('add a new model', () => {
    const fresh = model('claude-opus-6', since(null, band(6e6, 30e6)));
    const { models, refused } = takeDownloaded(LISTED_MODELS, [fresh], NOW);
    assert.deepEqual([models.length, refused], [LISTED_MODELS.length + 1, []]);
    assert.equal(createPricer(assembleBook(models), []).price(query('claude-opus-6', { output: 100 })).nanoUsd, 3_000_000);
  });

  it('change a known price from now on, and again later', () => {
    const first = takeDownloaded(LISTED_MODELS, [model('claude-opus-5', since(null, band(4e6, 20e6)))], NOW);
    const second = takeDownloaded(first.models, [model('claude-opus-5', since(null, band(3e6, 15e6)))], NOW + 1000);
    const price = (at: number): number => createPricer(assembleBook(second.models), []).price({ ...query('claude-opus-5', { input: 1000 }), at }).nanoUsd;
    assert.deepEqual([NOW - 1, NOW, NOW + 999, NOW + 1000].map(price), [5_000_000, 4_000_000, 4_000_000, 3_000_000]);
    assert.equal(second.models.length, LISTED_MODELS.length);
  });

  it('do not move a change when it is downloaded again', () => {
    const changed = [model('claude-opus-5', since(null, band(4e6, 20e6)))];
    const first = takeDownloaded(LISTED_MODELS, changed, NOW);
    assert.deepEqual(takeDownloaded(first.models, changed, NOW + 1000).models, first.models);
  });

  it('announce a change that is still to come, and can take it back', () => {
    assert.ok(opus);
    const later = since(NOW + 5000, band(4e6, 20e6));
    const first = takeDownloaded([opus], [{ ...opus, periods: [...opus.periods, later] }], NOW);
    assert.deepEqual(first.models[0]?.periods, [...opus.periods, later]);
    assert.deepEqual(takeDownloaded(first.models, [opus], NOW + 1).models[0]?.periods, opus.periods);
  });

  it('are refused when they cannot be right', () => {
    const bad = [
      model('claude-free', since(null, band(0, 0))),
      model('claude-half', since(null, band(5e6, 25e6, 0))),
      model('claude-odd', since(null, band(5e6, 4e6))),
      model('claude-read', since(null, band(5e6, 25e6, 6e6))),
      model('claude-nan', since(null, band(Number.NaN, 1))),
      model('claude-opus-5', since(null, band(50e6 + 1, 250e6))),
      model('claude-sonnet-5', since(null, band(2e6, 10e6)), since(NOW + 1, band(0, 0))),
    ];
    const { models, refused } = takeDownloaded(LISTED_MODELS, bad, NOW);
    assert.deepEqual(models, LISTED_MODELS);
    assert.deepEqual(
      refused.map(({ name, reason }) => `${name} ${reason}`),
      ['claude-free zero', 'claude-half zero', 'claude-odd ratio', 'claude-read ratio', 'claude-nan zero', 'claude-opus-5 jump', 'claude-sonnet-5 zero'],
    );
  });
});
