import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { ChokidarOptions, FSWatcher } from 'chokidar';
import { FolderWatch } from '../../../src/sources/claudeCode/folderWatch';
import { rootCandidates } from '../../../src/sources/claudeCode/roots';
import { watchRoots } from '../../../src/sources/claudeCode/watch';
import type { TranscriptName, Watching } from '../../../src/sources/source';
import { useFolder } from './transcripts';

/** What was told so far, and a way to wait for more. Waiting ends with the test's own time limit. */
class Told {
  readonly changes: TranscriptName[] = [];
  readonly troubles: string[] = [];
  #roots = 0;
  readonly #news = new EventEmitter();

  changed(transcript: TranscriptName): void {
    this.changes.push(transcript);
    this.#news.emit('news');
  }

  rootsChanged(): void {
    this.#roots++;
    this.#news.emit('news');
  }

  trouble(message: string): void {
    this.troubles.push(message);
    this.#news.emit('news');
  }

  problemsChanged(): void {
    this.#news.emit('news');
  }

  async roots(count: number): Promise<void> {
    await this.#until(() => this.#roots >= count);
  }

  async change(path: string): Promise<TranscriptName> {
    const seen = (): TranscriptName | undefined => this.changes.find((transcript) => transcript.path === path);
    await this.#until(() => seen() !== undefined);
    return seen()!;
  }

  forget(): void {
    this.changes.length = 0;
  }

  async #until(true_: () => boolean): Promise<void> {
    while (!true_()) await new Promise((resolve) => this.#news.once('news', resolve));
  }
}

describe('watching roots', function () {
  this.timeout(15_000);
  const folder = useFolder();
  const open: Watching[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((watching) => watching.close()));
  });

  const at = (...path: readonly string[]): string => join(folder.path, ...path);
  const watch = (configDir = at('claude')): Told => {
    const told = new Told();
    open.push(watchRoots(rootCandidates({ env: { CLAUDE_CONFIG_DIR: configDir }, home: folder.path, extraRoots: [] }), told));
    return told;
  };

  it('tells of appended lines at any depth, by path, root and kind', async () => {
    const main = folder.write('claude/projects/-app/s.jsonl', '{}\n');
    const agent = folder.write('claude/projects/-app/s/subagents/agent-1.jsonl', '{}\n');
    const told = watch();
    await told.roots(1);
    assert.deepEqual(told.changes, []);
    appendFileSync(main, '{}\n');
    assert.deepEqual(await told.change(main), { path: main, root: at('claude', 'projects'), kind: 'transcript' });
    appendFileSync(agent, '{}\n');
    await told.change(agent);
    told.forget();
    appendFileSync(main, '{}\n');
    await told.change(main);
  });

  it('tells of new transcripts in new folders', async () => {
    mkdirSync(at('claude', 'projects'), { recursive: true });
    const told = watch();
    await told.roots(1);
    await told.change(folder.write('claude/projects/-new/s/subagents/workflows/wf/agent-1.jsonl', '{}\n'));
  });

  it('tells of transcripts in a project that went and came again', async () => {
    folder.write('claude/projects/-app/s.jsonl', '{}\n');
    const told = watch();
    await told.roots(1);
    await told.change(folder.write('claude/projects/-app/deep/agent-1.jsonl', '{}\n'));
    rmSync(at('claude', 'projects', '-app'), { recursive: true });
    const path = folder.write('claude/projects/-app/deep/agent-2.jsonl', '{}\n');
    await told.change(path);
    told.forget();
    appendFileSync(path, '{}\n');
    await told.change(path);
    await told.change(folder.write('claude/projects/-app/other/agent-3.jsonl', '{}\n'));
  });

  it('tells of transcripts that went', async () => {
    const path = folder.write('claude/projects/-app/s.jsonl', '{}\n');
    const told = watch();
    await told.roots(1);
    rmSync(path);
    await told.change(path);
  });

  it('tells of nothing but transcripts and the history', async () => {
    const path = folder.write('claude/projects/-app/s.jsonl', '{}\n');
    const told = watch();
    await told.roots(1);
    for (const other of ['projects/-app/s/subagents/journal.jsonl', 'projects/-app/notes.txt', 'settings.json', 'other.jsonl'])
      folder.write(`claude/${other}`, '{}\n');
    const history = folder.write('claude/history.jsonl', '{}\n');
    assert.deepEqual(await told.change(history), { path: history, root: at('claude', 'projects'), kind: 'inputs' });
    appendFileSync(path, '{}\n');
    await told.change(path);
    assert.deepEqual([...new Set(told.changes.map((transcript) => transcript.path))].sort(), [history, path].sort());
  });

  it('waits for a root that does not exist yet, however much of its path is missing', async () => {
    const told = watch(at('a', 'b', 'claude'));
    const path = folder.write('a/b/claude/projects/-app/s.jsonl', '{}\n');
    await told.roots(1);
    appendFileSync(path, '{}\n');
    await told.change(path);
  });

  it('waits again when the root went, and watches the new one', async () => {
    folder.write('claude/projects/-app/s.jsonl', '{}\n');
    const told = watch();
    await told.roots(1);
    renameSync(at('claude', 'projects'), at('claude', 'old'));
    await told.roots(2);
    const path = folder.write('claude/projects/-app/s.jsonl', '{}\n');
    await told.roots(3);
    appendFileSync(path, '{}\n');
    await told.change(path);
  });

  it('watches the new root when the old one was replaced in a blink', async () => {
    folder.write('claude/projects/-app/s.jsonl', '{}\n');
    const told = watch();
    await told.roots(1);
    renameSync(at('claude', 'projects'), at('claude', 'old'));
    const path = folder.write('claude/projects/-app/s.jsonl', '{}\n');
    await told.roots(3);
    appendFileSync(path, '{}\n');
    await told.change(path);
  });

  it('names transcripts by their real path when a project is a link', async () => {
    const path = folder.write('elsewhere/-lib/t.jsonl', '{}\n');
    mkdirSync(at('claude', 'projects'), { recursive: true });
    symlinkSync(at('elsewhere', '-lib'), at('claude', 'projects', '-lib'), 'junction');
    const told = watch();
    await told.roots(1);
    appendFileSync(path, '{}\n');
    assert.equal((await told.change(path)).root, at('claude', 'projects'));
  });

  it('names transcripts by their real path when the root is a link', async () => {
    const path = folder.write('real/projects/-app/s.jsonl', '{}\n');
    symlinkSync(at('real'), at('claude'), 'junction');
    const told = watch();
    await told.roots(1);
    appendFileSync(path, '{}\n');
    assert.equal((await told.change(path)).root, at('real', 'projects'));
  });

  it('is quiet after it was closed, also while it is still opening', async () => {
    const path = folder.write('claude/projects/-app/s.jsonl', '{}\n');
    const [early, late] = [watch(), watch()];
    await open[0]?.close();
    await late.roots(1);
    appendFileSync(path, '{}\n');
    await late.change(path);
    assert.deepEqual(early.changes, []);
    await open[1]?.close();
    late.forget();
    const other = watch();
    await other.roots(1);
    appendFileSync(path, '{}\n');
    await other.change(path);
    assert.deepEqual(late.changes, []);
  });

  it('holds one watch per folder, none per transcript', async function () {
    if (process.platform !== 'linux') this.skip();
    for (let i = 0; i < 30; i++) folder.write(`claude/projects/-app/s${i}.jsonl`, '{}\n');
    folder.write('code/app/index.ts', '');
    const before = inotifyWatches();
    const told = watch();
    await told.roots(1);
    const folders = ['claude', 'claude/projects', 'claude/projects/-app'].map((name) => statSync(at(name)).ino);
    assert.deepEqual(
      inotifyWatches()
        .filter((ino) => !before.includes(ino))
        .toSorted(byNumber),
      folders.toSorted(byNumber),
      'and never the home',
    );
  });
});

