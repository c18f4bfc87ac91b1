import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import promises from 'node:fs/promises';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import type { Fact } from '../../../src/core/usage/event';
import { WORKFLOWS } from '../../../src/core/workflows/workflow';
import { EVERYTHING } from '../../../src/store/queries/selection';
import { totals } from '../../../src/store/queries/totals';
import { daysFor } from '../../../src/engine/fromSettings';
import { SETTINGS } from './opening';
import { inFolder, openShelf, ORIGIN, rowsOf, rowsOfLedger, said, type Shelf } from './shelf';

const DAY = 86_400_000;
const at = (days: number): number => ORIGIN.at + days * DAY;
const place = fc.record({
  at: fc.integer({ min: 0, max: 4 }).map((n) => at(n - 2)),
  sessionId: fc.constantFrom('s1', 's2'),
  copied: fc.boolean(),
  sidechain: fc.boolean(),
});

/** Few identities and times around the end of a month, so that copies meet and rows move. */
const FACT: fc.Arbitrary<Fact> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.nat(5), fc.nat(9), place).map(([id, output, origin]) => said(String(id), output, origin)) },
  fc.tuple(fc.nat(3), fc.nat(2), place).map(([id, of, origin]): Fact => {
    const called = { name: `Tool${id}`, response: `r:m:msg_${of}`, workflow: WORKFLOWS[id] ?? '' } as const;
    return { kind: 'toolCall', identity: `t:${id}`, origin: { ...ORIGIN, ...origin }, ...called };
  }),
  fc.tuple(fc.nat(3), place).map(([id, origin]): Fact => ({ kind: 'toolResult', identity: `t:${id}`, origin: { ...ORIGIN, ...origin }, isError: true })),
  fc.tuple(fc.nat(3), place).map(([id, origin]): Fact => ({
    kind: 'mark',
    mark: 'prompt',
    identity: `m:prompt:${id}`,
    origin: { ...ORIGIN, ...origin },
    name: '',
    workflow: WORKFLOWS[id] ?? '',
  })),
  // The same command in a transcript and in the history, a second apart, or an hour.
  fc
    .tuple(fc.nat(1), fc.constantFrom(['command', 0] as const, ['typedCommand', 1_000] as const, ['typedCommand', 3_600_000] as const))
    .map(([id, [mark, later]]) => {
      const origin = { ...ORIGIN, at: at(-id) + later };
      return { kind: 'mark', mark, identity: `m:${mark}:${id}:${later}`, origin, name: '/clear', workflow: '' } satisfies Fact;
    }),
);

const EVENT = fc.constantFrom('nothing', 'nothing', 'save', 'reopen', 'crash');

