import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, renameSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { LineSplitter } from '../../../src/sources/claudeCode/lineSplitter';
import { readAppended, TAIL_LIMITS, type Checkpoint, type LineBatch, type TailEnd, type TailLimits } from '../../../src/sources/claudeCode/tail';
import { useFolder } from './transcripts';

/** A batch whose lines outlive it. */
interface Kept extends Omit<LineBatch, 'lines'> {
  readonly lines: readonly { readonly text: string; readonly offset: number }[];
}

const kept = (batch: LineBatch): Kept => ({ ...batch, lines: batch.lines.map(({ text, offset }) => ({ text, offset })) });

interface Reading {
  readonly end: TailEnd;
  readonly batches: readonly Kept[];
  readonly texts: readonly string[];
  readonly oversize: number;
  readonly restarted: boolean;
  /** Where the next reading begins. */
  readonly checkpoint: Checkpoint | null;
}

async function reading(
  path: string,
  from: Checkpoint | null = null,
  limits: TailLimits = TAIL_LIMITS,
  signal = new AbortController().signal,
): Promise<Reading> {
  const batches: Kept[] = [];
  const end = await readAppended(path, from, (batch) => void batches.push(kept(batch)), signal, limits);
  return {
    end,
    batches,
    texts: batches.flatMap((batch) => batch.lines.map((line) => line.text)),
    oversize: batches.reduce((sum, batch) => sum + batch.oversize, 0),
    restarted: batches.some((batch) => batch.restarted),
    checkpoint: batches.at(-1)?.checkpoint ?? from,
  };
}