const byNumber = (a: number, b: number): number => a - b;

/** What this process watches, by inode, as Linux tells it. */
const inotifyWatches = (): number[] =>
  readdirSync('/proc/self/fdinfo')
    .flatMap((fd) => {
      try {
        return readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8').split('\n');
      } catch {
        return [];
      }
    })
    .flatMap((line) => /^inotify wd:.* ino:([0-9a-f]+)/.exec(line)?.[1] ?? [])
    .map((ino) => Number.parseInt(ino, 16));

describe('watching a folder when the system has no watches left', () => {
  /** Running out cannot be brought about here without harm to the machine, so the error is played. */
  const played = () => {
    const opened: { readonly watcher: EventEmitter; readonly options: ChokidarOptions; closed: boolean }[] = [];
    const openWatcher = (_path: string, options: ChokidarOptions): FSWatcher => {
      const entry = { watcher: new EventEmitter(), options, closed: false };
      Object.assign(entry.watcher, { close: () => Promise.resolve(void (entry.closed = true)) });
      opened.push(entry);
      return entry.watcher as FSWatcher;
    };
    const said: string[] = [];
    const codes: (string | null)[] = [];
    const changed: string[] = [];
    let readies = 0;
    const listener = {
      changed: (path: string) => void changed.push(path),
      ready: () => void readies++,
      trouble: (message: string) => void said.push(message),
      exhausted: (code: string | null) => void codes.push(code),
    };
    const watch = new FolderWatch(folder.path, listener, openWatcher, { poll: 5, retry: 400 });
    watches.push(watch);
    return { opened, said, codes, changed, readies: () => readies };
  };
  const folder = useFolder();
  const watches: FolderWatch[] = [];
  afterEach(async () => {
    await Promise.all(watches.splice(0).map((watch) => watch.close()));
  });
  const exhausted = (code: string): Error => Object.assign(new Error(`${code}: no more`), { code });
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
  };

  for (const code of ['ENOSPC', 'EMFILE']) {
    it(`looks at transcripts by turns after ${code}, says so once, and comes back`, async () => {
      const path = folder.write('p/s.jsonl', '{}\n');
      const { opened, said, codes, changed, readies } = played();
      opened[0]?.watcher.emit('error', exhausted(code));
      opened[0]?.watcher.emit('error', exhausted(code));
      await until(() => readies() === 1);
      assert.deepEqual([opened.length, opened[0]?.closed, codes, changed], [1, true, [code], []]);
      appendFileSync(path, '{}\n');
      await until(() => changed.includes(path));
      const late = folder.write('p/new/deep/t.jsonl', '{}\n');
      await until(() => changed.includes(late));
      rmSync(late);
      changed.length = 0;
      await until(() => changed.includes(late));
      await until(() => opened.length === 2);
      opened[1]?.watcher.emit('error', exhausted(code));
      await until(() => opened.length === 3);
      assert.deepEqual(codes, [code], 'said again');
      opened[2]?.watcher.emit('ready');
      assert.deepEqual([codes, readies(), said], [[code, null], 2, []]);
      changed.length = 0;
      appendFileSync(path, '{}\n');
      await new Promise((resolve) => setTimeout(resolve, 60));
      assert.deepEqual(changed, [], 'looked at by turns although it is watched');
    });
  }

  it('says other trouble once, and goes on', () => {
    const { opened, said } = played();
    opened[0]?.watcher.emit('error', exhausted('EIO'));
    opened[0]?.watcher.emit('error', exhausted('EIO'));
    assert.deepEqual([opened.length, said.length], [1, 1]);
  });
});
