import assert from 'node:assert/strict';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reply, useHome } from '../../support/history';
import { openWindow, readWindow } from './opening';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 12);

describe('the sweep in health and status', () => {
  const home = useHome();
  const write = (name: string, ageDays: number): string => {
    const path = home.write(name, [reply({ id: name, at: NOW - ageDays * DAY, input: 1 })]);
    age(path, ageDays);
    return path;
  };
  const age = (path: string, days: number): void => utimesSync(path, (NOW - days * DAY) / 1_000, (NOW - days * DAY) / 1_000);
  const settings = (days: number): void => writeFileSync(join(home.path, 'settings.json'), JSON.stringify({ cleanupPeriodDays: days }));

  it('is null where nothing says that Claude Code deletes', async () => {
    write('p/s.jsonl', 20);
    const { engine } = await readWindow(home.path);
    assert.equal(engine.health(NOW).sweep, null);
    await engine.close();
  });

  it('names the day, and what is not saved until it is', async () => {
    settings(21);
    write('p/s.jsonl', 20);
    write('p/t.jsonl', 1);
    home.type([]);
    const { engine } = await readWindow(home.path);
    const bytes = engine.health(NOW).bytes;
    const sweep = { periodDays: 21, oldestAt: NOW - 20 * DAY, nextAt: NOW + DAY, unsavedBytes: bytes, transcriptsDue: 1, unsavedDueBytes: bytes / 2 };
    assert.deepEqual(engine.health(NOW).sweep, sweep);
    assert.deepEqual(engine.status(NOW).problems, [], 'what waits for the next save is no problem');
    await engine.parts.keeper.save();
    assert.deepEqual(engine.health(NOW).sweep, { ...sweep, unsavedBytes: 0, unsavedDueBytes: 0 });
    await engine.close();
    const again = await openWindow(home.path);
    await again.engine.parts.importer.readEverything();
    assert.equal(again.engine.health(NOW).sweep?.unsavedBytes, 0, 'saved by the window before');
    await again.engine.close();
  });

  it('follows transcripts that grow or go', async () => {
    settings(30);
    const old = write('p/old.jsonl', 29);
    const next = write('p/next.jsonl', 10);
    const { engine } = await readWindow(home.path);
    rmSync(old);
    await engine.parts.importer.readEverything();
    assert.equal(engine.health(NOW).sweep?.nextAt, NOW + 20 * DAY);
    home.append('p/next.jsonl', [reply({ id: 'more', at: NOW, input: 1 })]);
    age(next, 2);
    await engine.parts.importer.readEverything();
    assert.equal(engine.health(NOW).sweep?.nextAt, NOW + 28 * DAY);
    await engine.close();
  });

  it('is a problem in the status while watching is paused, and what goes is not read', async () => {
    settings(21);
    write('p/s.jsonl', 20);
    const { engine } = await openWindow(home.path);
    engine.parts.importer.pause(true);
    await engine.parts.importer.readEverything();
    assert.match(
      engine.status(NOW).problems.join(),
      /^Claude Code deletes transcripts older than 21 days from Nov 23 on, and \d+ B of them are not saved yet$/,
    );
    engine.parts.importer.pause(false);
    await engine.parts.importer.readEverything();
    assert.deepEqual(engine.status(NOW).problems, []);
    await engine.close();
  });

  it('is a problem while the disk refuses to save', async () => {
    settings(21);
    write('p/s.jsonl', 20);
    const { engine } = await readWindow(home.path);
    const ledger = join(home.path, 'store/ledger');
    // A folder in the place of the file: nobody, not even root, can replace it by a file.
    rmSync(join(ledger, 'catalog.sqlite'), { force: true });
    mkdirSync(join(ledger, 'catalog.sqlite/x'), { recursive: true });
    await engine.parts.keeper.save();
    assert.match(engine.status(NOW).problems.join(), /are not saved yet/);
    await assert.rejects(engine.parts.keeper.mustSave(), /could not be saved/);
    rmSync(join(ledger, 'catalog.sqlite'), { recursive: true });
    await engine.parts.keeper.mustSave();
    assert.deepEqual(engine.status(NOW).problems, []);
    await engine.close();
  });

  it('takes half a last line for saved: it may never be whole', async () => {
    settings(21);
    age(home.write('p/s.jsonl', `${JSON.stringify(reply({ id: 'one', at: NOW, input: 1 }))}\n{"half`), 20);
    const { engine } = await readWindow(home.path);
    await engine.parts.keeper.save();
    assert.equal(engine.health(NOW).sweep?.unsavedBytes, 0);
    await engine.close();
  });
});
