import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';
import type { Packed } from '../../../src/engine/reading/pack';
import { ReaderPool, readerThreads } from '../../../src/engine/reading/pool';
import { createSources } from '../../../src/sources';
import type { Source } from '../../../src/sources/source';
import { prompt, reply, toolResult, type Line } from '../../support/history';
import { until } from '../../support/until';
import { openWindow, type Window } from './opening';
import { inFolder, rowsOf } from './shelf';

const AT = Date.UTC(2026, 9, 31, 20);
const FILES = Array.from({ length: 12 }, (_, file) => file);

/** Long enough for threads: responses in several lines and files, copies of them, results before their calls, damage, unknown names. */
function writeHistory(home: string, files: number, padding: number): void {
  const folder = join(home, 'projects', '-home-ada-app');
  mkdirSync(folder, { recursive: true });
  for (let file = 0; file < files; file++) {
    const session = `session-${file}`;
    const lines: (Line | string)[] = [];
    for (let turn = 0; turn < 30; turn++) {
      const at = AT + file * 3_600_000 + turn * 60_000;
      const id = `${file % 5}-${turn}`;
      lines.push(prompt(at, { session }));
      lines.push(reply({ id, at: at + 1000, session, output: turn, final: false, tools: ['Read'] }));
      lines.push(reply({ id, at: at + 2000, session, output: turn + file, input: 3, cacheRead: 7 }));
      lines.push({ ...toolResult(`${id}-Read`, at + 3000, turn % 7 === 0, { session }), toolUseResult: { stdout: 'größe "x" \\ '.repeat(padding) } });
      if (turn % 9 === 0) lines.push('{"type":"assistant","message":{"usage"', { type: 'x-new', turn });
    }
    const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
    writeFileSync(join(folder, `${session}.jsonl`), file % 3 === 0 ? text : `${text}\n`);
  }
}

/** Everything that is known, in an order of its own. */
function known({ engine }: Window): unknown {
  const { books } = engine.parts;
  const { database } = books.ledger.catalog;
  const path = (row: readonly unknown[]): string => row.join('|');
  return {
    sums: rowsOf(books.aggregates),
    transcripts: database
      .all('SELECT path, kind, checkpoint, bytes, lines, malformed, oversize, half_written, newest_at FROM transcript ORDER BY path')
      .map(path),
    names: database
      .all('SELECT path, u.kind, place, name, version, count FROM unknown_name u JOIN transcript t ON t.id = u.transcript ORDER BY 1, 2, 3, 4, 5')
      .map(path),
    copied: database.allBig('SELECT session, key FROM copied ORDER BY session, key').map(path),
  };
}

async function reading(home: string, script: string | undefined, workspace: string): Promise<{ readonly known: unknown; readonly log: readonly string[] }> {
  const window = await openWindow(join(home), workspace, {}, script);
  try {
    await window.engine.parts.importer.readEverything();
    return { known: known(window), log: window.log };
  } finally {
    await window.engine.close();
  }
}

