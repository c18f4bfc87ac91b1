import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeInOrder, writePart } from '../../../src/store/writeWhole';

describe('files that are written together', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'spendlight-parts-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const path = (name: string): string => join(folder, name);
  const text = (name: string): string => readFileSync(path(name), 'utf8');
  const write = (name: string) => writePart(path(name), Buffer.from(`new ${name}`));

  it('come into their places in their order', async () => {
    const seen: string[][] = [];
    await writeInOrder(['a', 'b', 'c'].map(write), () => void seen.push(readdirSync(folder).filter((name) => !name.endsWith('.part'))));
    assert.deepEqual(seen, [['a'], ['a', 'b'], ['a', 'b', 'c']]);
    assert.deepEqual([text('a'), text('c')], ['new a', 'new c']);
  });

  it('stay as they were where one of them cannot be written, and leave nothing behind', async () => {
    for (const name of ['a', 'c']) writeFileSync(path(name), 'old');
    const placed: number[] = [];
    writeFileSync(path('file'), '');
    await assert.rejects(writeInOrder([write('a'), write('file/below'), write('c')], (i) => void placed.push(i)));
    assert.deepEqual(placed, []);
    assert.deepEqual(readdirSync(folder).sort(), ['a', 'c', 'file']);
    assert.deepEqual([text('a'), text('c')], ['old', 'old']);
  });

  it('before one that cannot be placed are new, those after it as they were', async () => {
    mkdirSync(join(folder, 'b', 'full'), { recursive: true });
    writeFileSync(path('c'), 'old');
    const placed: number[] = [];
    await assert.rejects(writeInOrder(['a', 'b', 'c'].map(write), (i) => void placed.push(i)));
    assert.deepEqual(placed, [0]);
    assert.deepEqual([text('a'), text('c')], ['new a', 'old']);
    assert.deepEqual(readdirSync(folder).sort(), ['a', 'b', 'c']);
  });
});
