import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { BudgetStatus } from '../../../src/core/budget/status';
import { doing, readState } from '../../../src/core/hooks/readState';
import { stateText } from '../../../src/core/hooks/stateText';
import { FRESH_MS } from '../../../src/core/hooks/times';
import { stopState } from '../../../src/core/hooks/stopState';
import { stopBudget, statusOf } from './statuses';

const MINUTE = 60_000;
const has = (program: string, ...args: string[]): boolean => spawnSync(program, args, { stdio: 'ignore' }).status === 0;

interface Runner {
  readonly name: string;
  readonly missing: string | null;
  readonly command: readonly string[];
}

const script = (name: string): string => join(process.cwd(), 'src/hook', name);
const posix = (name: string, command: readonly string[]): Runner => ({
  name,
  missing:
    process.platform === 'win32'
      ? 'no POSIX shell on Windows'
      : has(command[0] ?? '', ...command.slice(1), '-c', ':')
        ? null
        : `${command[0]} is not on this machine`,
  command: [...command, script('spendlight-hook.sh')],
});
const POWERSHELL = ['pwsh', 'powershell'].find((program) => has(program, '-NoProfile', '-Command', 'exit 0'));

const RUNNERS: readonly Runner[] = [
  { ...posix('as a program of its own', ['sh']), command: [script('spendlight-hook.sh')] },
  posix('under dash', ['dash']),
  posix('under bash as sh', ['bash', '--posix']),
  posix('under BusyBox', ['busybox', 'sh']),
  {
    name: 'under PowerShell',
    missing: POWERSHELL === undefined ? 'neither pwsh nor powershell is on this machine' : null,
    command: [POWERSHELL ?? '', '-NoProfile', '-NonInteractive', '-File', script('spendlight-hook.ps1')],
  },
];

