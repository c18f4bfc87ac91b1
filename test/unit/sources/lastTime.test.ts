import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastTimeIn } from '../../../src/sources/claudeCode/lastTime';

describe('the last time that a transcript names', () => {
  let folder = '';
  before(() => (folder = mkdtempSync(join(tmpdir(), 'spendlight-last-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const timeIn = (text: string): number | null => {
    const path = join(folder, 's.jsonl');
    writeFileSync(path, text);
    return lastTimeIn(path);
  };
  const line = (timestamp: string, more = ''): string => `${JSON.stringify({ type: 'user', timestamp, more })}\n`;

  it('is that of the last line that has one, also of half a line', () => {
    const text = line('2026-10-01T00:00:00.000Z', 'x'.repeat(40_000)) + line('2026-11-02T03:04:05.678Z') + '{"type":"summary"}\n';
    assert.equal(timeIn(text), Date.UTC(2026, 10, 2, 3, 4, 5, 678));
    assert.equal(timeIn(`${text}{"type":"user","timestamp":"2026-11-03T00:00:00.000Z","mess`), Date.UTC(2026, 10, 3));
    assert.equal(timeIn('{ "timestamp": "2026-11-03T00:00:00.000Z" }'), Date.UTC(2026, 10, 3));
  });

  it('is none where the end names none, or there is no such file', () => {
    for (const text of ['', 'no json', line('soon enough'), line('2026-10-01T00:00:00.000Z', 'x'.repeat(40_000))])
      assert.equal(timeIn(text), null, text.slice(0, 20));
    assert.equal(lastTimeIn(join(folder, 'gone.jsonl')), null);
    assert.equal(lastTimeIn(folder), null);
  });
});
