import assert from 'node:assert/strict';
import { BUNDLED_BOOK } from '../../../src/core/pricing/bundled';
import { describePrices, type PriceRow } from '../../../src/core/pricing/describe';
import type { PriceOverride } from '../../../src/core/pricing/override';
import { createPricer } from '../../../src/core/pricing/pricer';
import { TOKEN_CLASSES } from '../../../src/core/usage/tokens';
import { query } from './query';

const RATES = { input: 7, output: 8, cacheRead: 0.9, cacheWrite5m: 10, cacheWrite1h: 11 };
const day = (text: string): number => Date.parse(text);
const rows = (model: string, overrides: readonly PriceOverride[] = []): PriceRow[] => describePrices(BUNDLED_BOOK, overrides, [model]);
const spans = (model: string, overrides: readonly PriceOverride[] = []): unknown[] =>
  rows(model, overrides).map(({ from, to, above, upTo, rates, listedAs, own }) => [from, to, above, upTo, rates?.input ?? null, listedAs, own]);

describe('a price list', () => {
  it('has a row for every band and for every span of time', () => {
    const change = day('2026-03-13');
    assert.deepEqual(spans('claude-opus-4-6-20260205[1m]'), [
      [null, change, 0, 200_000, 5, 'claude-opus-4-6', false],
      [null, change, 200_000, null, 10, 'claude-opus-4-6', false],
      [change, null, 0, null, 5, 'claude-opus-4-6', false],
    ]);
    const sonnet = rows('claude-sonnet-5-5');
    assert.deepEqual(
      sonnet.map(({ from, rates }) => [from, rates?.cacheRead]),
      [
        [null, 0.2],
        [day('2026-10-07'), 0.1],
      ],
    );
    assert.match(sonnet[0]?.source ?? '', /platform\.claude\.com/);
  });

  it('has one row without rates for what is in no book', () => {
    const [row, ...rest] = rows('gpt-x');
    assert.deepEqual([row?.rates, row?.source, row?.listedAs, row?.from, row?.to, rest], [null, null, null, null, null, []]);
  });

  it('says what a user set, for as long as it holds', () => {
    const [from, to] = [day('2026-10-01'), day('2026-11-01')];
    assert.deepEqual(spans('claude-opus-5', [{ model: 'claude-opus-5', rates: RATES, from, to }]), [
      [null, from, 0, null, 5, 'claude-opus-5', false],
      [from, to, 0, null, 7, null, true],
      [to, null, 0, null, 5, 'claude-opus-5', false],
    ]);
    assert.deepEqual(spans('house', [{ model: 'house', as: 'claude-opus-5', from, to: null }]), [
      [null, from, 0, null, null, null, false],
      [from, null, 0, null, 5, 'claude-opus-5', true],
    ]);
  });

  it('has the region of an id in its rates, and offers that end', () => {
    const [regional] = rows('us.anthropic.claude-opus-4-5-20251101-v1:0');
    assert.deepEqual([regional?.rates?.input, regional?.regionalPercent], [5.5, 110]);
    assert.deepEqual(rows('claude-opus-4-7')[0]?.fast, { percent: 600, to: day('2026-07-25') });
    assert.equal(rows('claude-opus-4-5')[0]?.fast, null);
    assert.equal(rows('claude-opus-4-6')[0]?.usPercent, 110);
  });

  it('is what the pricer charges, for every model, band and class', () => {
    const overrides = [{ model: 'house', as: 'claude-haiku-5-5', from: day('2026-01-01'), to: null }];
    const pricer = createPricer(BUNDLED_BOOK, overrides);
    const names = [...BUNDLED_BOOK.models.map(({ name }) => name), 'house', 'gpt-x', 'eu.anthropic.claude-sonnet-4-5-20250929-v1:0'];
    const listed = describePrices(BUNDLED_BOOK, overrides, names);
    assert.ok(listed.length > names.length);
    for (const { model, from, to, above, rates } of listed) {
      for (const moment of [from ?? (to ?? day('2026-11-10')) - 1, (to ?? day('2027-01-01')) - 1]) {
        for (const name of TOKEN_CLASSES) {
          const priced = pricer.price({ ...query(model, name === 'output' ? { input: above + 1, output: 1000 } : { [name]: above + 1000 }), at: moment });
          const expected = rates === null ? 0 : Math.floor(((name === 'output' ? 1000 : above + 1000) * Math.round(rates[name] * 1e6) + 500) / 1000);
          assert.equal(priced.byClass[name], expected, `${model} ${name} over ${above}`);
        }
      }
    }
  });
});
