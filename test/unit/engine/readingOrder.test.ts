import assert from 'node:assert/strict';
import { inReadingOrder, type Job } from '../../../src/engine/readingOrder';
import { DAY_MS } from '../../../src/core/time/day';
import { createSources } from '../../../src/sources';

const NOW = Date.UTC(2026, 10, 20, 12);
const [claudeCode] = createSources({ env: {}, home: '', extraRoots: [] });

/** Files that were changed so many days ago, and end so many days ago. */
const jobs = (count: number, changed: (file: number) => number, ended: (file: number) => number | null): Job[] =>
  Array.from({ length: count }, (_, file) => ({
    source: { ...claudeCode!, lastAt: () => (ended(file) === null ? null : NOW - ended(file)! * DAY_MS) },
    transcript: { path: String(file), root: '/r', kind: 'transcript', size: file, modifiedAt: NOW - changed(file) * DAY_MS },
  }));
const order = async (of: readonly Job[]): Promise<number[]> => (await inReadingOrder(of)).map(({ transcript }) => Number(transcript.path));
const rising = Array.from({ length: 200 }, (_, file) => file);

describe('the order in which transcripts are read', () => {
  it('is that of their files, newest first, where these were changed at their own times', async () => {
    assert.deepEqual(
      await order(
        jobs(
          200,
          (file) => file,
          (file) => 500 - file,
        ),
      ),
      rising,
    );
  });

  it('is that of their last lines where all files were changed at once, as by copying', async () => {
    assert.deepEqual(
      await order(
        jobs(
          200,
          () => 0.1,
          (file) => file,
        ),
      ),
      rising,
    );
  });

  it('is that of their files where an end says nothing: then those may be new', async () => {
    const some = jobs(
      200,
      () => 0.1,
      (file) => (file === 150 ? null : file + 1),
    );
    assert.equal((await order(some))[0], 150);
  });

  it('is by length within a day, and few files are not opened for it', async () => {
    const few = jobs(
      20,
      () => 0.1,
      () => assert.fail('a file was looked into'),
    );
    assert.deepEqual(await order(few), rising.slice(0, 20).toReversed());
  });
});
