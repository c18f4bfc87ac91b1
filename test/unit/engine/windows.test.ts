import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { homeIn, reply, useHome, type Home, type Reply } from '../../support/history';
import { ALL, counted, openWindow, readWindow, SETTINGS, totalsOnce, type Counted, type Window } from './opening';

const START = Date.UTC(2026, 9, 25);
const DAY = 86_400_000;

/** What a test has written, counted beside it: the greatest output of each response, its input once. */
class Truth {
  readonly #responses = new Map<string, { input: number; output: number }>();

  say(said: Reply): void {
    const { input = 0, output = 0 } = said;
    this.#responses.set(said.id, { input, output: Math.max(output, this.#responses.get(said.id)?.output ?? 0) });
  }

  get counted(): Counted {
    const all = [...this.#responses.values()];
    const [input, output] = [all.reduce((sum, one) => sum + one.input, 0), all.reduce((sum, one) => sum + one.output, 0)];
    return { responses: all.length, input, output, nanoUsd: input * 1_000 + output * 2_000 };
  }
}

type Step =
  | { readonly kind: 'line'; readonly file: number; readonly id: number; readonly day: number; readonly output: number }
  | { readonly kind: 'open' | 'close' | 'read' | 'save' | 'look'; readonly window: number };

const STEP: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('line' as const), file: fc.nat(2), id: fc.integer({ min: 1, max: 9 }), day: fc.nat(20), output: fc.nat(99) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('open', 'close', 'read', 'read', 'save', 'look'), window: fc.nat(1) }) },
);

/** Two windows on different workspaces, one ledger. */
class Desk {
  readonly truth = new Truth();
  readonly #home: Home;
  readonly #windows: (Window | undefined)[] = [undefined, undefined];

  constructor(home: Home) {
    this.#home = home;
  }

  async do(step: Step): Promise<void> {
    if (step.kind === 'line') return this.#write(step);
    const open = this.#windows[step.window];
    if (step.kind === 'open' && !open) this.#windows[step.window] = await openWindow(this.#home.path, `w${step.window}`);
    if (!open) return;
    if (step.kind === 'close') await this.#close(step.window);
    if (step.kind === 'read') await this.#agrees(open);
    if (step.kind === 'save') await open.engine.parts.keeper.save();
    if (step.kind === 'look') await open.engine.parts.keeper.look();
  }

  async end(): Promise<void> {
    for (const open of this.#windows) if (open) await this.#agrees(open);
    for (const index of [0, 1]) await this.#close(index);
    for (const workspace of ['w0', 'w1', 'new']) assert.deepEqual(await totalsOnce(this.#home.path, workspace), this.truth.counted, workspace);
  }

  #write({ file, id, day, output }: Extract<Step, { kind: 'line' }>): void {
    const said = { id: String(id), at: START + day * DAY, input: id, output, session: `s${file}` };
    this.truth.say(said);
    this.#home.append(`p/s${file}.jsonl`, [reply(said)]);
  }

  async #agrees({ engine, log }: Window): Promise<void> {
    await engine.parts.importer.readEverything();
    assert.deepEqual(counted(engine), this.truth.counted);
    assert.deepEqual(log, []);
  }

  async #close(index: number): Promise<void> {
    const open = this.#windows[index];
    this.#windows[index] = undefined;
    await open?.engine.close();
  }
}

