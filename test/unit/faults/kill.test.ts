import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { homeIn, reply, useHome, type Home } from '../../support/history';
import { totalsOnce, type Counted } from '../engine/opening';
import type { Partner } from '../store/process';
import { seeded, Truth } from './killing';
import { parsed, useWindows } from './partners';

const SEED = 20_261_122;
const START = Date.UTC(2026, 6, 20);
const DAY = 86_400_000;
/** In a hundred rounds kills must also have cut files short; FAULT_ROUNDS=10 for a look, in which that is a matter of luck. */
const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? 100);
const LONG_RUN = 100;
/** Also what is left of a window that was killed while it took the lock of a killed one: an empty folder, which stands in nobody's way for long. */
const KEPT = /^(writer\.lock\.\d+-\d+|\d{4}-\d{2}\.(keys|sqlite(\.previous)?)|catalog\.sqlite(\.previous)?)$/;
/** Copies are looked at in memory where there is such a disk: only the killed ones have to write in earnest. */
const COPIES = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Writes lines as Claude Code would: several of one response, late copies of an earlier time, over three months. */
class Author {
  readonly truth = new Truth();
  readonly #home: Home;
  readonly #chance: () => number;
  #said = 0;
  #transcript = 0;

  constructor(home: Home, chance: () => number) {
    this.#home = home;
    this.#chance = chance;
  }

  write(): void {
    for (let lines = 0; lines < 4; lines++) {
      const id = this.#chance() < 0.3 && this.#said > 0 ? Math.floor(this.#chance() * this.#said) : this.#said++;
      const at = START + Math.floor(this.#chance() * 70) * DAY;
      const said = { id: `r${id}`, at, input: id + 1, output: Math.floor(this.#chance() * 1_000), session: `s${id % 3}` };
      this.truth.say(said);
      this.#home.append(`p/t${this.#transcript}-${id % 3}.jsonl`, [reply(said)]);
    }
  }

  /** Claude Code deletes old transcripts: what was saved of them must stay. Later lines go to others. */
  sweep(): void {
    rmSync(join(this.#home.path, 'projects'), { recursive: true });
    this.#transcript++;
    this.write();
  }
}

/** What another window would find now. The ledger itself stays as the killed one left it. */
async function foundIn(home: string, otherSums: boolean): Promise<Counted> {
  const copy = realpathSync(mkdtempSync(join(COPIES, 'spendlight-kill-')));
  try {
    symlinkSync(join(home, 'projects'), join(copy, 'projects'));
    if (existsSync(join(home, 'store'))) cpSync(join(home, 'store'), join(copy, 'store'), { recursive: true });
    rmSync(join(copy, 'store/ledger/writer.lock'), { recursive: true, force: true });
    const first = await totalsOnce(copy);
    if (otherSums) assert.deepEqual(await totalsOnce(copy, 'other'), first, 'other sums in another workspace');
    return first;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

describe('kill -9', function () {
  this.timeout(120_000);
  const openWindow = useWindows();
  const home = useHome();
  const start = (workspace?: string): Partner => openWindow(home.path, workspace);

  it(`loses and doubles nothing, ${ROUNDS} times at any moment of opening, reading and saving`, async () => {
    const folders = [1, 2].map((lane) => join(home.path, `lane${lane}`));
    const parts = await Promise.all(folders.map((folder, lane) => killed(folder, SEED + lane, ROUNDS / folders.length)));
    if (ROUNDS >= LONG_RUN) {
      assert.ok(
        parts.every((count) => count >= 2),
        `${parts.join(' and ')} files were cut short`,
      );
    }
  });

  /** Rounds of one ledger; returns how many files a kill has cut short. */
  async function killed(folder: string, seed: number, rounds: number): Promise<number> {
    const chance = seeded(seed);
    const author = new Author(
      homeIn(() => folder),
      chance,
    );
    author.write();
    for (let round = 0; round < rounds; round++) {
      const partner = openWindow(folder);
      // In some rounds already while it opens or reads, in the others while it saves and reads what the test goes on to write.
      const opens = round % 5 === 0;
      if (!opens) {
        await partner.ask('read');
        await partner.ask('churn');
      }
      const end = performance.now() + chance() * (opens ? 250 : 80);
      while (performance.now() < end) {
        author.write();
        await sleep(chance() * 25);
      }
      await partner.kill();
      assert.deepEqual(await foundIn(folder, round % 10 === 0), author.truth.counted, `round ${round} of seed ${seed}`);
      if (round % 10 === 9) await swept(author, openWindow(folder));
    }
    assert.deepEqual(await totalsOnce(folder), author.truth.counted);
    const left = readdirSync(join(folder, 'store/ledger')).filter((name) => !KEPT.test(name));
    const parts = left.filter((name) => name.endsWith('.part'));
    assert.equal(left.length, parts.length, `something was set aside: ${left.join()}`);
    return parts.length;
  }

  /** A window saves, the transcripts go, and it is killed. */
  async function swept(author: Author, window: Partner): Promise<void> {
    await window.ask('read');
    // At once, but where a process was killed while it took the lock.
    while ((await window.ask('writes')) !== 'true') {
      await window.ask('look');
      await sleep(100);
    }
    await window.ask('save');
    author.sweep();
    await window.kill();
  }

  it('of three windows that come and go loses and doubles nothing, and each alert is claimed once', async () => {
    const chance = seeded(SEED + 1);
    const author = new Author(home, chance);
    author.write();
    const open = new Map<string, Partner>();
    let [handovers, kills] = [0, 0];
    const claimed = new Map<number, number>();
    for (let step = 0; step < 90; step++) {
      const name = `w${Math.floor(chance() * 3)}`;
      const window = open.get(name);
      author.write();
      if (!window) {
        open.set(name, start(name));
        continue;
      }
      await window.ask('read');
      assert.deepEqual(await parsed(window, 'counted'), author.truth.counted, `step ${step}, ${name}, seed ${SEED + 1}`);
      const day = START + Math.floor(step / 10) * DAY;
      claimed.set(day, (claimed.get(day) ?? 0) + Number(await window.ask(`claim ${day + DAY - 1}`)));
      const dice = chance();
      if (dice < 0.3) await window.ask('save');
      if (dice >= 0.3 && dice < 0.6) {
        open.delete(name);
        const wrote = (await window.ask('writes')) === 'true';
        if (dice < 0.4) await window.ask('close');
        else {
          // In the middle of a save, sometimes.
          if (dice < 0.5) void window.ask('save').catch(() => undefined);
          kills++;
        }
        await window.kill();
        const heir = [...open.values()][0];
        if (!wrote || !heir) continue;
        await heir.ask('look');
        assert.equal(await heir.ask('writes'), 'true', `step ${step}: nobody took over`);
        handovers++;
      }
      const writers = await Promise.all([...open.values()].map((one) => one.ask('writes')));
      assert.ok(writers.filter((writes) => writes === 'true').length <= 1, `step ${step}: two write`);
    }
    assert.ok(handovers >= 3 && kills >= 5, `${handovers} handovers, ${kills} kills`);
    for (const [day, times] of claimed) assert.ok(times <= 1, `${new Date(day).toISOString()} was claimed ${times} times`);
    assert.ok([...claimed.values()].includes(1));
    for (const window of open.values()) await window.ask('close');
    assert.deepEqual(await totalsOnce(home.path, 'new'), author.truth.counted);
  });
});
