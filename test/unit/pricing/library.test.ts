import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { calcPrice, findProvider } from '@pydantic/genai-prices';
import { BUNDLED_BOOK } from '../../../src/core/pricing/bundled';
import { indexByName } from '../../../src/core/pricing/book';
import { LISTED_MODELS } from '../../../src/core/pricing/book.generated';
import { extractModels } from '../../../src/core/pricing/extract';
import { createPricer } from '../../../src/core/pricing/pricer';
import { FAST_OFFERS, SUPPLEMENT_ALIASES, SUPPLEMENT_MODELS, US_RESIDENT_MODELS } from '../../../src/core/pricing/supplement';
import { promptTokens, type TokenCounts } from '../../../src/core/usage/tokens';
import { query } from './query';

const MIXES: readonly TokenCounts[] = [
  { input: 1234, output: 567, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, webSearches: 0 },
  { input: 3, output: 4435, cacheRead: 29_250, cacheWrite5m: 24_683, cacheWrite1h: 0, webSearches: 0 },
  { input: 0, output: 1, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 77_777, webSearches: 0 },
  { input: 50_000, output: 900, cacheRead: 50_000, cacheWrite5m: 50_000, cacheWrite1h: 50_000, webSearches: 0 },
  { input: 50_001, output: 900, cacheRead: 50_000, cacheWrite5m: 50_000, cacheWrite1h: 50_000, webSearches: 0 },
  { input: 10, output: 30_000, cacheRead: 700_000, cacheWrite5m: 0, cacheWrite1h: 12_000, webSearches: 0 },
];
const DAYS = ['2025-06-01', '2026-03-12', '2026-03-14', '2026-10-01', '2026-11-10'];

/** USD by the library's own arithmetic. Its input_tokens is the whole prompt. */
const byLibrary = (tokens: TokenCounts, model: string, day: string, providerId: string): number | null =>
  calcPrice(
    {
      input_tokens: promptTokens(tokens),
      output_tokens: tokens.output,
      cache_read_tokens: tokens.cacheRead,
      cache_write_tokens: tokens.cacheWrite5m + tokens.cacheWrite1h,
      ...(tokens.cacheWrite1h === 0 ? {} : { cache_write_1h_tokens: tokens.cacheWrite1h }),
    },
    model,
    { providerId, timestamp: new Date(day) },
  )?.total_price ?? null;

const listed = createPricer({ ...BUNDLED_BOOK, models: LISTED_MODELS.map((model) => ({ ...model, fast: null, usPercent: 100 })) }, []);
const bundled = createPricer(BUNDLED_BOOK, []);
const models = findProvider({ providerId: 'anthropic' })?.models ?? [];
const near = (actual: number, expected: number | null, message: string): void =>
  assert.ok(expected !== null && Math.abs(actual / 1e9 - expected) < 1e-8, `${message}: ${actual / 1e9}, library ${expected}`);

describe('price library', () => {
  it('is what the committed table was made from', async () => {
    const root = `${process.cwd()}/`;
    const { generate } = (await import(pathToFileURL(join(root, 'src/dev/extractPrices.mjs')).href)) as { generate: (root: string) => Promise<string> };
    assert.equal(await readFile(join(root, 'src/core/pricing/book.generated.ts'), 'utf8'), await generate(root));
  });

  it('has Claude models', () => assert.ok(models.length >= 20));

  for (const { id } of models) {
    it(`agrees on ${id}`, () => {
      for (const day of DAYS)
        for (const tokens of MIXES) near(listed.price(query(id, tokens, day)).nanoUsd, byLibrary(tokens, id, day, 'anthropic'), `${id} ${day}`);
    });
  }

  it('agrees on every other name of a model', () => {
    for (const model of LISTED_MODELS) {
      for (const name of model.aliases) assert.equal(calcPrice({ input_tokens: 1 }, name, { providerId: 'anthropic' })?.model.id, model.name, name);
    }
  });

  it('agrees on what a regional endpoint costs', () => {
    const regional = (findProvider({ providerId: 'aws' })?.models ?? []).filter((model) => model.id.startsWith('regional.anthropic.claude-'));
    assert.ok(regional.length >= 20);
    const tokens = { input: 1_000_000, output: 10_000, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, webSearches: 0 };
    for (const { id } of regional) {
      const asCalled = id.replace('regional.', 'us.');
      // A short prompt: the library has no long-context price for Bedrock.
      const short = { ...tokens, input: 1000 };
      near(bundled.price(query(asCalled, short)).nanoUsd, byLibrary(short, asCalled, '2026-11-10', 'aws'), asCalled);
    }
  });

  describe('refuses', () => {
    const providers = (prices: unknown): unknown[] => [
      { id: 'anthropic', models: [{ id: 'claude-x', match: { equals: 'claude-x' }, prices }] },
      { id: 'aws', models: [] },
    ];
    const plain = { input_mtok: 1, output_mtok: 5 };
    it('nothing of a plain price', () => assert.equal(extractModels(providers(plain), 10, 'a test')[0]?.periods[0]?.bands[0]?.card.output, 5_000_000));
    it('a kind of price it does not know', () => assert.throws(() => extractModels(providers({ ...plain, fast_input_mtok: 2 }), 10, 'a test')));
    it('a price by time of day', () => {
      const constraint = { type: 'time_of_date', start_time: '00:00', end_time: '08:00' };
      assert.throws(() => extractModels(providers([{ constraint, prices: plain }]), 10, 'a test'));
    });
    it('a list without Claude', () => assert.throws(() => extractModels([{ id: 'openai', models: [] }], 10, 'a test'), /no provider/));
  });
});

describe('price supplement', () => {
  for (const model of SUPPLEMENT_MODELS) {
    it(`still knows more of ${model.name} than the library`, () => {
      const differs = DAYS.some((day) =>
        MIXES.some(
          (tokens) => Math.abs(bundled.price(query(model.name, tokens, day)).nanoUsd / 1e9 - (byLibrary(tokens, model.name, day, 'anthropic') ?? -1)) > 1e-8,
        ),
      );
      assert.ok(differs, `the library prices ${model.name} right: remove it from SUPPLEMENT_MODELS`);
    });
    it(`says where the price of ${model.name} is from`, () => {
      assert.ok(model.source.length > 10);
      assert.match(model.checked, /^20\d\d-\d\d-\d\d$/);
    });
  }

  it('replaces a listed model with all its names', () => {
    const index = indexByName(BUNDLED_BOOK.models);
    for (const model of LISTED_MODELS) for (const name of [model.name, ...model.aliases]) assert.equal(index.get(name)?.name, model.name, name);
  });

  it('speaks only of models that have a price', () => {
    const names = new Set(BUNDLED_BOOK.models.map((model) => model.name));
    const spokenOf = [...Object.keys(FAST_OFFERS), ...US_RESIDENT_MODELS, ...Object.values(SUPPLEMENT_ALIASES)];
    assert.deepEqual(
      spokenOf.filter((name) => !names.has(name)),
      [],
    );
  });

  it('gives other names only where the library lists none', () => {
    const names = new Set(LISTED_MODELS.flatMap((model) => [model.name, ...model.aliases]));
    for (const alias of Object.keys(SUPPLEMENT_ALIASES)) assert.equal(names.has(alias), false, alias);
  });
});
