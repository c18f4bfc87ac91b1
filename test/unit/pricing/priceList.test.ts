import assert from 'node:assert/strict';
import { findProvider, REMOTE_DATA_JSON_URL } from '@pydantic/genai-prices';
import { LISTED_MODELS } from '../../../src/core/pricing/book.generated';
import { assembleBook, BUNDLED_BOOK } from '../../../src/core/pricing/bundled';
import type { PriceRow } from '../../../src/core/pricing/describe';
import { describePrices } from '../../../src/core/pricing/describe';
import { PRICE_LIST_URL } from '../../../src/core/pricing/listAddress';
import { publishedModels, readSavedList, savedList, takePublished } from '../../../src/core/pricing/priceList';
import { priceLines } from '../../../src/core/pricing/priceLine';
import { createPricer } from '../../../src/core/pricing/pricer';
import { takenWords } from '../../../src/core/pricing/words';
import { query } from './query';

const NOW = Date.parse('2026-12-01');
const PRICES = { input_mtok: 6, output_mtok: 30, cache_read_mtok: 0.6, cache_write_mtok: 7.5, cache_write_1h_mtok: 12, web_searches_kcount: 10 };
const entry = (id: string, prices: unknown = PRICES, match: unknown = { starts_with: id }) => ({ id, name: id, match, context_window: 1, prices });
/** As it is published: other providers, and fields that nobody reads here. */
const list = (...models: readonly unknown[]): string =>
  JSON.stringify([
    { id: 'anthropic', name: 'Anthropic', api_pattern: 'x', models },
    { id: 'aws', name: 'AWS', models: [] },
    { id: 'other', models: 'of another form' },
  ]);
const added = (text: string) => takePublished(LISTED_MODELS, publishedModels(text, NOW), NOW);
const cost = (models: typeof LISTED_MODELS, model: string, at = NOW): number =>
  createPricer(assembleBook(models), []).price({ ...query(model, { input: 1_000 }), at }).nanoUsd;

describe('the published price list', () => {
  it('lies where the library looks for it', () => assert.equal(PRICE_LIST_URL, REMOTE_DATA_JSON_URL));

  it('brings nothing new where it is the one that came along', () => {
    const text = JSON.stringify(['anthropic', 'aws'].map((providerId) => findProvider({ providerId })));
    const { models, taken } = added(text);
    assert.deepEqual(taken, { added: [], changed: [], refused: [] });
    assert.equal(createPricer(assembleBook(models), []).version, createPricer(BUNDLED_BOOK, []).version);
    assert.equal(takenWords(taken), 'List prices are up to date.');
  });

  it('says since when a price holds, without naming the kind of date', () => {
    const dated = entry('claude-opus-6', [{ prices: PRICES }, { constraint: { start_date: '2026-12-24' }, prices: { ...PRICES, input_mtok: 5 } }]);
    const { models, taken } = added(list(dated));
    assert.deepEqual(taken.added, ['claude-opus-6']);
    assert.deepEqual([cost(models, 'claude-opus-6'), cost(models, 'claude-opus-6', Date.parse('2026-12-24'))], [6_000_000, 5_000_000]);
    assert.match(models.find(({ name }) => name === 'claude-opus-6')?.source ?? '', /downloaded 2026-12-01$/);
  });

  it('is refused whole where it has a form or a kind of price that is not known', () => {
    for (const text of [
      '<!doctype html>',
      '{}',
      '[]',
      list(entry('claude-opus-6', { ...PRICES, thinking_mtok: 3 })),
      list(entry('claude-opus-6', [{ constraint: { start_time: '00:30', end_time: '08:30' }, prices: PRICES }])),
      list(entry('claude-opus-6', [{ constraint: { start_date: 'soon' }, prices: PRICES }])),
    ])
      assert.throws(() => publishedModels(text, NOW), /no price list that this version/, text.slice(0, 40));
  });

  it('takes no name away from a known model, and no price from one that was measured', () => {
    const thief = entry('claude-thief', PRICES, { or: [{ equals: 'claude-opus-5' }, { equals: 'claude-haiku-5-5' }] });
    const { models } = added(list(thief, entry('claude-haiku-5-5')));
    for (const name of ['claude-opus-5', 'claude-haiku-5-5']) assert.equal(cost(models, name), cost(LISTED_MODELS, name));
    assert.equal(cost(models, 'claude-thief'), 6_000_000);
  });

  it('changes a known price from now on', () => {
    const { models, taken } = added(list(entry('claude-opus-5')));
    assert.deepEqual(taken.changed, ['claude-opus-5']);
    assert.deepEqual([cost(models, 'claude-opus-5', NOW - 1), cost(models, 'claude-opus-5')], [5_000_000, 6_000_000]);
  });
});

describe('a saved price list', () => {
  const { models } = added(list(entry('claude-opus-6'), entry('claude-opus-5')));

  it('comes back as it was', () => assert.deepEqual(readSavedList(savedList(models)), models));

  it('gives way to the list of a newer extension, but for models that this one lacks', () => {
    const older = savedList(models).replace(/"bundled":"[^"]*"/, '"bundled":"genai-prices 0.0.1"');
    const read = readSavedList(older) ?? [];
    assert.deepEqual([cost(read, 'claude-opus-6'), cost(read, 'claude-opus-5')], [6_000_000, 5_000_000]);
  });

  it('is none where it was damaged', () => {
    const text = savedList(models);
    for (const bad of [
      '',
      text.slice(0, -5),
      text.replaceAll('"input":6000000', '"input":0'),
      text.replaceAll('"input":6000000', '"input":"6"'),
      '{"bundled":"x"}',
    ])
      assert.equal(readSavedList(bad), null);
  });
});

describe('words of prices', () => {
  it('name what is new, what changes and what was left out, as plain text', () => {
    const taken = {
      added: ['claude-opus-6', 'a', 'b', 'c', 'd', 'e'],
      changed: ['claude-sonnet-5'],
      refused: [{ name: '[x](command:y)', reason: 'zero' as const }],
    };
    const text = takenWords(taken);
    assert.match(text, /^New prices: Opus 6, a, b, c, d and 1 more\. Another price from now on: Sonnet 5; costs until now stay\. Left out: /);
    assert.doesNotMatch(text, /\]\(/);
  });

  it('list what holds now, by length of prompt, and what has no price', () => {
    const lines = priceLines(describePrices(BUNDLED_BOOK, [], ['claude-haiku-5-5', 'claude-opus-4-6', 'glm-9', '$(bug) x']) satisfies PriceRow[], NOW);
    assert.deepEqual(
      lines.map(({ label }) => label),
      ['Haiku 5.5, prompts to 100 k', 'Haiku 5.5, prompts over 100 k', 'Opus 4.6', 'glm-9', '$\u200b(bug) x'],
    );
    assert.equal(lines[0]?.description, '$0.10 in, $0.50 out, cache $0.01 read, $0.125 or $0.20 written');
    assert.equal(lines[3]?.description, 'no price is known');
    assert.match(lines[2]?.detail ?? '', /^claude-opus-4-6 · since 2026-03-13 · .*fast 600%.* · /);
  });
});
