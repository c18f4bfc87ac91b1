import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Courier } from '../../../src/channels/courier';
import { Outbox } from '../../../src/channels/outbox';
import type { Verdict } from '../../../src/core/channel/verdict';
import { AT, channel, notice } from './samples';

const never = new AbortController().signal;
/** More than any system gives. */
const NOBODY = 2 ** 30;

class Death extends Error {}

/** The outbox as a process has it that dies at its n-th word to it: before the word is written, or after. Never where `at` is more than there are. */
function dying(outbox: Outbox, at: number, after: boolean): Outbox {
  let count = 0;
  return new Proxy(outbox, {
    get(target, name) {
      const method = Reflect.get(target, name, target) as (...args: unknown[]) => Promise<unknown>;
      if (!['claim', 'keep', 'end'].includes(String(name))) return method.bind(target);
      return async (...args: unknown[]) => {
        const dies = ++count === at;
        if (dies && !after) throw new Death();
        const result = await method.apply(target, args);
        if (dies) throw new Death();
        return result;
      };
    },
  });
}

const VERDICTS: Readonly<Record<string, { readonly verdict: Verdict; readonly taken: boolean }>> = {
  taken: { verdict: { kind: 'sent', remark: '' }, taken: true },
  refused: { verdict: { kind: 'later', reason: 'x', after: null }, taken: false },
  'taken without a word': { verdict: { kind: 'unclear', reason: 'x' }, taken: true },
  lost: { verdict: { kind: 'unclear', reason: 'x' }, taken: false },
};

/** What a receiver does to each request in turn, and where each process over the outbox dies. */
const STORY = fc.record({
  requests: fc.array(fc.constantFrom(...Object.keys(VERDICTS)), { maxLength: 8 }),
  processes: fc.array(fc.record({ at: fc.integer({ min: 1, max: 8 }), after: fc.boolean(), two: fc.boolean() }), { maxLength: 6 }),
});

describe('processes that die anywhere between taking and marking', function () {
  this.timeout(60_000);

  async function live(kind: 'slack' | 'pagerduty', { requests, processes }: typeof STORY extends fc.Arbitrary<infer S> ? S : never) {
    const folder = mkdtempSync(join(tmpdir(), 'spendlight-crashes-'));
    const to = channel({ kind });
    const left = [...requests];
    let [taken, now] = [0, AT];
    const send = async (): Promise<Verdict> => {
      const { verdict, taken: has } = VERDICTS[left.shift() ?? 'taken'] ?? assert.fail();
      if (has) taken += 1;
      return verdict;
    };
    const courier = (outbox: Outbox): Courier => new Courier(outbox, { channels: () => [to], send, now: () => now, firstPause: 0 });
    const bury = (): void => {
      for (const name of readdirSync(folder).filter((file) => file.endsWith('.try'))) {
        const path = join(folder, name);
        writeFileSync(path, JSON.stringify({ ...(JSON.parse(readFileSync(path, 'utf8')) as object), pid: NOBODY }));
      }
    };
    try {
      await courier(new Outbox(folder)).take(['team'], notice());
      for (const { at, after, two } of processes) {
        const runs = [courier(dying(new Outbox(folder), at, after)).run(never), ...(two ? [courier(dying(new Outbox(folder), at, !after)).run(never)] : [])];
        for (const run of await Promise.allSettled(runs)) if (run.status === 'rejected' && !(run.reason instanceof Death)) throw run.reason;
        bury();
        now += 3_600_000;
      }
      const last = courier(new Outbox(folder));
      for (let run = 0; run < 8; run++) {
        await last.run(never);
        now += 3_600_000;
      }
      return { taken, failed: (await last.failures()).length, next: await last.next() };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it('Slack has a message once at most, and one that it may not have is shown', async () => {
    await fc.assert(
      fc.asyncProperty(STORY, async (story) => {
        const { taken, failed, next } = await live('slack', story);
        assert.ok(taken <= 1, `${taken} times`);
        assert.ok(taken === 1 || failed === 1, 'neither there nor shown');
        assert.equal(next, null);
      }),
      { numRuns: 60 },
    );
  });

  it('PagerDuty has an event once at least', async () => {
    await fc.assert(
      fc.asyncProperty(STORY, async (story) => {
        const { taken, failed, next } = await live('pagerduty', story);
        assert.ok(taken >= 1);
        assert.deepEqual([failed, next], [0, null]);
      }),
      { numRuns: 60 },
    );
  });
});
