import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../../src/cli/run';
import { writeHistory } from '../../golden/history';
import { assistant, jsonl, user, useFolder } from '../sources/transcripts';
import { plainTerminal } from '../../support/plainTerminal';

const SESSION = { cwd: '/home/ada/api', sessionId: '44444444-4444-4444-8444-444444444444' };

type Json = Record<string, unknown>;

/** A call with one tool call, and what the tool said. */
const toolCall = (id: string, name: string, at: string, isError: boolean): readonly Json[] => [
  assistant({}, { id: `msg_${id}`, content: [{ type: 'tool_use', id, name, input: {} }] }, { ...SESSION, uuid: id, timestamp: at }),
  user([{ type: 'tool_result', tool_use_id: id, content: 'x', is_error: isError }], { ...SESSION, uuid: `r-${id}`, timestamp: at }),
];

/** Shows a hundred characters and says that it took one token: its end was never written. */
const unfinished = (at: string): Json =>
  assistant(
    { output_tokens: 1 },
    { id: 'msg_open', stop_reason: null, content: [{ type: 'text', text: 'x'.repeat(100) }] },
    { ...SESSION, uuid: 'open', timestamp: at },
  );

describe('the views of the command line', () => {
  const folder = useFolder();
  let projects = '';
  /** On stderr by the last run. */
  let told = '';
  beforeEach(() => (projects = writeHistory(folder.path)));

  const add = (...records: readonly unknown[]): void =>
    void folder.write('projects/-home-ada-api/44444444-4444-4444-8444-444444444444.jsonl', jsonl(...records));
  const say = async (now: string, ...args: readonly string[]): Promise<string> => {
    let out = '';
    let err = '';
    const code = await run(
      [...args, '--root', projects, '--db', join(folder.path, 'database')],
      plainTerminal(folder.path, Date.parse(now), { out: (text) => void (out += text), err: (text) => void (err += text) }),
    );
    assert.equal(code, 0, err);
    told = err;
    return out;
  };
  const json = async <T>(now: string, ...args: readonly string[]): Promise<T> => JSON.parse(await say(now, ...args, '--json')) as T;
  const lineOf = (text: string, start: string): string => text.split('\n').find((line) => line.startsWith(start)) ?? '';

  interface SaidBlock {
    readonly start: string;
    readonly end: string;
    readonly isActive: boolean;
    readonly totals: { readonly responses: number };
  }
  const shortly = (blocks: readonly SaidBlock[]): unknown[] => blocks.map(({ start, end, isActive, totals }) => [start, end, isActive, totals.responses]);

  describe('blocks', () => {
    it('are a plain list for scripts, the one at hand active', async () => {
      assert.deepEqual(shortly(await json<SaidBlock[]>('2026-03-05T12:59:59Z', 'blocks')), [
        ['2026-03-02T10:00:00.000Z', '2026-03-02T15:00:00.000Z', false, 4],
        ['2026-03-03T01:00:00.000Z', '2026-03-03T06:00:00.000Z', false, 1],
        ['2026-03-04T12:00:00.000Z', '2026-03-04T17:00:00.000Z', false, 1],
        ['2026-03-05T08:00:00.000Z', '2026-03-05T13:00:00.000Z', true, 2],
      ]);
      assert.ok((await json<SaidBlock[]>('2026-03-05T13:00:00Z', 'blocks')).every(({ isActive }) => !isActive));
    });

    it('say how much is left of the one at hand', async () => {
      const text = await say('2026-03-05T10:48:00Z', 'blocks');
      assert.match(lineOf(text, '2026-03-05 08:00'), /^2026-03-05 08:00 {2}2026-03-05 13:00 {2}active, 2 h 12 m left /);
      assert.equal(text.match(/active/g)?.length, 1);
    });

    it('are chosen whole, by the day of the zone on which they begin', async () => {
      const east = ['blocks', '--timezone', 'Pacific/Kiritimati'];
      const chosen = await json<SaidBlock[]>('2026-03-09T00:00:00Z', ...east, '--since', '2026-03-03', '--until', '2026-03-03');
      assert.deepEqual(
        shortly(chosen).map((block) => (block as string[])[0]),
        ['2026-03-02T10:00:00.000Z', '2026-03-03T01:00:00.000Z'],
      );
      // 22:30 of the day before begins the block that 01:30 lies in.
      add(assistant({}, { id: 'msg_late' }, { ...SESSION, uuid: 'late', timestamp: '2026-03-02T22:30:00.000Z' }));
      assert.deepEqual(shortly(await json<SaidBlock[]>('2026-03-09T00:00:00Z', 'blocks', '--since', '2026-03-02', '--until', '2026-03-02')), [
        ['2026-03-02T10:00:00.000Z', '2026-03-02T15:00:00.000Z', false, 4],
        ['2026-03-02T22:00:00.000Z', '2026-03-03T03:00:00.000Z', false, 2],
      ]);
      assert.deepEqual(await json<SaidBlock[]>('2026-03-09T00:00:00Z', 'blocks', '--since', '2026-03-03', '--until', '2026-03-03'), []);
    });

    it('explain a mark that comes from the day after', async () => {
      add(assistant({}, { id: 'msg_late' }, { ...SESSION, uuid: 'late', timestamp: '2026-03-04T23:30:00.000Z' }), {
        ...assistant({}, { id: 'msg_new', model: 'model-x' }, { ...SESSION, uuid: 'new', timestamp: '2026-03-05T00:30:00.000Z' }),
      });
      const text = await say('2026-03-09T00:00:00Z', 'blocks', '--until', '2026-03-04');
      assert.match(lineOf(text, '2026-03-04 23:00'), /[≥<]\$/);
      assert.match(text, /^Unpriced: 100 tokens of model-x\./m);
    });
  });

  it('never says that a session was used later than now, though it is known to the quarter-hour', async () => {
    const { rows } = await json<{ readonly rows: readonly { readonly last: string }[] }>('2026-03-05T08:02:00Z', 'sessions');
    assert.equal(
      rows
        .map(({ last }) => last)
        .toSorted()
        .at(-1),
      '2026-03-05T08:02:00.000Z',
    );
  });

  it('speaks of one day and one transcript as one', async () => {
    folder.write('single/projects/p/55555555-5555-4555-8555-555555555555.jsonl', jsonl(assistant({}, { id: 'msg_one' }, SESSION)));
    projects = join(folder.path, 'single/projects');
    const text = await say('2026-03-09T00:00:00Z', 'summary');
    assert.match(text, /^1 day with usage of \d+ since /m);
    assert.match(text, / 1 transcript, read up to /);
  });

  it('marks what an unfinished response makes a lower bound, and says so', async () => {
    add(unfinished('2026-03-06T10:00:00.000Z'));
    for (const [name, start] of [
      ['weekly', '2026-03-02'],
      ['monthly', '2026-03'],
      ['daily', '2026-03-06'],
      ['blocks', '2026-03-06'],
    ] as const) {
      const text = await say('2026-03-09T00:00:00Z', name);
      assert.match(lineOf(text, start), /≥[\d,]+ .*[≥<]\$\d/, name);
      assert.match(text, /^1 responses? .*lower bound \(≥\)\.$/m, name);
    }
  });

  it('puts days together to weeks and billing months', async () => {
    interface Periods {
      readonly rows: readonly { readonly firstDay: string; readonly lastDay: string; readonly responses: number }[];
    }
    const spans = async (...args: readonly string[]): Promise<unknown[]> =>
      (await json<Periods>('2026-03-09T00:00:00Z', ...args)).rows.map(({ firstDay, lastDay, responses }) => [firstDay, lastDay, responses]);
    assert.deepEqual(await spans('weekly'), [['2026-03-02', '2026-03-08', 8]]);
    assert.deepEqual(await spans('weekly', '--first-day-of-week', 'wednesday'), [
      ['2026-02-25', '2026-03-03', 5],
      ['2026-03-04', '2026-03-10', 3],
    ]);
    assert.deepEqual(await spans('monthly', '--billing-cycle-day', '5'), [
      ['2026-02-05', '2026-03-04', 6],
      ['2026-03-05', '2026-04-04', 2],
    ]);
    assert.deepEqual(await spans('monthly', '--until', '2026-03-02'), [['2026-03-01', '2026-03-31', 4]]);
    const config = folder.write('config.json', JSON.stringify({ 'spendlight.firstDayOfWeek': 'wednesday', 'spendlight.billingCycleDay': 5 }));
    assert.deepEqual((await spans('weekly', '--config', config))[0], ['2026-02-25', '2026-03-03', 5]);
    assert.deepEqual(await spans('weekly', '--config', config, '--first-day-of-week', 'monday'), [['2026-03-02', '2026-03-08', 8]]);
    assert.deepEqual((await spans('monthly', '--config', config))[0], ['2026-02-05', '2026-03-04', 6]);
    assert.deepEqual(await spans('monthly', '--config', config, '--billing-cycle-day', '1'), [['2026-03-01', '2026-03-31', 8]]);
    assert.match(await say('2026-03-09T00:00:00Z', 'monthly', '--billing-cycle-day', '5'), /^2026-02-05 to 2026-03-04 +6 /m);
  });

  it('tells servers from tools, and shows the most used ten unless asked for all', async () => {
    const names = Array.from({ length: 11 }, (_, index) => `Tool${index}`);
    const at = '2026-03-06T10:00:00.000Z';
    add(
      ...toolCall('m1', 'mcp__git_hub__make_issue', at, true),
      ...toolCall('m2', 'mcp__git_hub__make_issue', at, false),
      ...names.flatMap((name) => toolCall(name, name, at, false)),
    );
    const text = await say('2026-03-09T00:00:00Z', 'tools');
    assert.match(text, /^make_issue +git_hub +2 +1 +50%$/m);
    assert.match(text, /^Bash +2 +1 +50%$/m);
    assert.match(text, /^All 13 tools +15 +2 +13%$/m);
    assert.match(text, /^3 more with --all\./m);
    const all = await say('2026-03-09T00:00:00Z', 'tools', '--all');
    assert.match(all, /^Total +15 +2 +13%$/m);
    assert.equal(all.match(/^Tool\d/gm)?.length, 11);
    const { rows } = await json<{ rows: readonly Json[] }>('2026-03-09T00:00:00Z', 'tools');
    assert.equal(rows.length, 13);
    assert.deepEqual(
      rows.find(({ server }) => server === 'git_hub'),
      { name: 'mcp__git_hub__make_issue', server: 'git_hub', tool: 'make_issue', calls: 2, errors: 1, errorRate: 0.5 },
    );
  });

  it('counts slash commands of transcripts and of the input history, each once', async () => {
    writeFileSync(
      join(folder.path, 'history.jsonl'),
      jsonl(
        { display: '/review', timestamp: Date.parse('2026-03-02T23:50:00.100Z'), project: '/home/ada/shop', sessionId: '11111111-1111-4111-8111-111111111111' },
        { display: '/clear', timestamp: Date.parse('2026-03-03T08:00:00Z'), project: '/home/ada/shop', sessionId: '' },
      ),
    );
    const { rows } = await json<{ rows: readonly Json[] }>('2026-03-09T00:00:00Z', 'commands');
    assert.deepEqual(rows, [
      { command: '/clear', uses: 1 },
      { command: '/review', uses: 1 },
    ]);
    assert.match(await say('2026-03-09T00:00:00Z', 'commands', '--until', '2026-03-02'), /^\/review +1\n─+\nTotal +1\n/m);
  });

  describe('prices', () => {
    interface Prices {
      readonly rows: readonly {
        readonly model: string;
        readonly usdPerMillion: { readonly input: number } | null;
        readonly bySettings: boolean;
        readonly source: string | null;
      }[];
      readonly unpriced: readonly { readonly model: string; readonly tokens: number }[];
    }
    it('are those of the used models, and tell of tokens without one', async () => {
      const { rows, unpriced } = await json<Prices>('2026-03-09T00:00:00Z', 'prices');
      assert.deepEqual(
        rows.map(({ model, usdPerMillion }) => [model, usdPerMillion?.input ?? null]),
        [
          ['claude-opus-4-5-20251101', 5],
          ['claude-haiku-4-5-20251001', 1],
          ['=cmd|calc', null],
        ],
      );
      assert.deepEqual(unpriced, [{ model: '=cmd|calc', tokens: 205_500 }]);
      assert.match(await say('2026-03-09T00:00:00Z', 'prices'), /^=cmd\|calc +always +any( +unpriced){5} +no price: 206 k tokens$/m);
      assert.deepEqual((await json<Prices>('2026-03-09T00:00:00Z', 'prices', '--until', '2026-03-02')).unpriced, []);
    });

    it('are all on request, the unpriced ones of the history among them', async () => {
      const { rows } = await json<Prices>('2026-03-09T00:00:00Z', 'prices', '--all');
      const names = new Set(rows.map(({ model }) => model));
      for (const name of ['claude-opus-4-5', 'claude-sonnet-4-6', '=cmd|calc']) assert.ok(names.has(name), name);
      assert.ok(!names.has('claude-opus-4-5-20251101'));
    });

    it('have a user’s own from the configuration in them, and so have costs', async () => {
      const config = folder.write('config.json', JSON.stringify({ 'spendlight.prices.aliases': { '=cmd|calc': 'claude-haiku-4-5' } }));
      const text = await say('2026-03-09T00:00:00Z', 'prices', '--config', config);
      assert.match(text, /^=cmd\|calc +always +any +1\.00 +5\.00 .*your settings: as claude-haiku-4-5; /m);
      const { unpriced } = await json<Prices>('2026-03-09T00:00:00Z', 'prices', '--config', config);
      assert.deepEqual(unpriced, []);
      assert.doesNotMatch(await say('2026-03-09T00:00:00Z', 'daily', '--config', config), /≥|unpriced/i);
      assert.match(await say('2026-03-09T00:00:00Z', 'daily'), /≥/);
      assert.match(told, /^spendlight: 1 responses? of 2026-03 .*priced anew/);
    });
  });
});
