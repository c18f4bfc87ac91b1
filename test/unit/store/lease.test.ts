import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createLease } from '../../../src/store/lease';
import { startPartner, type Partner } from './process';

describe('lease', function () {
  this.timeout(30_000);
  let folder = '';
  const partners: Partner[] = [];
  const start = (): Partner => {
    const partner = startPartner('leasePartner', folder, '2000');
    partners.push(partner);
    return partner;
  };
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'spendlight-lease-'))));
  afterEach(async () => {
    for (const partner of partners.splice(0)) await partner.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is held by one of two processes, and handed over by release', async () => {
    const [a, b] = [start(), start()];
    const taken = await Promise.all([a.ask('take'), b.ask('take')]);
    assert.deepEqual(taken.toSorted(), ['false', 'true']);
    const [holder, other] = taken[0] === 'true' ? [a, b] : [b, a];
    for (let i = 0; i < 5; i++) {
      assert.equal(await other.ask('take'), 'false');
      assert.equal(await holder.ask('take'), 'true');
    }
    assert.equal(await holder.ask('release'), 'false');
    assert.equal(await other.ask('take'), 'true');
    assert.equal(await holder.ask('take'), 'false');
  });

  it('of a killed process is taken at once, by one of the others', async () => {
    const [a, b, c] = [start(), start(), start()];
    assert.equal(await a.ask('take'), 'true');
    assert.equal(await b.ask('take'), 'false');
    await a.kill();
    const taken = await Promise.all([b.ask('take'), c.ask('take')]);
    if (!taken.includes('true')) taken.push(await b.ask('take'));
    assert.equal(taken.filter((mine) => mine === 'true').length, 1);
    assert.deepEqual(readdirSync(folder).toSorted(), ['writer.json', 'writer.lock']);
  });

  it('of a killed process is taken although the one who was taking it was killed too', async () => {
    const [a, b] = [start(), start()];
    assert.equal(await a.ask('take'), 'true');
    await a.kill();
    const { ino, birthtimeNs } = statSync(join(folder, 'writer.lock'), { bigint: true });
    const left = join(folder, `writer.lock.${ino}-${birthtimeNs}`);
    mkdirSync(left);
    assert.equal(await b.ask('take'), 'false');
    utimesSync(left, new Date(Date.now() - 10_000), new Date(Date.now() - 10_000));
    assert.equal(await b.ask('take'), 'false');
    assert.equal(await b.ask('take'), 'true');
    assert.deepEqual(readdirSync(folder).toSorted(), ['writer.json', 'writer.lock']);
  });

  it('of a process of which nothing is known is taken once it is stale, and not before', async () => {
    const [a, b] = [start(), start()];
    assert.equal(await a.ask('take'), 'true');
    // As another machine on the same disk would have left it.
    writeFileSync(join(folder, 'writer.json'), readFileSync(join(folder, 'writer.json'), 'utf8').replace(/"realm":"[^"]*"/, '"realm":"elsewhere"'));
    await a.kill();
    assert.equal(await b.ask('take'), 'false');
    while ((await b.ask('take')) !== 'true') await wait(200);
  });

  it('tells another window when it is let go', async () => {
    const [holder, other] = [createLease(folder, String), createLease(folder, String)];
    assert.ok(await holder.take());
    let stop = (): void => undefined;
    const freed = new Promise<void>((resolve) => (stop = other.onFree(resolve)));
    await holder.release();
    await freed;
    stop();
    assert.ok(await other.take());
    await other.release();
  });

  it('of a living process stays fresh for longer than it takes to go stale', async () => {
    const [a, b] = [start(), start()];
    assert.equal(await a.ask('take'), 'true');
    for (let i = 0; i < 12; i++) {
      await wait(250);
      assert.equal(await b.ask('take'), 'false');
    }
  });

  it('is not held any more when another took it, though no heartbeat has found out', async () => {
    const reasons: string[] = [];
    const lease = createLease(folder, (reason) => void reasons.push(reason), { stale: 60_000, heartbeat: 30_000 });
    assert.ok(await lease.take());
    assert.ok(lease.held);
    // As a process that woke up would find it: stale, removed and made anew by another.
    rmSync(join(folder, 'writer.lock'), { recursive: true });
    mkdirSync(join(folder, 'writer.lock'));
    assert.ok(!lease.held);
    assert.equal(reasons.length, 1);
    assert.ok(!lease.held);
    assert.equal(reasons.length, 1);
    rmSync(join(folder, 'writer.lock'), { recursive: true });
  });

  it('says that it was lost when another took it meanwhile', async () => {
    let lose: (reason: string) => void = String;
    const lost = new Promise<string>((resolve) => (lose = resolve));
    const lease = createLease(folder, (reason) => lose(reason), { stale: 2_000, heartbeat: 1_000 });
    assert.ok(await lease.take());
    // As a process that was asleep for long would find it.
    rmSync(join(folder, 'writer.lock'), { recursive: true });
    mkdirSync(join(folder, 'writer.lock'));
    utimesSync(join(folder, 'writer.lock'), 1, 1);
    assert.notEqual(await lost, '');
    assert.ok(!lease.held);
    await lease.release();
  });

  it('cannot be taken where its folder is a file, and says so', async () => {
    writeFileSync(join(folder, 'file'), '');
    await assert.rejects(createLease(join(folder, 'file/ledger'), String).take(), /./);
  });
});
