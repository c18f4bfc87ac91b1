import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vocabulary } from '../../src/cli/commands/index';
import { later, SHOP_TRANSCRIPT, writeHistory } from './history';

const CLI = join(process.cwd(), 'dist/cli.cjs');
const EXPECTED = join(process.cwd(), 'test/golden/expected');

interface Printed {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Sum = Readonly<Record<string, number>>;
type Sums = Readonly<Record<string, Sum>>;

/** What the tests below read of an answer. */
interface Answer {
  readonly timezone: string;
  readonly since: string | null;
  readonly until: string | null;
  readonly dataAsOf: string;
  readonly totals: Sum & { readonly responses: number };
  readonly byDay: Sums;
  readonly byModel: Sums;
  readonly byProject: Sums;
  readonly prompts: number;
  readonly compactions: number;
  readonly tools: Readonly<Record<string, number>>;
  readonly rows: readonly { readonly sessions: number }[];
}

describe('the command line', function () {
  // Each run is a process that opens a database.
  this.timeout(120_000);
  let folder = '';
  let projects = '';
  let database = '';

  /** Runs the built command line far from any real history. */
  const cli = (...args: readonly string[]): Printed => {
    const env = {
      ...process.env,
      HOME: folder,
      USERPROFILE: folder,
      CLAUDE_CONFIG_DIR: join(folder, 'nowhere'),
      XDG_DATA_HOME: join(folder, 'share'),
      XDG_CACHE_HOME: join(folder, 'cache'),
      COLUMNS: '200',
    };
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', env });
    return { code: status, out: stdout, err: stderr };
  };
  const on = (name: string, ...args: readonly string[]): Printed => cli(name, '--root', projects, '--db', database, '--timezone', 'UTC', ...args);
  const parsed = ({ out }: Printed): Answer => JSON.parse(out) as Answer;
  const json = (name: string, ...args: readonly string[]): Answer => parsed(on(name, '--json', ...args));

  /** `UPDATE_GOLDEN=1` writes what is said now; look at the difference before you keep it. */
  const same = (file: string, { code, out, err }: Printed): void => {
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    if (process.env['UPDATE_GOLDEN']) writeFileSync(join(EXPECTED, file), out);
    assert.equal(out, readFileSync(join(EXPECTED, file), 'utf8'));
  };

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'spendlight-cli-')));
    projects = writeHistory(folder);
    database = join(folder, 'database');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('says the same of a known history, for scripts and for people', () => {
    same('summary.json', on('summary', '--json'));
    // Today and the last days are another test's: they depend on the day of the run.
    same('summary.txt', on('summary', '--since', '2026-03-02', '--until', '2026-03-05'));
    for (const name of ['daily', 'weekly', 'monthly', 'blocks', 'models', 'projects', 'sessions', 'tools', 'commands', 'prices']) {
      same(`${name}.txt`, on(name));
      same(`${name}.json`, on(name, '--json'));
    }
    same('export.csv', on('export'));
    same('export.json', on('export', '--format', 'json'));
  });

  it('cuts days by the zone that is asked for, also from a database of another one', () => {
    assert.deepEqual(Object.keys(json('summary').byDay), ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05']);
    const there = json('summary', '--timezone', 'America/New_York');
    assert.equal(there.timezone, 'America/New_York');
    assert.deepEqual(Object.keys(there.byDay), ['2026-03-02', '2026-03-04', '2026-03-05']);
    assert.equal(there.byDay['2026-03-02']?.['responses'], 5);
  });

  it('counts by a configuration, names what is wrong in it, and lets options win', () => {
    const config = join(folder, 'config.json');
    writeFileSync(config, '{ /* mine */ "spendlight.timeZone": "America/New_York", "spendlight.billingCycleDay": 40, }');
    const asked = cli('monthly', '--json', '--root', projects, '--db', database, '--config', config);
    assert.equal(asked.code, 0);
    assert.equal(parsed(asked).timezone, 'America/New_York');
    assert.equal(asked.err, `spendlight: ${config}: spendlight.billingCycleDay: 40 is not a whole number from 1 to 28; using 1\n`);
    assert.equal(json('daily', '--config', config).timezone, 'UTC');
  });

  it('narrows every figure to days, both inclusive', () => {
    const asked = json('summary', '--since', '2026-03-03', '--until', '2026-03-04');
    assert.deepEqual([asked.since, asked.until], ['2026-03-03', '2026-03-04']);
    assert.deepEqual(Object.keys(asked.byDay), ['2026-03-03', '2026-03-04']);
    assert.equal(asked.totals.responses, 2);
    assert.deepEqual([asked.prompts, asked.tools, asked.compactions], [0, {}, 1]);
    assert.equal(json('sessions', '--since', '2026-03-04', '--until', '2026-03-04').rows.length, 1);
    assert.deepEqual(
      json('projects', '--since', '2026-03-05').rows.map(({ sessions }) => sessions),
      [1],
    );
  });

  it('has days and projects that add up to its totals', () => {
    const { totals, byDay, byModel, byProject } = json('summary');
    for (const map of [byDay, byModel, byProject]) {
      for (const field of Object.keys(totals).filter((name) => name !== 'confidence')) {
        const sum = Object.values(map).reduce((all, row) => all + (row[field] ?? 0), 0);
        assert.ok(Math.abs(sum - (totals[field] ?? 0)) < 1e-9, field);
      }
    }
  });

  it('reads in a second run only what was appended, and keeps what was deleted', () => {
    const before = json('summary');
    appendFileSync(join(projects, SHOP_TRANSCRIPT), later('msg_later'));
    const after = json('summary');
    assert.equal(after.totals.responses, before.totals.responses + 1);
    assert.equal(after.dataAsOf, '2026-03-06T09:00:00.000Z');
    rmSync(projects, { recursive: true });
    const { code, out, err } = on('summary', '--json');
    assert.deepEqual(JSON.parse(out), after);
    assert.deepEqual([code, err], [0, `spendlight: no transcripts at ${projects}: it is missing\n`]);
    rmSync(database, { recursive: true });
    assert.equal(json('summary').totals.responses, 0);
  });

  it('gives the same figures again after its database was deleted', () => {
    const before = json('summary');
    rmSync(database, { recursive: true });
    assert.deepEqual(json('summary'), before);
  });

  it('keeps its database in the folder of the platform unless told otherwise', () => {
    assert.equal(cli('summary', '--root', projects).code, 0);
    const places = ['share/spendlight', 'Library/Application Support/spendlight', 'AppData/Local/spendlight'];
    if (process.platform !== 'win32') assert.ok(places.some((place) => existsSync(join(folder, place, 'ledger'))));
  });

  it('reads several roots, and counts what is in two of them once', () => {
    const again = writeHistory(join(folder, 'copy'));
    const { totals } = parsed(cli('summary', '--json', '--root', projects, '--root', again, '--db', database));
    assert.equal(totals.responses, json('summary').totals.responses);
  });

  it('says in words where it looked when there is nothing', () => {
    const { code, out, err } = cli('summary', '--db', database, '--timezone', 'UTC');
    assert.equal(code, 0);
    assert.match(out, /^No usage found\.\nAPI-equivalent/);
    assert.equal(err, `spendlight: no transcripts at ${join(folder, 'nowhere', 'projects')}: it is missing\n`);
  });

  it('writes an export to a file', () => {
    const file = join(folder, 'spend.csv');
    assert.deepEqual(on('export', '--out', file), { code: 0, out: '', err: '' });
    assert.equal(readFileSync(file, 'utf8'), on('export').out);
    assert.equal(on('export', '--json').out, on('export', '--format', 'json').out);
  });

  describe('ends with 1 and one line on stderr when', () => {
    const fails = (printed: Printed, says: RegExp): void => {
      assert.deepEqual([printed.code, printed.out], [1, '']);
      assert.match(printed.err, says);
      assert.equal(printed.err.split('\n').length, 2, printed.err);
    };
    it('the database is a file', () => {
      writeFileSync(database, 'not a folder');
      fails(on('summary'), /^spendlight: the database is a folder, and .* is a file\n$/);
    });
    it('the database cannot be made', () => {
      writeFileSync(join(folder, 'file'), '');
      fails(cli('summary', '--root', projects, '--db', join(folder, 'file', 'below')), /^spendlight: the folder .* cannot be made: .*\n$/);
    });
    it('the configuration is not there, or is no JSON', () => {
      fails(on('summary', '--config', join(folder, 'none.json')), /^spendlight: the configuration .*none\.json cannot be read: .*\n$/);
      writeFileSync(join(folder, 'config.json'), '{ "spendlight.timeZone"');
      fails(on('summary', '--config', join(folder, 'config.json')), /^spendlight: the configuration .*config\.json is not JSON: .*\n$/);
    });
    it('the file to write is in no folder', () => fails(on('export', '--out', join(folder, 'no', 'such', 'place.csv')), /^spendlight: .*place\.csv.*\n$/));
  });

  it('reads a database of garbage anew, and says so', () => {
    const before = json('summary');
    const catalog = join(database, 'ledger', 'catalog.sqlite');
    writeFileSync(catalog, 'garbage');
    const { code, out, err } = on('summary', '--json');
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), before);
    assert.match(err, /^spendlight: .*catalog\.sqlite/);
  });

  it('ends with 2 and nothing on stdout on wrong usage', () => {
    const wrong = [
      [],
      ['nonsense'],
      ['summary', '--nonsense'],
      ['summary', '--since', '2026-02-30'],
      ['summary', '--timezone', 'Mars/Base'],
      ['daily', '--until'],
      ['export', '--format', 'xml'],
      ['daily', 'extra'],
      ['daily', '--since', '2026-03-02', '--until', '2026-03-01'],
      ['daily', '--db', ''],
    ];
    for (const args of wrong) {
      const { code, out, err } = cli(...args);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.notEqual(err, '');
    }
  });

  it('says what it can do, and its version', async () => {
    const { code, out } = cli('--help');
    assert.equal(code, 0);
    for (const { name } of (await vocabulary(undefined)).commands) assert.match(out, new RegExp(`^  ${name} `, 'm'));
    assert.match(cli('daily', '--help').out, /--since <day>/);
    assert.equal(cli('--version').out.trim(), (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version);
  });

  it('ends with 3 when it is to check budgets and one is over, and with 0 otherwise', () => {
    const budgets = join(folder, 'budgets.json');
    writeFileSync(budgets, JSON.stringify([{ id: 'd', period: 'day', metric: 'requests', limit: 4 }]));
    const asked = ['--budgets', budgets, '--now', '2026-03-02T12:00:00Z', '--json'];
    const [checked, shown] = [on('alerts', '--check', ...asked), on('alerts', ...asked)];
    assert.deepEqual([checked.code, shown.code, checked.out, checked.err], [3, 0, shown.out, '']);
    assert.equal((JSON.parse(shown.out) as readonly { spent: number }[])[0]?.spent, 4);
  });

  it('gives nothing to a terminal that it would obey, and nothing to a spreadsheet that it would run', async () => {
    const { commands } = await vocabulary(undefined);
    for (const { name } of commands.filter(({ name: command }) => command !== 'export')) assert.ok(!on(name).out.includes('\u001b'), name);
    assert.match(on('export').out, /,'=cmd\|calc,/);
  });
});
