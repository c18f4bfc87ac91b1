import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AlertClaims } from '../../../src/store/alertClaims';
import { startPartner } from './process';

describe('alert claims', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'spendlight-claims-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are granted once, also to another object, whatever the id has in it', () => {
    const ids = ['day-1', 'day/../1', 'DAY-1', 'ä\n', 'x'.repeat(5_000)];
    const [a, b] = [new AlertClaims(folder), new AlertClaims(folder)];
    assert.deepEqual(
      ids.map((id) => a.claim(id, 1)),
      ids.map(() => true),
    );
    assert.deepEqual(
      ids.map((id) => b.claim(id, 2)),
      ids.map(() => false),
    );
    assert.ok(b.claim('another', 1));
  });

  it('are granted to one of three processes each', async function () {
    this.timeout(20_000);
    const ids = Array.from({ length: 200 }, (_, i) => `id${i}`);
    const partners = [1, 2, 3].map(() => startPartner('claimPartner', folder));
    const granted = (await Promise.all(partners.map((partner) => partner.ask(ids.join(' '))))).flatMap((line) => line.split(' ').filter(Boolean));
    await Promise.all(partners.map((partner) => partner.kill()));
    assert.deepEqual(granted.toSorted(), ids.toSorted());
  });

  it('keep snoozes, the last word counting, and pass over files that nobody can read', () => {
    const claims = new AlertClaims(folder);
    assert.equal(claims.snoozes().size, 0);
    claims.snooze('a', 5);
    claims.snooze('a', 9);
    claims.snooze('b', 1);
    for (const garbage of ['', '{', 'null', '[]', '{"budgetId":1,"until":2}']) writeFileSync(join(folder, 'snoozes', `garbage${garbage.length}.json`), garbage);
    mkdirSync(join(folder, 'snoozes', 'folder.json'));
    assert.deepEqual(
      new AlertClaims(folder).snoozes(),
      new Map([
        ['a', 9],
        ['b', 1],
      ]),
    );
  });

  it('are refused with words when the folder cannot be written', () => {
    writeFileSync(join(folder, 'file'), '');
    assert.throws(() => new AlertClaims(join(folder, 'file')).claim('a', 1));
  });

  it('are forgotten with everything else', () => {
    const claims = new AlertClaims(folder);
    claims.claim('a', 1);
    claims.snooze('a', 1);
    claims.clear();
    assert.deepEqual(readdirSync(folder), []);
    assert.ok(claims.claim('a', 1));
  });
});
