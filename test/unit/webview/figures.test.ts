import assert from 'node:assert/strict';
import { formatBytes } from '../../../src/core/format/bytes';
import { emptiness } from '../../../webview/figures/emptiness';
import { createFigures } from '../../../webview/figures/figures';
import { classParts, compositionTitle, dailyTitle, flowTitle, gaugeTitle, rankTitle } from '../../../webview/figures/findings';
import { nodeLabels, tokenFlows } from '../../../webview/figures/flow';
import { healthTitle } from '../../../webview/figures/health';
import { footnotes } from '../../../webview/figures/provenance';
import { rank } from '../../../webview/figures/ranking';
import { cacheHitRate, shownHitRate } from '../../../src/core/usage/hitRate';
import { rateState } from '../../../webview/figures/rates';
import { tokenTiles } from '../../../webview/figures/tiles';
import { todaySentence } from '../../../webview/figures/today';
import { usedTitle } from '../../../webview/figures/work';
import { healthView, NOTHING, overviewView, priced, provenance, unpriced, USD } from '../../support/views';

const money = createFigures({ money: 'show', locale: 'en' }, 'Europe/Berlin');
const tokens = createFigures({ money: 'hide', locale: 'en' }, 'Europe/Berlin');

describe('figures of the dashboard', () => {
  it('writes money, tokens where it is hidden, and never $0 for what has no price', () => {
    const sum = priced({ output: 1_000_000 }, 30);
    assert.equal(money.cost(sum), '$25.00');
    assert.equal(tokens.cost(sum), '1 M tokens');
    assert.equal(money.cost(unpriced({ input: 2_300_000 }, 5)), 'unpriced: 2.3 M tokens');
    assert.equal(money.caveat({ ...sum, unpricedTokens: 5_000 }), '+ 5 k unpriced');
    assert.equal(tokens.caveat({ ...sum, unpricedTokens: 5_000 }), '');
    assert.equal(money.cost(NOTHING), '$0.00');
  });

  it('writes axis ticks without empty cents', () => {
    assert.deepEqual([0, 20 * USD, 2.5 * USD, 2_500 * USD].map(money.tick), ['$0', '$20', '$2.50', '$2,500']);
    assert.deepEqual(
      [0.002, 0.015, 0.01, 0.0025, 0.000004, 0.1 + 0.2].map((usd) => money.tick(usd * USD)),
      ['$0.002', '$0.015', '$0.01', '$0.0025', '$0.000004', '$0.30'],
    );
    assert.equal(tokens.tick(1_500), '1.5 k');
  });

  it('says in words what the sign of a figure means', () => {
    const sum = priced({ output: 1_000_000 }, 30);
    assert.equal(money.sureness(sum), '');
    assert.match(money.sureness({ ...sum, estimatedNanoUsd: 5 }), /^estimated: /);
    assert.match(money.sureness({ ...sum, pendingResponses: 1 }), /^a lower bound: /);
    assert.match(money.sureness({ ...sum, unpricedTokens: 9 }), /^a lower bound: /);
    assert.equal(money.sureness(unpriced({ input: 5 }, 1)), '', 'the figure says it itself');
    assert.equal(tokens.sureness({ ...sum, pendingResponses: 1 }), '');
  });

  it('writes days as they were cut, and moments in the zone', () => {
    assert.equal(money.day('2026-11-01'), 'Nov 1');
    assert.match(money.clock(Date.UTC(2026, 10, 22, 12, 0, 5)), /^1:00:05\sPM$/);
  });

  it('survives a malformed locale', () => {
    assert.equal(createFigures({ money: 'show', locale: 'not_a_locale!' }, 'UTC').day('2026-11-01'), 'Nov 1');
  });

  it('writes sizes', () => {
    assert.deepEqual([0, 812, 4_200_000, 1_204_000_000, 999_600].map(formatBytes), ['0 B', '812 B', '4.2 MB', '1.2 GB', '1.0 MB']);
  });
});

describe('moments of one list', () => {
  const figures = createFigures({ money: 'show', locale: 'en' }, 'Europe/Berlin');
  const evening = Date.UTC(2026, 10, 10, 21, 30);

  it('are times of the day where all are of one day of the zone, and dates too where not', () => {
    const spaced = (texts: readonly string[]) => texts.map((text) => text.replaceAll(/\s/gu, ' '));
    assert.deepEqual(spaced(figures.moments([evening, evening + 60_000])), ['10:30 PM', '10:31 PM']);
    assert.deepEqual(
      figures.moments([evening, evening + 2 * 3_600_000]),
      [evening, evening + 2 * 3_600_000].map((ms) => figures.moment(ms)),
    );
    assert.deepEqual(figures.moments([]), []);
  });
});