describe('reading what was appended', () => {
  const folder = useFolder();

  it('gives whole lines with their byte offsets, once', async () => {
    const path = folder.write('a.jsonl', '{"a":"ü"}\n{"b":1}\n');
    const first = await reading(path);
    assert.deepEqual(
      first.batches.flatMap((batch) => batch.lines),
      [
        { text: '{"a":"ü"}', offset: 0 },
        { text: '{"b":1}', offset: 11 },
      ],
    );
    assert.deepEqual([first.end.state, first.end.pendingBytes, first.restarted], ['read', 0, false]);
    const again = await reading(path, first.checkpoint);
    assert.deepEqual([again.batches, again.end.pendingBytes], [[], 0]);
    appendFileSync(path, '{"c":2}\n');
    const third = await reading(path, first.checkpoint);
    assert.deepEqual([third.texts, third.restarted, third.checkpoint?.offset], [['{"c":2}'], false, 27]);
  });

  it('leaves a half-written line for later and says how much of it there is', async () => {
    const path = folder.write('a.jsonl', '{"a":1}\n{"b":"x');
    const first = await reading(path);
    assert.deepEqual([first.texts, first.end.pendingBytes, first.checkpoint?.offset], [['{"a":1}'], 7, 8]);
    appendFileSync(path, 'y"}\n{"c":3}\n');
    const second = await reading(path, first.checkpoint);
    assert.deepEqual([second.texts, second.end.pendingBytes, second.restarted], [['{"b":"xy"}', '{"c":3}'], 0, false]);
  });

  it('takes a last line without line end when it is a complete object, and not twice', async () => {
    const path = folder.write('a.jsonl', '{"a":1}\n{"b":{"c":2}}');
    const first = await reading(path);
    assert.deepEqual([first.texts, first.end.pendingBytes], [['{"a":1}', '{"b":{"c":2}}'], 0]);
    appendFileSync(path, '\n{"d":3}\n');
    assert.deepEqual((await reading(path, first.checkpoint)).texts, ['{"d":3}']);
  });

  for (const rest of ['{"a":{"b":1}', '[]', 'null', 'no json', '{"a":1} x', '\0\0\0', '{"a":}']) {
    it(`waits for the rest of ${JSON.stringify(rest)}`, async () => {
      const { texts, end } = await reading(folder.write('a.jsonl', `{}\n${rest}`));
      assert.deepEqual([texts, end.pendingBytes], [['{}'], rest.length]);
    });
  }

  it('takes no empty line for a line, nor blanks at the end for a half-written one', async () => {
    const path = folder.write('a.jsonl', '\n{"a":1}\r\n\r\n  \t\n\n{"b":2}\r\n  ');
    const { texts, end, checkpoint } = await reading(path);
    assert.deepEqual([texts, end.pendingBytes], [['{"a":1}', '{"b":2}'], 0]);
    appendFileSync(path, '{"c":3}\n');
    assert.deepEqual((await reading(path, checkpoint)).texts, ['{"c":3}']);
  });

  it('passes over a byte-order mark, and reads bytes that are no UTF-8 as U+FFFD', async () => {
    const path = folder.write('a.jsonl', Buffer.concat([Buffer.from('\ufeff{"a":1}\n{"b":"'), Buffer.from([0xff, 0xfe, 0xc3]), Buffer.from('"}\n')]));
    assert.deepEqual((await reading(path)).texts, ['{"a":1}', '{"b":"\ufffd\ufffd\ufffd"}']);
  });

  it('gives the same lines however the file falls into chunks', async () => {
    const lines = ['{"a":"日本"}', 'x'.repeat(40), '{"größe":1}', '[]', '{"z":0}'];
    const path = folder.write('a.jsonl', lines.join('\n') + '\n');
    for (let chunkBytes = 1; chunkBytes < 50; chunkBytes++)
      assert.deepEqual((await reading(path, null, { chunkBytes, maxLineBytes: 100 })).texts, lines, `chunks of ${chunkBytes}`);
  });

  it('can go on from the checkpoint of every batch', async () => {
    const path = folder.write('a.jsonl', Array.from({ length: 50 }, (_, i) => `{"line":${i}}\n`).join(''));
    const whole = await reading(path, null, { chunkBytes: 64, maxLineBytes: 1000 });
    assert.ok(whole.batches.length > 5);
    let seen = 0;
    for (const batch of whole.batches) {
      seen += batch.lines.length;
      const rest = await reading(path, batch.checkpoint);
      assert.deepEqual([rest.texts, rest.restarted], [whole.texts.slice(seen), false]);
    }
  });

  it('counts and passes over lines above the limit, complete or not', async () => {
    const limits = { chunkBytes: 16, maxLineBytes: 40 };
    const path = folder.write('a.jsonl', `{"a":1}\n"${'x'.repeat(100)}"\n{"b":2}\n${'y'.repeat(40)}\n${'z'.repeat(41)}\n{"c":3}\n${'w'.repeat(90)}`);
    const { texts, oversize, end, checkpoint } = await reading(path, null, limits);
    assert.deepEqual([texts, oversize, end.pendingBytes], [['{"a":1}', '{"b":2}', 'y'.repeat(40), '{"c":3}'], 2, 90]);
    appendFileSync(path, '\n{"d":4}\n');
    const more = await reading(path, checkpoint, limits);
    assert.deepEqual([more.texts, more.oversize, more.restarted], [['{"d":4}'], 1, false]);
  });

  describe('begins anew, and says so,', () => {
    const started = async (): Promise<{ path: string; checkpoint: Checkpoint | null }> => {
      const path = folder.write('a.jsonl', '{"a":1}\n{"b":2}\n');
      return { path, checkpoint: (await reading(path)).checkpoint };
    };

    it('when the file shrank', async () => {
      const { path, checkpoint } = await started();
      truncateSync(path, 8);
      const { texts, restarted } = await reading(path, checkpoint);
      assert.deepEqual([texts, restarted], [['{"a":1}'], true]);
    });

    it('when the file was emptied', async () => {
      const { path, checkpoint } = await started();
      truncateSync(path, 0);
      const { batches, restarted } = await reading(path, checkpoint);
      assert.deepEqual([batches.length, restarted, batches[0]?.checkpoint.offset], [1, true, 0]);
    });

    it('when its first bytes changed in place', async () => {
      const { path, checkpoint } = await started();
      writeFileSync(path, '{"x":1}\n{"b":2}\n{"c":3}\n');
      const { texts, restarted } = await reading(path, checkpoint);
      assert.deepEqual([texts, restarted], [['{"x":1}', '{"b":2}', '{"c":3}'], true]);
    });

    it('when its first bytes changed in place, far before equal last bytes', async () => {
      const rest = Array.from({ length: 400 }, (_, i) => `{"line":${i}}\n`).join('');
      const path = folder.write('a.jsonl', `{"b":2}\n${rest}`);
      const { checkpoint } = await reading(path);
      writeFileSync(path, `{"b":3}\n${rest}`);
      assert.equal((await reading(path, checkpoint)).restarted, true);
    });

    it('when the bytes before the checkpoint changed, far behind equal first bytes', async () => {
      const head = Array.from({ length: 400 }, (_, i) => `{"line":${i}}\n`).join('');
      const path = folder.write('a.jsonl', `${head}{"b":2}\n`);
      const { checkpoint } = await reading(path);
      writeFileSync(path, `${head}{"b":3}\n{"c":4}\n`);
      assert.equal((await reading(path, checkpoint)).restarted, true);
    });

    it('when another file took its place', async () => {
      const { path, checkpoint } = await started();
      renameSync(folder.write('b.jsonl', '{"a":1}\n{"b":2}\n{"c":3}\n'), path);
      const { texts, restarted } = await reading(path, checkpoint);
      assert.deepEqual([texts.length, restarted], [3, true]);
    });
  });

  it('answers trouble as a value', async () => {
    const gone = await reading(`${folder.path}/none.jsonl`);
    assert.deepEqual(gone.end, { state: 'gone', reason: 'does not exist', pendingBytes: 0, modifiedAt: 0 });
    assert.deepEqual((await reading(folder.path)).end, { state: 'unreadable', reason: 'is a folder', pendingBytes: 0, modifiedAt: 0 });
  });

  it('answers that a file may not be read', async function () {
    if (process.platform === 'win32' || process.getuid?.() === 0) this.skip();
    const path = folder.write('a.jsonl', '{}\n');
    chmodSync(path, 0);
    assert.deepEqual((await reading(path)).end, { state: 'unreadable', reason: 'may not be read', pendingBytes: 0, modifiedAt: 0 });
  });

  it('survives that the file goes or shrinks while it is read', async () => {
    const path = folder.write('a.jsonl', '{"a":1}\n'.repeat(20));
    let lines = 0;
    const end = await readAppended(
      path,
      null,
      (batch) => {
        if (lines === 0) truncateSync(path, 20);
        if (lines === 1) unlinkSync(path);
        lines += batch.lines.length;
      },
      new AbortController().signal,
      { chunkBytes: 8, maxLineBytes: 100 },
    );
    assert.deepEqual([end.state, lines], ['read', 2]);
    assert.equal(end.pendingBytes, 4);
  });

  it('stops between chunks when asked to, and what it gave stands', async () => {
    const path = folder.write('a.jsonl', '{"a":1}\n'.repeat(20));
    const stop = new AbortController();
    const batches: LineBatch[] = [];
    const end = await readAppended(
      path,
      null,
      (batch) => {
        batches.push(batch);
        stop.abort();
      },
      stop.signal,
      { chunkBytes: 20, maxLineBytes: 100 },
    );
    assert.equal(end.state, 'aborted');
    assert.equal(batches.length, 1);
    assert.deepEqual((await reading(path, batches[0]?.checkpoint)).texts.length, 18);
  });

  it('waits for each batch, and throws what the receiver throws', async () => {
    const path = folder.write('a.jsonl', '{"a":1}\n'.repeat(4));
    let busy = false;
    await readAppended(
      path,
      null,
      async () => {
        assert.equal(busy, false);
        busy = true;
        await new Promise(setImmediate);
        busy = false;
      },
      new AbortController().signal,
      { chunkBytes: 8, maxLineBytes: 100 },
    );
    const fault = new Error('store');
    await assert.rejects(
      readAppended(path, null, () => Promise.reject(fault), new AbortController().signal),
      fault,
    );
  });
});

describe('splitting bytes into lines', () => {
  it('does not depend on the chunks, and never holds more than the limit', () => {
    const bytes = fc.array(fc.constantFrom('\n', 'a', 'ü', ' ', '\r', '{}'), { maxLength: 60 }).map((parts) => Buffer.from(parts.join('')));
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 60 });
    const split = (body: Buffer, steps: readonly number[]): unknown => {
      const splitter = new LineSplitter(100, 6);
      const lines: unknown[] = [];
      let oversize = 0;
      for (let at = 0, step = 0; at < body.length; step++) {
        const next = at + (steps[step % steps.length] ?? 1);
        const result = splitter.push(body.subarray(at, next));
        lines.push(...result.lines.map(({ text, offset }) => ({ text, offset })));
        oversize += result.oversize;
        at = next;
        assert.ok(splitter.remainder().text.length <= 6);
      }
      return { lines, oversize, offset: splitter.offset, pending: splitter.pendingBytes, rest: splitter.remainder().text };
    };
    fc.assert(
      fc.property(bytes, sizes, (body, steps) => assert.deepEqual(split(body, steps), split(body, [1000]))),
      { numRuns: 500 },
    );
  });
});