describe('reading in threads of their own', () => {
  const script = join(process.cwd(), 'out', 'poolTest', 'reader.cjs');
  before(() => {
    buildSync({
      entryPoints: ['src/engine/reading/reader.ts'],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20.19',
      outfile: script,
      logLevel: 'warning',
    });
  });

  it('leaves a core to who works meanwhile, and reads in no more threads than it can follow', () => {
    const threads = (left: number): readonly number[] => [1, 2, 3, 4, 64].map((cores) => readerThreads(cores, left));
    assert.deepEqual(
      [threads(1), threads(0)],
      [
        [1, 1, 2, 3, 3],
        [1, 2, 3, 3, 3],
      ],
    );
  });

  it('lets every other thread go before, and only its own wait', async function () {
    if (process.platform !== 'linux') this.skip();
    const nice = (thread: string): number => Number(readFileSync(`/proc/self/task/${thread}/stat`, 'utf8').split(') ')[1]!.split(' ')[16]);
    const before = new Set(readdirSync('/proc/self/task'));
    const own = nice(String(process.pid));
    const worker = new Worker(script);
    try {
      const added = (): number[] =>
        readdirSync('/proc/self/task')
          .filter((thread) => !before.has(thread))
          .map(nice);
      await until(
        'a reader of lower priority',
        () => added().some((one) => one > own),
        () => added().join(' '),
      );
      assert.equal(nice(String(process.pid)), own);
    } finally {
      await worker.terminate();
    }
  });

  /** The same history in two homes, because a store remembers. */
  const inTwo = (work: (one: string, other: string) => Promise<void>): Promise<void> => inFolder((one) => inFolder((other) => work(one, other)));
  const samePaths = (value: unknown, from: string): string =>
    JSON.stringify(value)
      .replaceAll(from, '')
      .replaceAll(/\\"(?:inode|seal)\\":\\"[^"\\]*\\",?/g, '');

  it('knows what reading in one thread knows, also of what was appended', async () => {
    await inTwo(async (one, other) => {
      for (const home of [one, other]) writeHistory(home, 12, 3000);
      const alone = await reading(one, undefined, 'a');
      const pooled = await reading(other, script, 'a');
      assert.deepEqual([alone.log, pooled.log], [[], []]);
      assert.equal(samePaths(pooled.known, other), samePaths(alone.known, one));
      assert.match(JSON.stringify(alone.known), /x-new/);
      for (const home of [one, other])
        for (const name of FILES.map((file) => `session-${file}.jsonl`))
          appendFileSync(
            join(home, 'projects', '-home-ada-app', name),
            `\n${`${JSON.stringify(reply({ id: name, at: AT, output: 5 }))}\n`.repeat(3)}${'\n'.repeat(900_000)}`,
          );
      const [again, pooledAgain] = [await reading(one, undefined, 'a'), await reading(other, script, 'a')];
      assert.equal(samePaths(pooledAgain.known, other), samePaths(again.known, one));
      assert.notEqual(samePaths(again.known, one), samePaths(alone.known, one));
    });
  });

  it('goes on in its own thread when a thread dies, and says so', async () => {
    await inTwo(async (one, other) => {
      for (const home of [one, other]) writeHistory(home, 12, 3000);
      const broken = join(other, 'broken.cjs');
      writeFileSync(broken, "require('node:worker_threads').parentPort.once('message', () => process.exit(3));");
      const [alone, pooled] = [await reading(one, undefined, 'a'), await reading(other, broken, 'a')];
      assert.equal(samePaths(pooled.known, other), samePaths(alone.known, one));
      assert.ok(pooled.log.length > 0 && pooled.log.every((line) => /not read at first: a reader stopped/.test(line)), pooled.log.join('\n'));
    });
  });

  describe('one by one', () => {
    const withPool = async (
      work: (pool: ReaderPool, source: Source, path: (file: number) => { path: string; root: string; kind: 'transcript' }) => Promise<void>,
    ): Promise<void> =>
      inFolder(async (home) => {
        writeHistory(home, 3, 60_000);
        const root = join(home, 'projects');
        const [source] = createSources({ env: {}, home, extraRoots: [], onlyRoots: [root] });
        assert.ok(source);
        const pool = new ReaderPool(script, 1);
        try {
          await work(pool, source, (file) => ({ path: join(root, '-home-ada-app', `session-${file}.jsonl`), root, kind: 'transcript' }));
        } finally {
          await pool.close();
        }
      });

    it('gives pieces in the order of the transcript, several of a long one', () =>
      withPool(async (pool, source, transcript) => {
        const pieces: Packed[] = [];
        const end = await pool.read(source, transcript(1), null, (piece) => void pieces.push(piece), new AbortController().signal);
        assert.equal(end.state, 'read');
        const offsets = pieces.map((piece) => piece.offset);
        assert.ok(offsets.length > 1);
        assert.deepEqual(
          offsets,
          offsets.toSorted((a, b) => a - b),
        );
        const rest: Packed[] = [];
        await pool.read(source, transcript(1), pieces[0]!.cursor, (piece) => void rest.push(piece), new AbortController().signal);
        assert.equal(rest.at(-1)?.cursor, pieces.at(-1)?.cursor);
      }));

    it('stops when it is told to, and answers trouble as a value', () =>
      withPool(async (pool, source, transcript) => {
        const stop = new AbortController();
        let pieces = 0;
        const onPiece = (): void => {
          pieces++;
          stop.abort();
        };
        assert.equal((await pool.read(source, transcript(1), null, onPiece, stop.signal)).state, 'aborted');
        assert.ok(pieces < 3);
        assert.equal((await pool.read(source, transcript(9), null, onPiece, new AbortController().signal)).state, 'gone');
      }));

    it('throws what taking a piece throws, and reads the next transcript all the same', () =>
      withPool(async (pool, source, transcript) => {
        const fault = new Error('store');
        const refuse = (): void => {
          throw fault;
        };
        await assert.rejects(pool.read(source, transcript(1), null, refuse, new AbortController().signal), fault);
        assert.equal((await pool.read(source, transcript(2), null, () => {}, new AbortController().signal)).state, 'read');
      }));

    it('rejects what still runs when it ends', () =>
      withPool(async (pool, source, transcript) => {
        const running = pool.read(source, transcript(1), null, () => {}, new AbortController().signal);
        const rejected = assert.rejects(running, /ended/);
        await pool.close();
        await rejected;
        assert.equal(pool.dead, true);
      }));
  });
});