describe('cache-hit rate', () => {
  it('is reads over all of the prompt, and null without one', () => {
    assert.equal(cacheHitRate(priced({ input: 10, cacheRead: 70, cacheWrite5m: 15, cacheWrite1h: 5, output: 900 }, 1)), 0.7);
    assert.equal(cacheHitRate(NOTHING), null);
  });

  it('is shown from 20 responses on', () => {
    assert.equal(shownHitRate(priced({ input: 50, cacheRead: 50 }, 19)), null);
    assert.equal(shownHitRate(priced({ input: 50, cacheRead: 50 }, 20)), 0.5);
    assert.match(gaugeTitle(priced({ input: 50, cacheRead: 50 }, 19), money), /from 20 responses/);
  });

  it('changes its state at 30, 50 and 70%', () => {
    assert.deepEqual([0.29, 0.3, 0.49, 0.5, 0.69, 0.7].map(rateState), ['alarm', 'warning', 'warning', 'good', 'good', 'goal']);
  });
});

describe('the sentence of today', () => {
  const flat = (cost: number, usualNanoUsd: number | null = 10 * USD) => ({ today: { ...NOTHING, responses: 4, nanoUsd: cost }, usualNanoUsd });

  it('compares with the week before', () => {
    assert.match(todaySentence(flat(8 * USD), money), /^So far 20% under a usual day \(\$10\.00/);
    assert.match(todaySentence(flat(13 * USD), money), /^So far 30% over a usual day/);
    assert.match(todaySentence(flat(10.5 * USD), money), /^So far as usual/);
    assert.match(todaySentence(flat(31 * USD), money), /^Already 3\.1 times a usual day/);
    assert.match(todaySentence(flat(0), money), /^Nothing spent yet; a usual day costs \$10\.00/);
    assert.match(todaySentence(flat(USD, 0), money), /^The first spend in a week/);
  });

  it('does not compare on the first day', () => assert.equal(todaySentence(flat(8 * USD, null), money), ''));

  it('says what the cache saved or cost', () => {
    const view = flat(8 * USD);
    assert.match(todaySentence({ ...view, today: { ...view.today, cacheSavedNanoUsd: 3 * USD } }, money), /The cache saved \$3\.00\.$/);
    assert.match(
      todaySentence({ ...view, today: { ...view.today, cacheSavedNanoUsd: -2 * USD } }, money),
      /Cache writes cost \$2\.00 more than reads saved\.$/,
    );
  });

  it('holds no money where it is hidden', () => assert.equal(todaySentence(flat(8 * USD), tokens), '4 responses today.'));
});

describe('titles', () => {
  const view = overviewView(30);

  it('of days: a spike first', () => {
    assert.match(dailyTitle(view, money), /^Nov 11 stood out with \$47\.27, 4\.6 times the mean of the week before$/);
  });

  it('of days: the change against the time before, else the sum', () => {
    const calm = { ...view, days: view.days.map((day) => ({ ...day, spike: false })) };
    assert.match(dailyTitle(calm, money), /^≥\$\d+\.\d\d in 30 days, 25% more than in the 30 days before$/);
    assert.match(dailyTitle({ ...calm, previous: null }, money), /^≥\$\d+\.\d\d in 30 days$/);
    assert.match(dailyTitle({ ...calm, previous: calm.selected }, money), /as much as in the 30 days before$/);
    assert.doesNotMatch(dailyTitle(calm, tokens), /\$/);
  });

  it('of a ranking: what the first makes of the whole', () => {
    const rows = rank(
      view.models,
      view.models.map(({ name }) => money.model(name)),
      money,
    );
    assert.equal(rankTitle(rows, 'models', money), 'Opus 5.5 makes 57% of the cost');
    assert.equal(rankTitle([], 'models', money), 'No models in this range');
    const free = rank([{ name: 'gemma', totals: unpriced({ input: 5 }, 1) }], ['gemma'], money);
    assert.equal(rankTitle(free, 'models', money), 'None of the models has a price');
  });

  it('of the composition and the flow', () => {
    const sum = priced({ output: 1_000_000, cacheRead: 3_000_000, input: 1_000_000 }, 50);
    assert.equal(compositionTitle(sum, money), 'Of $31.50, output is the largest part: 79%');
    assert.equal(compositionTitle(sum, tokens), 'Of 5 M tokens, cache reads are the largest part: 60%');
    const written = priced({ output: 100_000, cacheWrite5m: 300_000, cacheWrite1h: 300_000, cacheRead: 6_000_000 }, 50);
    assert.match(compositionTitle(written, money), /cache writes are the largest part/);
    assert.equal(flowTitle(sum, money), '75% of 4 M prompt tokens came from the cache');
    assert.equal(compositionTitle(unpriced({ input: 400 }, 1), money), 'unpriced: 400 tokens');
    assert.equal(flowTitle(NOTHING, money), 'No prompt was sent in this range');
  });

  it('of what was used: the first and its share, without a share where nothing else is', () => {
    const words = { none: 'No tool was called', many: 'tool calls' };
    const used = (name: string, uses: number) => ({ name, uses, errors: 0, nanoUsd: null });
    assert.equal(usedTitle([used('Bash', 3), used('Read', 1)], words, money), 'Bash makes 75% of 4 tool calls');
    assert.equal(usedTitle([used('Bash', 3)], words, money), 'Bash: all 3 tool calls');
    assert.equal(usedTitle([used('Bash', 1)], words, money), 'Bash, once');
    assert.equal(usedTitle([], words, money), 'No tool was called');
  });

  it('of health: what needs a look', () => {
    assert.equal(
      healthTitle(healthView(), money),
      'To look at: 1 message, 1 unreadable folder, 1 model without a price, 3 lines not read, 3 unknown names, 1 clean-up due before everything is saved',
    );
    assert.equal(
      healthTitle(healthView({ messages: [], roots: [], unpricedModels: [], malformedLines: 0, unknownNames: [], sweep: null }), money),
      'Everything was read and priced',
    );
    const nothing = { messages: [], roots: [], unpricedModels: [], malformedLines: 0, unknownNames: [], sweep: null };
    assert.equal(healthTitle(healthView({ ...nothing, provenance: provenance(1, { transcripts: 0 }) }), money), 'No transcript was found yet');
  });
});

describe('a ranking', () => {
  it('goes by worth, keeps shares of the whole and bars of the largest', () => {
    const entries = [
      { name: 'small', totals: priced({ output: 1_000_000 }, 1) },
      { name: 'free', totals: unpriced({ input: 9_000_000 }, 40) },
      { name: 'large', totals: priced({ output: 3_000_000 }, 1) },
    ];
    const rows = rank(entries, ['s', 'f', 'l'], money);
    assert.deepEqual(
      rows.map(({ label, bar, share, cost }) => ({ label, bar: Math.round(bar * 100), share, cost })),
      [
        { label: 'l', bar: 100, share: 0.75, cost: '$75.00' },
        { label: 's', bar: 33, share: 0.25, cost: '$25.00' },
        { label: 'f', bar: 0, share: 0, cost: 'unpriced: 9 M tokens' },
      ],
    );
    assert.deepEqual(
      rank(entries, ['s', 'f', 'l'], tokens).map(({ label }) => label),
      ['f', 'l', 's'],
    );
  });
});

describe('token classes', () => {
  const sum = priced({ input: 10, output: 20, cacheRead: 30, cacheWrite5m: 5, cacheWrite1h: 15, webSearches: 2 }, 1);

  it('make up the whole, in money and in tokens', () => {
    for (const figures of [money, tokens]) assert.equal(Math.round(classParts(sum, figures).reduce((all, { share }) => all + share, 0) * 1e9), 1e9);
    assert.deepEqual(
      classParts(sum, tokens).map(({ worth }) => worth),
      [30, 20, 15, 5, 10],
    );
    assert.ok(classParts(sum, money).some(({ id }) => id === 'webSearches'));
  });

  it('flow without loss: what leaves the prompt reaches the API', () => {
    const flows = tokenFlows(sum);
    const all = (part: 'from' | 'to', name: string) => flows.filter((flow) => flow[part] === name).reduce((total, flow) => total + flow.tokens, 0);
    assert.equal(all('from', 'Prompt'), 60);
    assert.equal(all('to', 'API'), 60);
    assert.equal(all('to', 'Output'), 20);
    assert.deepEqual(tokenFlows(NOTHING), []);
  });

  it('are labelled with tokens, and money where it is shown', () => {
    const large = priced({ cacheRead: 4_000_000, output: 1_000_000 }, 1);
    assert.deepEqual(nodeLabels(large, money), { Prompt: 'Prompt\n4 M', API: 'API', 'Cache read': 'Cache read\n4 M · $2.00', Output: 'Output\n1 M · $25.00' });
    assert.equal(nodeLabels(large, tokens)['Output'], 'Output\n1 M');
  });

  it('stand in four tiles, without $0 for what has no price', () => {
    assert.deepEqual(
      tokenTiles(unpriced({ input: 500 }, 1), money).map(({ tokens: count, cost }) => [count, cost]),
      [
        ['500', ''],
        ['0', ''],
        ['0', ''],
        ['0', ''],
      ],
    );
    assert.equal(tokenTiles(sum, money).length, 4);
  });
});

describe('notes and empty states', () => {
  it('say basis, zone, age, what has no price and what is under way', () => {
    const view = overviewView(30);
    const notes = footnotes({ ...view, provenance: provenance(7, { importing: { doneBytes: 42, totalBytes: 100 }, paused: true }) }, money);
    assert.deepEqual(notes.slice(0, 2), ['API-equivalent at list prices', 'Europe/Berlin']);
    assert.ok(notes.includes('1 model unpriced: 1.8 M tokens'));
    assert.ok(notes.includes('reading transcripts: 42%'));
    assert.ok(notes.includes('watching is paused'));
    assert.ok(footnotes({ provenance: provenance(1, { asOf: null }) }, money).includes('nothing read yet'));
  });

  it('tell nothing at all from nothing in the filter and from not yet', () => {
    const all = { range: { kind: 'all' }, projects: [], models: [] } as const;
    assert.equal(emptiness(null, provenance(), all), null);
    assert.equal(emptiness('filtered', provenance(1, { transcripts: 0 }), all), 'nothing');
    assert.equal(emptiness('nothing', provenance(), { ...all, projects: ['/x'] }), 'filtered');
    assert.equal(emptiness('nothing', provenance(1, { importing: { doneBytes: 1, totalBytes: 9 } }), all), 'importing');
  });
});
