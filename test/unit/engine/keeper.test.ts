import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Keeper } from '../../../src/engine/keeper';
import { createLease, type Lease } from '../../../src/store/lease';
import { inFolder, openShelf, said, type Shelf } from './shelf';

/** No word is expected. */
const nothing = (words: string): void => assert.equal(words, '');

/** A window whose lease another one holds. */
async function second(folder: string): Promise<{ shelf: Shelf; first: Lease; lease: Lease }> {
  const shelf = await openShelf(folder);
  const [first, lease] = [1, 2].map(() => createLease(join(folder, 'ledger'), nothing));
  assert.ok(first && lease && (await first.take()));
  return { shelf, first, lease };
}

describe('keeper', () => {
  it('writes nothing of the ledger until it knows what the writer before knew', async () => {
    await inFolder(async (folder) => {
      const { shelf, first, lease } = await second(folder);
      shelf.append([said('a', 1)]);
      const written = (): boolean => existsSync(join(folder, 'ledger/2026-10.sqlite'));
      const seen: boolean[] = [];
      const keeper: Keeper = new Keeper({
        books: shelf.books,
        lease,
        takeOver: async () => {
          assert.ok(lease.held);
          await keeper.save();
          seen.push(written());
        },
        warn: nothing,
      });
      await keeper.save();
      await keeper.look();
      assert.deepEqual([lease.held, written(), seen], [false, false, []]);
      await first.release();
      await keeper.look();
      assert.deepEqual([lease.held, written(), seen], [true, false, [false]]);
      await keeper.save();
      assert.ok(written());
      await keeper.look();
      assert.equal(seen.length, 1, 'it is taken over once');
      await keeper.close();
      assert.ok(!lease.held);
      shelf.books.close();
    });
  });

  it('tries again to take over when that failed, and says why', async () => {
    await inFolder(async (folder) => {
      const { shelf, first, lease } = await second(folder);
      await first.release();
      const [words, tries] = [[] as string[], [0]];
      const takeOver = (): Promise<void> => (tries[0]!++ === 0 ? Promise.reject(new Error('the disk is away')) : Promise.resolve());
      const keeper = new Keeper({ books: shelf.books, lease, takeOver, warn: (message) => void words.push(message) });
      shelf.append([said('a', 1)]);
      await keeper.look();
      await keeper.save();
      assert.deepEqual([words, existsSync(join(folder, 'ledger/2026-10.sqlite'))], [['the disk is away'], false]);
      await keeper.look();
      await keeper.close();
      assert.ok(existsSync(join(folder, 'ledger/2026-10.sqlite')));
      shelf.books.close();
    });
  });
});
