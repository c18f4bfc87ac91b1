import assert from 'node:assert/strict';
import { createHook } from 'node:async_hooks';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import * as chokidar from 'chokidar';
import { FolderWatch } from '../../../src/sources/claudeCode/folderWatch';
import { FoldersOnly } from '../../../src/sources/claudeCode/foldersOnly';
import { useFolder } from '../sources/transcripts';

const FILES = 300;
const APPENDS = 20;

describe('watching a folder with many transcripts', function () {
  this.timeout(20_000);
  const folder = useFolder();
  const open: FolderWatch[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((watch) => watch.close()));
  });

  /** Questions to the file system while lines are appended, one after the other. */
  async function questions(how: (path: string, options: chokidar.ChokidarOptions) => chokidar.FSWatcher, atLeast = 0): Promise<number> {
    const paths = Array.from({ length: FILES }, (_, i) => folder.write(`p/app/${i}.jsonl`, '{}\n'));
    let seen: () => void = () => undefined;
    await new Promise<void>((ready) => {
      const listener = { changed: () => seen(), ready, trouble: (message: string) => assert.fail(message), exhausted: () => assert.fail('exhausted') };
      open.push(new FolderWatch(join(folder.path, 'p'), listener, how));
    });
    let count = 0;
    const hook = createHook({ init: (_id, type) => void (count += type === 'FSREQPROMISE' || type === 'FSREQCALLBACK' ? 1 : 0) }).enable();
    for (const path of paths.slice(0, APPENDS)) {
      const told = new Promise<void>((done) => (seen = done));
      appendFileSync(path, '{}\n');
      await told;
      // For what a change sets off.
      for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    }
    // Ends with the test's own time limit.
    const enough = (): boolean => count >= atLeast;
    while (!enough()) await new Promise((resolve) => setTimeout(resolve, 20));
    hook.disable();
    return count;
  }

  it('asks nothing of the other files when a line is appended to one', async () => {
    const asked = await questions((path, options) => new FoldersOnly(options).add(path));
    assert.ok(asked < APPENDS, `${asked} questions for ${APPENDS} appended lines`);
  });

  it('which the library by itself does', async () => {
    await questions((path, options) => chokidar.watch(path, options), FILES);
  });
});
