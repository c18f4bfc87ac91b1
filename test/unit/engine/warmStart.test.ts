import assert from 'node:assert/strict';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reply } from '../../support/history';
import { totalsOnce } from './opening';
import { inFolder } from './shelf';

const AT = Date.UTC(2026, 9, 31, 20);

describe('opening again', () => {
  const said = (file: number, output: number): string => `${JSON.stringify(reply({ id: `r${file}`, at: AT, session: `s${file}`, output }))}\n`;
  const write = (home: string, file: number, text: string, modifiedAt: number): void => {
    const folder = join(home, 'projects', '-home-ada-app');
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `s${file}.jsonl`);
    writeFileSync(path, text);
    utimesSync(path, modifiedAt / 1000, modifiedAt / 1000);
  };
  const files = Array.from({ length: 20 }, (_, file) => file);

  it('looks into what is new by size or time, and into the newest, not into the rest', async () => {
    await inFolder(async (home) => {
      for (const file of files) write(home, file, said(file, 10), AT + file * 1000);
      assert.equal((await totalsOnce(home)).output, 200);
      // All are 70 tokens more now; only to be told by looking into them, by their time, by their size.
      write(home, 0, said(0, 80), AT);
      write(home, 1, said(1, 80), AT + 1000 + 500);
      write(home, 2, said(2, 80) + said(200, 1), AT + 2000);
      write(home, 19, said(19, 80), AT + 19_000);
      const { output, responses } = await totalsOnce(home);
      assert.deepEqual([output, responses], [200 + 3 * 70 + 1, 21]);
      // What was changed without lines that count is not looked into for ever: its new time is kept.
      write(home, 3, said(3, 10), AT + 3000 + 500);
      assert.deepEqual(await totalsOnce(home), await totalsOnce(home));
      write(home, 3, said(3, 80), AT + 3000 + 500);
      assert.equal((await totalsOnce(home)).output, output);
      write(home, 3, said(3, 80), AT + 3000 + 750);
      assert.equal((await totalsOnce(home)).output, output + 70);
    });
  });

  it('looks into a transcript that ended in half a line, and into all once the store is gone', async () => {
    await inFolder(async (home) => {
      for (const file of files) write(home, file, said(file, 10) + (file === 5 ? said(500, 3).slice(0, 40) : ''), AT + file * 1000);
      assert.equal((await totalsOnce(home)).output, 200);
      write(home, 5, said(5, 10) + said(500, 3), AT + 5000);
      assert.equal((await totalsOnce(home)).output, 203);
    });
  });
});
