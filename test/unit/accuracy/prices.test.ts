import assert from 'node:assert/strict';
import { reply, useHome, type Reply } from '../../support/history';
import { asked } from './asked';

const AT = Date.UTC(2026, 10, 10, 10);

/** 1,001 in, 203 out, 30,007 read, 4,001 written for 5 minutes, 5,003 for an hour, one web search. */
const USED = { input: 1_001, output: 203, cacheRead: 30_007, cacheWrite5m: 4_001, cacheWrite1h: 5_003, webSearches: 1 };
/** The same with a prompt beyond 200,000 tokens. */
const LONG = { ...USED, cacheRead: 200_007 };

/**
 * Worked out by hand from the public list of prices. Nano-USD per token, in the order of the sums:
 *                      input  output  read  5 minutes  1 hour
 * Opus 4.5              5000   25000   500       6250   10000
 * Sonnet 4.5            3000   15000   300       3750    6000
 * - above 200,000       6000   22500   600       7500   12000
 * Haiku 4.5             1000    5000   100       1250    2000
 * Opus 5.5              4000   20000   200       5000    8000
 * Sonnet 5              2000   10000   200       2500    4000
 * and 10,000,000 for a web search.
 */
const TABLE: readonly (readonly [model: string, used: Partial<Reply>, nanoUsd: number])[] = [
  ['claude-opus-4-5-20251101', USED, 5_005_000 + 5_075_000 + 15_003_500 + 25_006_250 + 50_030_000 + 10_000_000],
  ['claude-sonnet-4-5-20250929', USED, 3_003_000 + 3_045_000 + 9_002_100 + 15_003_750 + 30_018_000 + 10_000_000],
  ['claude-sonnet-4-5', LONG, 6_006_000 + 4_567_500 + 120_004_200 + 30_007_500 + 60_036_000 + 10_000_000],
  ['claude-haiku-4-5-20251001', USED, 1_001_000 + 1_015_000 + 3_000_700 + 5_001_250 + 10_006_000 + 10_000_000],
  ['claude-opus-5-5', USED, 4_004_000 + 4_060_000 + 6_001_400 + 20_005_000 + 40_024_000 + 10_000_000],
  ['claude-sonnet-5', USED, 2_002_000 + 2_030_000 + 6_001_400 + 10_002_500 + 20_012_000 + 10_000_000],
  // 10 % more at a regional endpoint, web searches apart.
  ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', USED, 3_303_300 + 3_349_500 + 9_902_310 + 16_504_125 + 33_019_800 + 10_000_000],
  ['claude-sonnet-4-5@20250929', USED, 3_003_000 + 3_045_000 + 9_002_100 + 15_003_750 + 30_018_000 + 10_000_000],
];

describe('cost by the list of prices', () => {
  const home = useHome();

  it('is right to the nano-dollar for every model, through the whole engine, and after a restart', async () => {
    home.write(
      'p/s.jsonl',
      TABLE.map(([model, used], n) => reply({ id: `priced-${n}`, at: AT + n, model, ...used })),
    );
    for (const opening of ['first', 'second']) {
      const { all, byModel } = await asked(home.path);
      for (const [model, , nanoUsd] of TABLE) assert.equal(byModel[model]?.nanoUsd, nanoUsd, `${model}, ${opening} opening`);
      assert.deepEqual([all.nanoUsd, all.responses, all.unpricedTokens], [TABLE.reduce((sum, [, , nanoUsd]) => sum + nanoUsd, 0), TABLE.length, 0]);
    }
  });

  it('adds up over a thousand responses without a nano-dollar lost', async () => {
    const lines = TABLE.flatMap(([model, used], n) =>
      Array.from({ length: 125 }, (_, i) => reply({ id: `n-${n}-${i}`, at: AT + i * 3_600_000, model, ...used })),
    );
    home.write('p/s.jsonl', lines);
    assert.equal((await asked(home.path)).all.nanoUsd, 125 * TABLE.reduce((sum, [, , nanoUsd]) => sum + nanoUsd, 0));
  });

  it('is none, and said to be unknown, for a model that nobody prices', async () => {
    home.write('p/s.jsonl', [reply({ id: 'house', at: AT, model: 'claude-opus-5-5-of-our-house', ...USED })]);
    const { nanoUsd, unpricedTokens } = (await asked(home.path)).all;
    assert.deepEqual([nanoUsd, unpricedTokens], [0, 1_001 + 203 + 30_007 + 4_001 + 5_003]);
  });
});