describe('books', () => {
  it('come to the same sums in every order, in every batch, over every restart and crash', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(fc.array(FACT, { minLength: 1, maxLength: 20 }), fc.infiniteStream(fc.tuple(fc.nat(), EVENT)), async (facts, chance) => {
        const wanted = await inFolder(async (folder) => {
          const shelf = await openShelf(folder);
          shelf.append(facts);
          const rows = rowsOf(shelf.books.aggregates);
          shelf.books.close();
          return rows;
        });
        await inFolder(async (folder) => {
          const shelf = await openShelf(folder);
          await tell(
            shelf,
            shuffled(facts, () => chance.next().value[0]),
            () => chance.next().value,
          );
          const rows = rowsOf(shelf.books.aggregates);
          assert.deepEqual(rows, wanted, 'other sums');
          assert.deepEqual(rowsOfLedger(shelf.books), wanted, 'a ledger that says something else than the sums');
          await shelf.books.save(true);
          shelf.reopen();
          assert.deepEqual(rowsOf(shelf.books.aggregates), wanted, 'other sums after the end');
          shelf.books.close();
        });
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  it('leave everything as it was when a batch fails, also where a row was to move', async () => {
    await inFolder(async (folder) => {
      const shelf = await openShelf(folder);
      shelf.append([said('a', 5, { at: at(2) })]);
      const before = rowsOf(shelf.books.aggregates);
      const fails = (): void =>
        void shelf.append([said('a', 1, { cwd: '/new', at: at(-1) }), said('b', 1, { cwd: '/new' })], (ledger) => {
          ledger.catalog.addMonth('1999-01');
          assert.equal([...ledger.monthSums('2026-10')].length, 2, 'the earlier copy was to move the row');
          throw new Error('no');
        });
      assert.throws(fails, /no/);
      assert.deepEqual(rowsOf(shelf.books.aggregates), before);
      assert.deepEqual(rowsOfLedger(shelf.books), before);
      assert.deepEqual(shelf.books.ledger.catalog.months(), []);
      shelf.append([said('a', 7, { at: at(2) })]);
      shelf.append([said('c', 1, { cwd: '/new', at: at(2) })]);
      assert.deepEqual([sums(shelf).responses, sums(shelf).output], [2, 8]);
      assert.deepEqual(rowsOf(shelf.books.aggregates), rowsOfLedger(shelf.books));
      shelf.books.close();
    });
  });

  it('move a row to the month of its earliest line, in whichever file that was', async () => {
    await inFolder(async (folder) => {
      const shelf = await openShelf(folder);
      shelf.append([said('a', 9, { at: at(2) })]);
      await shelf.books.save(true);
      shelf.reopen();
      shelf.append([said('a', 1, { at: at(-2) })]);
      await shelf.books.save(true);
      shelf.reopen();
      assert.deepEqual([sums(shelf).responses, sums(shelf).output], [1, 9]);
      assert.equal([...shelf.books.ledger.monthSums('2026-10')].length, 1);
      assert.equal([...shelf.books.ledger.monthSums('2026-11')].length, 0);
      shelf.books.close();
    });
  });

  it('survive a crash after any file of a save', async () => {
    let files = 1;
    const first = [said('moves', 3, { at: at(2) }), said('stays', 1, { at: at(2) }), said('old', 1)];
    const second = [said('moves', 1, { at: at(-2) }), said('new', 1, { at: at(3) }), said('old', 4)];
    for (let written = 0; written <= files; written++) {
      await inFolder(async (folder) => {
        const shelf = await openShelf(join(folder, 'crashed'));
        shelf.append(first);
        await shelf.books.save(true);
        cpSync(shelf.folder, join(folder, 'before'), { recursive: true });
        shelf.append(second);
        const wanted = rowsOf(shelf.books.aggregates);
        const steps = await placedBy(shelf.folder, () => shelf.books.save(true));
        shelf.books.close();
        files = steps.length;
        assert.equal(files, 6);
        // What was not written yet is as it was before.
        for (const name of steps.slice(written)) cpSync(join(folder, 'before', name), join(shelf.folder, name));
        const after = await openShelf(shelf.folder);
        const words = `after ${written} files`;
        assert.ok(sums(after).responses <= 4, `doubled ${words}`);
        assert.ok(sums(after).output >= 5, `lost ${words}`);
        assert.deepEqual(rowsOf(after.books.aggregates), rowsOfLedger(after.books), words);
        // The checkpoint is one of the rows that are there, so everything behind it is read again.
        after.append(second);
        assert.deepEqual(rowsOf(after.books.aggregates), wanted, words);
        await after.books.save(true);
        after.reopen();
        assert.deepEqual(rowsOf(after.books.aggregates), wanted, `${words}, saved and opened again`);
        assert.deepEqual(rowsOfLedger(after.books), wanted, words);
        after.books.close();
      });
    }
  });

  it('stay dirty when a save fails, whichever file it is, and are whole after the next', async () => {
    for (const name of ['2026-10.keys', '2026-10.sqlite', 'catalog.sqlite']) {
      await inFolder(async (folder) => {
        const shelf = await openShelf(folder);
        shelf.append([said('a', 1), said('b', 1, { at: at(2) })]);
        const block = join(folder, 'ledger', name);
        mkdirSync(join(block, 'in the way'), { recursive: true });
        await assert.rejects(shelf.books.save(true), name);
        assert.ok(shelf.books.ledger.dirty, name);
        for (const file of readdirSync(join(folder, 'ledger'))) assert.doesNotMatch(file, /\.part$/, 'a temporary file was left');
        rmSync(block, { recursive: true });
        await shelf.books.save(true);
        assert.ok(!shelf.books.ledger.dirty, name);
        shelf.reopen();
        assert.equal(sums(shelf).responses, 2, name);
        shelf.books.close();
      });
    }
  });

  it('write nothing that did not change', async () => {
    await inFolder(async (folder) => {
      const shelf = await openShelf(folder);
      shelf.append([said('a', 1), said('b', 1, { at: at(2) })]);
      await shelf.books.save(true);
      assert.ok(!existsSync(join(folder, 'ledger/2026-10.sqlite.previous')));
      shelf.append([said('b', 2, { at: at(2) })]);
      await shelf.books.save(true);
      assert.ok(existsSync(join(folder, 'ledger/2026-11.sqlite.previous')));
      assert.ok(!existsSync(join(folder, 'ledger/2026-10.sqlite.previous')));
      shelf.books.close();
    });
  });

  it('count what comes while the disk writes with the next save', async () => {
    await inFolder(async (folder) => {
      const shelf = await openShelf(folder);
      shelf.append([said('a', 1)]);
      const saving = shelf.books.save(true);
      shelf.append([said('b', 1)]);
      await saving;
      assert.ok(shelf.books.ledger.dirty);
      assert.equal(shelf.books.aggregates.stamps().get('2026-10'), '');
      await shelf.books.save(true);
      shelf.reopen();
      assert.equal(sums(shelf).responses, 2);
      shelf.books.close();
    });
  });

  describe('of a long reading', () => {
    /** A month that so much was read of since that the others are behind it. */
    const readOn = (shelf: Shelf, month: string): void => {
      for (let i = 0; i <= 100_000; i++) shelf.books.ledger.monthFile(month);
    };
    const inMonth = (id: string, month: number, output = 1): Fact => said(id, output, { at: Date.UTC(2026, month, 10) });

    it('write and close the months that are behind, and a crash before the next save loses and doubles nothing', async () => {
      await inFolder(async (folder) => {
        const shelf = await openShelf(folder);
        const facts = [inMonth('a', 8), inMonth('b', 9), inMonth('c', 10), inMonth('d', 11)];
        shelf.append(facts);
        readOn(shelf, '2026-09');
        await shelf.books.ledger.spill();
        assert.deepEqual(
          readdirSync(join(folder, 'ledger')).filter((name) => name.endsWith('.sqlite')),
          ['2026-10.sqlite', '2026-11.sqlite', '2026-12.sqlite'],
        );
        assert.ok(shelf.books.ledger.dirty);
        shelf.append([inMonth('c', 10, 5)]);
        assert.deepEqual([sums(shelf).responses, sums(shelf).output], [4, 8]);
        shelf.reopen();
        assert.equal(sums(shelf).responses, 3);
        shelf.append([...facts, inMonth('c', 10, 5)]);
        await shelf.books.save(true);
        shelf.reopen();
        assert.deepEqual([sums(shelf).responses, sums(shelf).output], [4, 8]);
        shelf.books.close();
      });
    });

    it('do not write a month that a row went from before the one that it went to', async () => {
      await inFolder(async (folder) => {
        const shelf = await openShelf(folder);
        shelf.append([inMonth('a', 11), inMonth('b', 11)]);
        await shelf.books.save(true);
        shelf.append([inMonth('a', 9)]);
        readOn(shelf, '2026-10');
        await shelf.books.ledger.spill();
        shelf.reopen();
        assert.equal(sums(shelf).responses, 2);
        shelf.books.close();
      });
    });

    it('are whole when the disk refuses', async () => {
      await inFolder(async (folder) => {
        const shelf = await openShelf(folder);
        shelf.append([inMonth('a', 8), inMonth('b', 11)]);
        readOn(shelf, '2026-12');
        writeFileSync(join(folder, 'ledger'), 'no folder');
        await assert.rejects(shelf.books.ledger.spill());
        rmSync(join(folder, 'ledger'));
        await shelf.books.save(true);
        shelf.reopen();
        assert.equal(sums(shelf).responses, 2);
        shelf.books.close();
      });
    });
  });

  it('take the sums as they are while their stamp is the ledger’s, and anew otherwise', async () => {
    await inFolder(async (folder) => {
      const shelf = await openShelf(folder);
      shelf.append([said('a', 1)]);
      await shelf.books.save(true);
      const stamp = shelf.books.ledger.stamp('2026-10');
      assert.ok(stamp);
      assert.equal(shelf.books.aggregates.stamps().get('2026-10'), stamp);
      cpSync(join(folder, 'aggregates.sqlite'), join(folder, 'old.sqlite'));
      shelf.append([said('b', 1)]);
      assert.equal(shelf.books.ledger.stamp('2026-10'), undefined);
      await shelf.books.save(true);
      assert.notEqual(shelf.books.ledger.stamp('2026-10'), stamp);
      cpSync(join(folder, 'old.sqlite'), join(folder, 'aggregates.sqlite'));
      shelf.reopen();
      assert.equal(sums(shelf).responses, 2);
      shelf.books.close();
    });
  });

  it('have the same days after a change of zone as books that were in that zone from the start', async () => {
    const hours = Array.from({ length: 60 }, (_, i) => said(`h${i}`, i, { at: Date.UTC(2026, 9, 23) + i * 5 * 3_600_000 + 7 }));
    for (const timezone of ['America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Kiritimati']) {
      await inFolder(async (folder) => {
        const there = await openShelf(join(folder, 'there'), timezone);
        there.append(hours);
        const moved = await openShelf(join(folder, 'moved'));
        moved.append(hours);
        moved.books.useDays(daysFor({ ...SETTINGS, timezone }));
        assert.deepEqual(rowsOf(moved.books.aggregates), rowsOf(there.books.aggregates), timezone);
        moved.append([said('more', 1, { at: Date.UTC(2026, 9, 31, 22) })]);
        there.append([said('more', 1, { at: Date.UTC(2026, 9, 31, 22) })]);
        assert.deepEqual(rowsOf(moved.books.aggregates), rowsOf(there.books.aggregates), timezone);
        moved.books.close();
        there.books.close();
      });
    }
  });

  it('count a typed command once, whether its history or its transcript was read first', async () => {
    const command: Fact = { kind: 'mark', mark: 'command', identity: 'm:command:u', origin: ORIGIN, name: '/cost', workflow: '' };
    const typed: Fact = {
      kind: 'mark',
      mark: 'typedCommand',
      identity: 'm:typedCommand:x',
      origin: { ...ORIGIN, at: ORIGIN.at + 1_500 },
      name: '/cost',
      workflow: '',
    };
    for (const order of [
      [command, typed],
      [typed, command],
      [typed, command, typed, command],
    ]) {
      await inFolder(async (folder) => {
        const shelf = await openShelf(folder);
        for (const fact of order) shelf.append([fact]);
        assert.deepEqual(
          rowsOf(shelf.books.aggregates).filter((row) => row.startsWith('activity_day')),
          ['activity_day 2026-10-31|2026-10|command|/cost|/home/ada/app|1|0'],
        );
        shelf.books.close();
      });
    }
  });
});

const sums = ({ books }: Shelf) => totals(books.aggregates.database, EVERYTHING);

/** The files of books, the one that was written first before the others; below the folder. */
/** Names below `folder` in the order in which a save puts its files into their places. Their times do not tell: several come into one tick of the clock. */
async function placedBy(folder: string, save: () => Promise<unknown>): Promise<string[]> {
  const placed: string[] = [];
  const { rename } = promises;
  promises.rename = async (from, to) => {
    await rename(from, to);
    placed.push(relative(folder, String(to)));
  };
  try {
    await save();
  } finally {
    promises.rename = rename;
  }
  return placed;
}

function shuffled<T>(list: readonly T[], next: () => number): T[] {
  return list
    .map((value) => ({ value, order: next() }))
    .sort((a, b) => a.order - b.order)
    .map(({ value }) => value);
}

/** Appends in batches of changing size. After a crash, what was not saved is read again, as from the checkpoint. */
async function tell(shelf: Shelf, facts: readonly Fact[], chance: () => readonly [number, string]): Promise<void> {
  let kept = 0;
  for (let done = 0; done < facts.length;) {
    const [size, event] = chance();
    const end = Math.min(facts.length, done + 1 + (size % 4));
    shelf.append(facts.slice(done, end));
    done = end;
    if (event === 'save' || event === 'reopen') {
      await shelf.books.save(true);
      kept = done;
    }
    if (event === 'reopen' || event === 'crash') shelf.reopen();
    if (event === 'crash') done = kept;
    if (event === 'crash' && size % 2) await shelf.books.save(false);
  }
}
