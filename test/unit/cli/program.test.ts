import assert from 'node:assert/strict';
import { vocabulary, type Vocabulary } from '../../../src/cli/commands/index';
import { defaultDatabase } from '../../../src/cli/places';
import { understand, type Understood } from '../../../src/cli/program';

const DEFAULTS = { timezone: 'Europe/Berlin', database: '/var/spend', version: '1.2.3', width: 100 };
describe('the command line as typed', () => {
  let known: Vocabulary;
  const understood = (...args: readonly string[]): Understood => understand(args, known.commands, DEFAULTS, known.deeds);

  before(async () => (known = await vocabulary(undefined)));

  it('needs of all commands only the one that is named', async () => {
    for (const { name } of [...known.commands, ...known.deeds]) {
      const { commands, deeds } = await vocabulary(name);
      assert.deepEqual(
        [...commands, ...deeds].map((one) => one.name),
        [name],
      );
    }
    for (const word of ['help', '--help', 'sumary', 'constructor']) assert.equal((await vocabulary(word)).commands.length, known.commands.length, word);
  });

  it('asks for everything of this machine unless told otherwise', () => {
    const typed = understood('summary');
    assert.ok(typed.kind === 'run');
    assert.equal(typed.command.name, 'summary');
    assert.deepEqual(typed.request, { json: false, since: null, until: null, timezone: null, roots: [], database: '/var/spend', config: null, progress: true });
  });

  it('takes every option, before and after its value', () => {
    const typed = understood(
      'daily',
      '--json',
      '--since=2026-03-01',
      '--until',
      '2026-03-02',
      '--timezone',
      'UTC',
      '--root',
      'a',
      '--root',
      'b',
      '--db',
      'd',
      '--config',
      'c.json',
      '--no-progress',
    );
    assert.ok(typed.kind === 'run');
    assert.deepEqual(typed.request, {
      json: true,
      since: '2026-03-01',
      until: '2026-03-02',
      timezone: 'UTC',
      roots: ['a', 'b'],
      database: 'd',
      config: 'c.json',
      progress: false,
    });
  });

  it('keeps the roots of one command line from the next', () => {
    understood('daily', '--root', 'a');
    const typed = understood('daily', '--root', 'b');
    assert.ok(typed.kind === 'run');
    assert.deepEqual(typed.request.roots, ['b']);
  });

  it('hands an own option to its command only', () => {
    const typed = understood('export', '--format', 'json', '--out', 'x.json');
    assert.ok(typed.kind === 'run');
    assert.deepEqual([typed.own['format'], typed.own['out']], ['json', 'x.json']);
    assert.equal(understood('daily', '--out', 'x.json').kind, 'wrong');
    const flagged = understood('tools', '--all');
    assert.ok(flagged.kind === 'run');
    assert.equal(flagged.own['all'], '');
  });

  for (const args of [
    ['daily', '--since', '2026-02-29'],
    ['daily', '--since', 'yesterday'],
    ['daily', '--timezone', '+02:00'],
    ['daily', '--timezone', 'Mars/Base'],
    ['daily', '--root', ''],
    ['daily', '--since', '2026-03-02', '--until', '2026-03-01'],
    ['daily', 'more'],
    ['export', '--format', 'xml'],
    ['weekly', '--first-day-of-week', 'noday'],
    ['monthly', '--billing-cycle-day', '29'],
    ['monthly', '--billing-cycle-day', '0'],
    ['monthly', '--billing-cycle-day', ''],
    ['daily', '--config', ''],
    ['daily', '--all'],
    ['weekley'],
    [],
  ]) {
    it(`does not understand "${args.join(' ')}", and says why`, () => {
      const typed = understood(...args);
      assert.ok(typed.kind === 'wrong');
      assert.notEqual(typed.text.trim(), '');
    });
  }

  it('tells its version and what it can do', () => {
    assert.deepEqual(understood('--version'), { kind: 'told', text: '1.2.3\n' });
    for (const args of [['--help'], ['help'], ['daily', '--help']]) assert.equal(understood(...args).kind, 'told', args.join(' '));
    const help = understood('daily', '--help');
    assert.ok(help.kind === 'told' && /--root <dir>/.test(help.text) && !help.text.includes('[]'));
  });

  it('takes every option of a deed too, and tells only of those that do something there', () => {
    assert.equal(understood('hooks', 'status', '--root', '/x', '--db', '/y', '--timezone', 'UTC').kind, 'do');
    const help = understood('hooks', '--help');
    assert.ok(help.kind === 'told' && /--json/.test(help.text) && /--claude-dir/.test(help.text) && !/--since|--root/.test(help.text));
  });
});

describe('the default database', () => {
  const at = (platform: NodeJS.Platform, env: Record<string, string> = {}): string =>
    defaultDatabase({ platform, home: '/home/me', env }).replaceAll('\\', '/');
  it('lies where each platform keeps such things', () => {
    assert.equal(at('linux'), '/home/me/.local/share/spendlight');
    assert.equal(at('linux', { XDG_DATA_HOME: '/data' }), '/data/spendlight');
    assert.equal(at('linux', { XDG_DATA_HOME: '' }), '/home/me/.local/share/spendlight');
    assert.equal(at('darwin'), '/home/me/Library/Application Support/spendlight');
    assert.equal(at('win32', { LOCALAPPDATA: 'C:/Local' }), 'C:/Local/spendlight');
    assert.equal(at('win32'), '/home/me/AppData/Local/spendlight');
  });
});