for (const { name, missing, command } of RUNNERS) {
  describe(`the hook ${name}`, function () {
    this.timeout(60_000);
    if (missing !== null) {
      it('is asked for each moment', function () {
        console.log(`skipped: ${missing}`);
        this.skip();
      });
      return;
    }
    let folder = '';
    let state = '';

    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'spendlight hook '));
      state = join(folder, "state of 'ada' $HOME.json");
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    const write = (statuses: readonly BudgetStatus[], how: { age?: number; strict?: boolean; folders?: readonly string[] | null } = {}): void => {
      const writtenAt = Date.now() - (how.age ?? 0);
      const foldersOf = (gate: { status: BudgetStatus }): readonly string[] | null =>
        how.folders !== undefined ? how.folders : gate.status.budget.folders.length > 0 ? gate.status.budget.folders : null;
      const decided = stopState(statuses, writtenAt, null, how.strict ?? false);
      writeFileSync(state, stateText(decided, { writtenAt, freshMs: FRESH_MS, now: writtenAt, money: 'show', foldersOf }));
      JSON.parse(readFileSync(state, 'utf8'));
    };
    const over = (more: Parameters<typeof stopBudget>[0] = {}, status: Partial<BudgetStatus> = {}): BudgetStatus =>
      // Half a minute more than the hour that the words name: the clock goes on until they are written.
      statusOf(stopBudget(more), 10.4, Date.now(), { periodEnd: Date.now() + 60.5 * MINUTE, ...status });
    const stdin = (more: object = {}): string =>
      JSON.stringify({ session_id: 'aaaa-1', transcript_path: '/t.jsonl', cwd: '/home/ada/shop', hook_event_name: 'X', prompt: 'hi', ...more });

    /** As Claude Code runs it: no shell, JSON on stdin. Whatever happens it ends with 0 and says nothing on stderr. */
    const run = (moment: string, input = stdin(), env: Record<string, string> = {}, args: readonly string[] = [moment, state]): unknown => {
      const [program = '', ...first] = command;
      const { status, stdout, stderr } = spawnSync(program, [...first, ...args], { input, encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } });
      assert.deepEqual([status, stderr], [0, '']);
      return stdout === '' ? null : JSON.parse(stdout);
    };

    it('answers each moment in Claude Code’s words while a budget is over', () => {
      write([over()]);
      const prompt = run('prompt') as { decision: string; reason: string };
      assert.deepEqual(Object.keys(prompt), ['decision', 'reason']);
      assert.equal(prompt.decision, 'block');
      assert.match(prompt.reason, /Day budget reached: \$10\.40 of \$10\.00 API-equivalent \(104%\), resets in 1 h/);
      const batch = run('batch') as { continue: boolean; stopReason: string };
      assert.deepEqual(Object.keys(batch), ['continue', 'stopReason']);
      assert.equal(batch.continue, false);
      const { hookSpecificOutput: tool } = run('tool') as { hookSpecificOutput: Record<string, string> };
      assert.deepEqual([tool['hookEventName'], tool['permissionDecision']], ['PreToolUse', 'deny']);
    });

    it('says nothing while none is over, and to what it does not know', () => {
      write([statusOf(stopBudget(), 9.9, Date.now())]);
      for (const moment of ['prompt', 'batch', 'tool']) assert.equal(run(moment), null);
      write([over()]);
      for (const args of [[], ['prompt'], ['stop', state], ['', state], ['prompt', ''], ['prompt', folder]]) assert.equal(run('', stdin(), {}, args), null);
    });

    it('is harmless without a state, and with one that is not Spendlight’s', () => {
      assert.equal(run('prompt'), null);
      const hostile = [
        '',
        '\n',
        '{}',
        'null',
        '{"schema":2,"stopping":1,',
        '{"schema":1,"stopping":1,"strict":true,"updatedAt":$(id),"validUntil":`id`,\n"stale":{\n',
      ];
      for (const text of [...hostile, '\0\0', '{"schema":1,"stopping":1,"strict":true,']) {
        writeFileSync(state, text);
        assert.equal(run('prompt'), null, text);
      }
      write([over()]);
      const whole = readFileSync(state, 'utf8');
      writeFileSync(state, JSON.stringify(JSON.parse(whole), null, 2));
      assert.equal(run('prompt'), null);
    });

    it('lets everything pass once nobody has written for a while', () => {
      write([over()], { age: FRESH_MS - MINUTE });
      assert.notEqual(run('prompt'), null);
      write([over()], { age: FRESH_MS + 1_000 });
      assert.equal(run('prompt'), null);
      // A state that says to hold for longer than anything may.
      write([over()], { age: 16 * MINUTE });
      writeFileSync(state, readFileSync(state, 'utf8').replace(/"validUntil":\d+/, `"validUntil":${Date.now() + 3_600_000}`));
      assert.equal(run('prompt'), null);
      // A clock that was set back, and a file that was put there from of old.
      write([over()], { age: -10 * MINUTE });
      assert.equal(run('prompt'), null);
      write([over()]);
      utimesSync(state, new Date(Date.now() - 3_600_000), new Date(Date.now() - 3_600_000));
      assert.equal(run('prompt'), null);
    });

    it('stops then where it is to be strict, and says why', () => {
      write([], { age: FRESH_MS + 1_000, strict: true });
      assert.match((run('prompt') as { reason: string }).reason, /spendlight\.hooks\.strict is on/);
      assert.equal((run('batch') as { continue: boolean }).continue, false);
      write([], { strict: true });
      assert.equal(run('prompt'), null);
      write([over()], { strict: true });
      assert.match((run('prompt') as { reason: string }).reason, /Day budget reached/);
    });

    it('lets the person go on until the time that is named beside the state', () => {
      write([over()]);
      const override = (text: string): void => writeFileSync(`${state}.override`, text);
      override(`${Date.now() + MINUTE}\n`);
      assert.equal(run('prompt'), null);
      for (const text of [`${Date.now() - MINUTE}\n`, '', 'soon\n', '$(id)\n', '-1\n', '99999999999999999999x\n']) {
        override(text);
        assert.notEqual(run('prompt'), null, text);
      }
      write([], { age: FRESH_MS + 1_000, strict: true });
      override(`${Date.now() + MINUTE}\n`);
      assert.equal(run('prompt'), null);
    });

    it('does not stop by a period that has ended meanwhile', () => {
      write([over({}, { periodEnd: Date.now() - MINUTE / 2 })], { age: MINUTE });
      assert.equal(run('prompt'), null);
    });

    it('stops only where the budget covers the folder', () => {
      write([over({ folders: ['/home/ada/shop', '/home/ada/api/'] })]);
      const at = (cwd: string): boolean => run('prompt', stdin({ cwd })) !== null;
      assert.deepEqual(['/home/ada/shop', '/home/ada/shop/src/x', '/home/ada/api'].map(at), [true, true, true]);
      assert.deepEqual(['/home/ada', '/home/ada/shopping', '/', '', '/home/ada/apix', '/x/home/ada/shop'].map(at), [false, false, false, false, false, false]);
      write([over({ folders: ['/'] })]);
      assert.equal(at('/anywhere'), true);
    });

    it('believes nobody else about the folder', () => {
      write([over({ folders: ['/home/ada/shop'] })]);
      const elsewhere = { cwd: '/tmp', prompt: '","cwd":"/home/ada/shop"', tool_input: { cwd: '/home/ada/shop' } };
      assert.equal(run('prompt', stdin(elsewhere)), null);
      assert.equal(run('prompt', stdin(elsewhere).replaceAll('":"', '": "')), null);
      // As other writers of JSON put it, and with far more behind it than is looked at.
      const spaced = stdin({ tool_calls: 'x'.repeat(300_000) }).replace('"cwd":', '"cwd": ');
      assert.notEqual(run('batch', spaced), null);
      for (const broken of ['', 'null', '{', '{"cwd":', '{"cwd":7}']) assert.equal(run('prompt', broken), null, broken);
    });

    it('compares any folder that a disk can have', function () {
      if (name.includes('PowerShell')) return this.skip();
      fc.assert(
        fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }), (one) => {
          const path = `/p/${one.replaceAll(/[/\0]/g, '-')}`;
          write([over({ folders: [path] })]);
          assert.notEqual(run('prompt', stdin({ cwd: path })), null, JSON.stringify(path));
          assert.notEqual(run('prompt', stdin({ cwd: `${path}/x` })), null);
          assert.equal(run('prompt', stdin({ cwd: `${path}x` })), null);
        }),
        { numRuns: 25, examples: [['"'], ['\\'], ['*'], ['?[a]'], ["'$(id)`"], ['\n'], ['",'], ['prompt":{'], ['ü☃𝄞'], ['-n'], ['%s']] },
      );
    });

    it('stops the one session that is over its budget', () => {
      write([over({ period: 'session' }, { periodEnd: null, sessionId: 'bbbb-2' })]);
      assert.equal(run('prompt', stdin()), null);
      assert.notEqual(run('prompt', stdin({ session_id: 'bbbb-2' })), null);
      assert.equal(run('prompt', stdin({ session_id: 'bbbb-22' })), null);
    });

    it('takes the first budget that applies', () => {
      write([over({ id: 'a', name: 'Elsewhere', folders: ['/elsewhere'] }), over({ id: 'b', name: 'Here' })]);
      assert.match((run('prompt') as { reason: string }).reason, /Here budget/);
    });

    it('says names as they are, whatever is in them', () => {
      for (const hostile of ['"},"x":{"', "'; touch pwned; '", '$(touch pwned)`touch pwned`', 'a\nb', 'ü☃𝄞', '\\', '%s%n', '-e', '"prompt":{']) {
        write([over({ name: hostile, id: hostile })]);
        const { reason } = run('prompt') as { reason: string };
        assert.ok(reason.includes(hostile.replace('\n', ' ').replaceAll('$(', '$\u200b(')), reason);
        assert.match((run('batch') as { stopReason: string }).stopReason, /reached/);
      }
      assert.equal(existsSync('pwned'), false);
    });

    it('does as the state is read for people', () => {
      for (const [age, strict] of [
        [0, false],
        [0, true],
        [FRESH_MS + 1_000, false],
        [FRESH_MS + 1_000, true],
      ] as const)
        for (const statuses of [[], [over()]])
          for (const override of [null, Date.now() + MINUTE, Date.now() - MINUTE]) {
            write(statuses, { age, strict });
            rmSync(`${state}.override`, { force: true });
            if (override !== null) writeFileSync(`${state}.override`, `${override}\n`);
            const said = doing(readState(readFileSync(state, 'utf8')), override, Date.now());
            assert.equal(run('prompt') !== null, said === 'blocking' || said === 'staleBlocking', JSON.stringify({ age, strict, said, override }));
          }
    });
  });
}

describe('the state', () => {
  it('is made without any amount where money is hidden', () => {
    const now = Date.now();
    const decided = stopState([statusOf(stopBudget(), 12.34, now)], now, null, true);
    const text = stateText(decided, { writtenAt: now, freshMs: FRESH_MS, now, money: 'hide', foldersOf: () => null });
    assert.ok(!text.includes('$') && !text.includes('12.34') && !text.includes('12340000000'), text);
    assert.match(text, /123% used/);
  });
  it('is moved to the clock of the hooks when another moment was asked about', () => {
    const now = Date.UTC(2020, 0, 1, 12);
    const decided = stopState([statusOf(stopBudget(), 12, now)], now, null, false);
    const writtenAt = Date.UTC(2026, 0, 1);
    assert.match(
      stateText(decided, { writtenAt, freshMs: FRESH_MS, now, money: 'show', foldersOf: () => null }),
      new RegExp(`"until":${writtenAt + 3_600_000},`),
    );
  });
  it('of anybody else is none', () => {
    for (const text of ['', '{}', '{"schema":2}', 'x']) assert.equal(readState(text), null);
  });
});
