import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Claim } from '../../../src/core/alerts/claim';
import { AlertClaims } from '../../../src/store/alertClaims';
import { Hushes } from '../../../src/store/hushes';
import { startPartner } from './process';

const claim = (id: string, over: Partial<Claim> = {}): Claim => ({ id, series: id, reached: 8, amount: 8, ...over });
const LATER = 120_000;

describe('alert claims', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'spendlight-claims-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are granted once, also to another object, whatever the id has in it', () => {
    const claims = ['day-1', 'day/../1', 'DAY-1', 'ä\n', 'x'.repeat(5_000)].map((id) => claim(id));
    const [a, b] = [new AlertClaims(folder), new AlertClaims(folder)];
    assert.deepEqual(
      claims.map((one) => a.claim(one, 1)),
      claims.map(() => true),
    );
    assert.deepEqual(
      claims.map((one) => b.claim(one, 2)),
      claims.map(() => false),
    );
    assert.ok(b.claim(claim('another'), 1));
  });

  it('are granted to one of three processes each', async function () {
    this.timeout(20_000);
    const ids = Array.from({ length: 200 }, (_, i) => `id${i}`);
    const partners = [1, 2, 3].map(() => startPartner('claimPartner', folder));
    const granted = (await Promise.all(partners.map((partner) => partner.ask(ids.join(' '))))).flatMap((line) => line.split(' ').filter(Boolean));
    await Promise.all(partners.map((partner) => partner.kill()));
    assert.deepEqual(granted.toSorted(), ids.toSorted());
  });

  it('pass to another window when theirs died before it spoke, and to one alone', () => {
    const [dead, b, c] = [new AlertClaims(folder), new AlertClaims(folder), new AlertClaims(folder)];
    assert.ok(dead.claim(claim('a'), 0));
    assert.deepEqual([b.claim(claim('a'), LATER - 1), b.claim(claim('a'), LATER), c.claim(claim('a'), LATER)], [false, true, false]);
    b.fulfil(claim('a'));
    assert.equal(c.claim(claim('a'), 9 * LATER), false);
    assert.equal(new AlertClaims(folder).claim(claim('a'), 9 * LATER), false);
  });

  it('pass on as well where the clock went back meanwhile', () => {
    assert.ok(new AlertClaims(folder).claim(claim('a'), 9 * LATER));
    assert.ok(new AlertClaims(folder).claim(claim('a'), 0));
  });

  it('of a limit that was raised are granted where it lies above what was spoken of, and nowhere else', () => {
    const claims = new AlertClaims(folder);
    const of10 = claim('80 of 10', { series: '80', reached: 8.5, amount: 8 });
    assert.ok(claims.claim(of10, 1));
    const lowered = claim('80 of 9', { series: '80', reached: 8.5, amount: 7.2 });
    assert.equal(claims.claim(lowered, 2), false, 'being spoken of');
    claims.fulfil(of10);
    assert.equal(new AlertClaims(folder).claim(lowered, 9 * LATER), false);
    assert.ok(new AlertClaims(folder).claim(claim('80 of 20', { series: '80', reached: 16, amount: 16 }), 9 * LATER));
    assert.equal(claims.claim({ ...of10, reached: 16 }, 9 * LATER), false, 'the first one again');
  });

  it('are fulfilled at what was reached by then, also for windows to come', () => {
    const claims = new AlertClaims(folder);
    const of10 = claim('80 of 10', { series: '80', reached: 8.5, amount: 8 });
    claims.claim(of10, 1);
    claims.fulfil(of10);
    // Spoken of again, as what lies below a higher threshold.
    claims.fulfil({ ...of10, reached: 11.25 });
    const raised = (reached: number, amount: number): Claim => claim(`80 of ${amount / 0.8}`, { series: '80', reached, amount });
    assert.deepEqual(
      [raised(11.25, 11.2), raised(11.5, 11.3)].map((one) => new AlertClaims(folder).claim(one, 9 * LATER)),
      [false, true],
    );
  });

  it('hold what they are while a file is being written, and no longer', () => {
    const claims = new AlertClaims(folder);
    claims.claim(claim('a'), Date.now());
    const [series = ''] = readdirSync(join(folder, 'claims'));
    const [file = ''] = readdirSync(join(folder, 'claims', series));
    const path = join(folder, 'claims', series, file);
    writeFileSync(path, '');
    assert.equal(claims.claim(claim('a'), Date.now()), false);
    utimesSync(path, 1, 1);
    assert.ok(claims.claim(claim('a'), Date.now()));
  });

  it('are forgotten oldest first where there are too many', () => {
    for (let i = 0; i < 5_003; i++) mkdirSync(join(folder, 'claims', `s${i}`), { recursive: true });
    for (const old of ['s7', 's8', 's9']) utimesSync(join(folder, 'claims', old), 1, 1);
    const claims = new AlertClaims(folder);
    const left = readdirSync(join(folder, 'claims'));
    assert.deepEqual([left.length, left.includes('s7'), left.includes('s8'), left.includes('s9')], [5_000, false, false, false]);
    assert.ok(claims.claim(claim('a'), 1));
  });

  it('are refused with words when the folder cannot be written', () => {
    writeFileSync(join(folder, 'file'), '');
    assert.throws(() => new AlertClaims(join(folder, 'file')).claim(claim('a'), 1), /none is shown/);
  });

  it('are forgotten with everything else', () => {
    const claims = new AlertClaims(folder);
    claims.claim(claim('a'), 1);
    claims.fulfil(claim('a'));
    claims.clear();
    assert.deepEqual(readdirSync(folder), []);
    assert.ok(claims.claim(claim('a'), 1));
  });
});

describe('hushes', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'spendlight-hushes-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are known to every window, the last word counting, until they are taken back', () => {
    const hushes = new Hushes(folder);
    assert.equal(hushes.all().size, 0);
    hushes.hush('a', 5);
    hushes.hush('a', 9);
    hushes.hush('b', null);
    hushes.hush('c', 1);
    hushes.takeBack('c');
    hushes.takeBack('never');
    assert.deepEqual(
      new Hushes(folder).all(),
      new Map([
        ['a', 9],
        ['b', null],
      ]),
    );
  });

  it('pass over files that nobody can read', () => {
    const hushes = new Hushes(folder);
    hushes.hush('a', 9);
    for (const garbage of ['', '{', 'null', '[]', '{"key":1,"until":2}', '{"key":"x"}'])
      writeFileSync(join(folder, 'snoozes', `garbage${garbage.length}.json`), garbage);
    mkdirSync(join(folder, 'snoozes', 'folder.json'));
    assert.deepEqual(hushes.all(), new Map([['a', 9]]));
    hushes.clear();
    assert.deepEqual(readdirSync(folder), []);
  });
});
