import assert from 'node:assert/strict';
import { reply, useHome } from '../../support/history';
import { counted, openWindow, totalsOnce } from './opening';

const OCTOBER = Date.UTC(2026, 9, 27);
const NOVEMBER = Date.UTC(2026, 10, 14);

describe('a month that another window wrote after this one opened', () => {
  const home = useHome();

  it('holds a response once, though a later copy of it was read first', async () => {
    home.append('p/first.jsonl', [reply({ id: 'one', at: OCTOBER, input: 1, output: 37, session: 'a' })]);
    const writer = await openWindow(home.path, 'writer');
    const late = await openWindow(home.path, 'late');
    home.append('p/second.jsonl', [reply({ id: 'one', at: NOVEMBER, input: 1, output: 71, session: 'b' })]);
    const wanted = { responses: 1, input: 1, output: 71, nanoUsd: 143_000 };
    await writer.engine.parts.importer.readEverything();
    assert.deepEqual(counted(writer.engine), wanted);
    await writer.engine.close();
    // Newest transcript first: the copy of November, then October's file, which is on disk by now.
    await late.engine.parts.importer.readEverything();
    assert.deepEqual(counted(late.engine), wanted);
    await late.engine.close();
    for (const workspace of ['writer', 'late', 'new']) assert.deepEqual(await totalsOnce(home.path, workspace), wanted, workspace);
  });
});