describe('windows on one ledger', () => {
  const home = useHome();

  it('agree with the truth, opened and closed in any order', async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(fc.array(STEP, { minLength: 8, maxLength: 25 }), async (steps) => {
        const path = mkdtempSync(join(tmpdir(), 'spendlight-windows-'));
        try {
          const desk = new Desk(homeIn(() => path));
          for (const step of steps) await desk.do(step);
          await desk.end();
        } finally {
          rmSync(path, { recursive: true, force: true, maxRetries: 3 });
        }
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });

  it('take over from each other: the second window writes what it alone has read', async () => {
    home.write('p/s.jsonl', [reply({ id: 'one', at: START, input: 1 })]);
    const a = await readWindow(home.path, 'a');
    const b = await readWindow(home.path, 'b');
    assert.deepEqual([a.engine.health(0).writer, b.engine.health(0).writer], [true, false]);
    home.append('p/s.jsonl', [reply({ id: 'two', at: START, input: 10 })]);
    await b.engine.parts.importer.readEverything();
    await b.engine.parts.keeper.save();
    await a.engine.close();
    await b.engine.parts.keeper.look();
    assert.ok(b.engine.health(0).writer);
    assert.equal(counted(b.engine).input, 11);
    await b.engine.parts.keeper.save();
    rmSync(join(home.path, 'projects'), { recursive: true });
    const c = await readWindow(home.path, 'c');
    assert.equal(counted(c.engine).input, 11);
    await c.engine.close();
    await b.engine.close();
  });

  it('keep what only the window before knew', async () => {
    home.write('p/gone.jsonl', [reply({ id: 'gone', at: START, input: 1 })]);
    const b = await openWindow(home.path, 'b');
    await b.engine.close();
    const a = await openWindow(home.path, 'a');
    const late = await openWindow(home.path, 'late');
    await a.engine.parts.importer.readEverything();
    rmSync(join(home.path, 'projects/p/gone.jsonl'));
    home.write('p/s.jsonl', [reply({ id: 'one', at: START, input: 10 })]);
    await late.engine.parts.importer.readEverything();
    assert.equal(counted(late.engine).input, 10);
    await a.engine.close();
    await late.engine.parts.keeper.look();
    assert.equal(counted(late.engine).input, 11);
    await late.engine.close();
    assert.equal((await totalsOnce(home.path, 'new')).input, 11);
  });

  it('write nothing of the ledger without the lease', async () => {
    home.write('p/s.jsonl', [reply({ id: 'one', at: START, input: 1 })]);
    const a = await openWindow(home.path, 'a');
    const b = await readWindow(home.path, 'b');
    await b.engine.parts.keeper.save();
    assert.deepEqual(readdirSync(join(home.path, 'store/ledger')).toSorted(), ['writer.json', 'writer.lock']);
    await b.engine.close();
    await a.engine.close();
  });

  it('rebuild adds and never shrinks', async () => {
    home.write('p/s.jsonl', [reply({ id: 'one', at: START, input: 1 })]);
    home.write('p/t.jsonl', [reply({ id: 'two', at: START, input: 10 })]);
    const { engine } = await readWindow(home.path);
    rmSync(join(home.path, 'projects/p/t.jsonl'));
    home.write('p/u.jsonl', [reply({ id: 'three', at: START, input: 100 })]);
    await engine.rebuild();
    assert.equal(counted(engine).input, 111);
    await engine.rebuild();
    assert.equal(counted(engine).input, 111);
    assert.equal(engine.health(0).lines, 3);
    await engine.close();
    assert.equal((await totalsOnce(home.path)).input, 111);
  });

  it('deleting everything leaves no name behind, and watching goes on when it is resumed', async () => {
    const cwd = '/home/ada/secret-project';
    home.write('p/s.jsonl', [reply({ id: 'one', at: START, input: 1, cwd, session: 'secret-session' })]);
    const { engine } = await readWindow(home.path);
    await engine.parts.keeper.save();
    assert.ok(everythingIn(join(home.path, 'store')).includes('secret-'));
    await engine.deleteEverything();
    assert.equal(counted(engine).responses, 0);
    assert.ok(engine.status(0).provenance.paused);
    await engine.parts.keeper.save();
    assert.ok(!everythingIn(join(home.path, 'store')).includes('secret-'));
    engine.parts.importer.pause(false);
    await engine.parts.importer.readEverything();
    assert.equal(counted(engine).input, 1);
    await engine.close();
    assert.equal((await totalsOnce(home.path)).input, 1);
  });

  it('deleting everything is refused while another window writes, and watching goes on', async () => {
    home.write('p/s.jsonl', [reply({ id: 'one', at: START, input: 1 })]);
    const a = await readWindow(home.path, 'a');
    const b = await readWindow(home.path, 'b');
    await assert.rejects(b.engine.deleteEverything(), /Another window/);
    assert.ok(!b.engine.status(0).provenance.paused);
    await b.engine.close();
    await a.engine.close();
    assert.ok(existsSync(join(home.path, 'store/ledger/2026-10.sqlite')));
  });

  it('reads nothing while paused, and afterwards what came meanwhile', async () => {
    home.write('p/s.jsonl', [reply({ id: 'one', at: START, input: 1 })]);
    const { engine } = await readWindow(home.path);
    engine.parts.importer.pause(true);
    home.append('p/s.jsonl', [reply({ id: 'two', at: START, input: 10 })]);
    await engine.parts.importer.readEverything();
    assert.equal(counted(engine).input, 1);
    engine.parts.importer.pause(false);
    await engine.parts.importer.readEverything();
    assert.equal(counted(engine).input, 11);
    await engine.close();
  });

  it('prices anew when an override changes, says so, and keeps it', async () => {
    home.write('p/s.jsonl', [reply({ id: 'one', at: START, input: 1_000 }), reply({ id: 'two', at: START + 20 * DAY, input: 1_000 })]);
    const { engine } = await readWindow(home.path);
    const before = engine.overview(ALL, START).provenance.priceVersion;
    assert.equal(counted(engine).nanoUsd, 2_000_000);
    const rates = { input: 3, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 };
    const settings = { ...SETTINGS, priceOverrides: [{ model: 'claude-opus-5-5', rates, from: null, to: null }] };
    await engine.configure(settings);
    assert.equal(counted(engine).nanoUsd, 6_000_000);
    assert.notEqual(engine.overview(ALL, START).provenance.priceVersion, before);
    assert.match(engine.health(START).messages.join('\n'), /1 responses of 2026-10 were priced anew[^]*1 responses of 2026-11/);
    await engine.close();
    assert.equal((await totalsOnce(home.path, 'a', settings)).nanoUsd, 6_000_000);
    // An old window's sums are of other prices; they are taken anew.
    assert.equal((await totalsOnce(home.path, 'a')).nanoUsd, 2_000_000);
  });
});

function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}
