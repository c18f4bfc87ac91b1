import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { PERIODS, type Budget, type BudgetPeriod } from '../../../src/core/budget/budget';
import type { BudgetStatus } from '../../../src/core/budget/status';
import { blocksOf, isActive } from '../../../src/core/time/block';
import { periodRange } from '../../../src/core/time/range';
import type { Fact } from '../../../src/core/usage/event';
import { budgetStatuses } from '../../../src/engine/budgets';
import { runningBlock } from '../../../src/engine/runningBlock';
import { inFolder, openShelf, said } from '../engine/shelf';
import { dailyBudget } from '../../support/dailyBudget';

const HOUR = 3_600_000;
const QUARTER = HOUR / 4;
const NOW = Date.parse('2026-11-22T12:20:00Z');
const CALENDAR = { timezone: 'Asia/Kathmandu', firstDayOfWeek: 1, billingCycleDay: 15 };
const budget = (id: string, over: Partial<Budget> = {}): Budget =>
  dailyBudget({ id, name: id, metric: 'requests', limit: 10, thresholds: [{ percent: 50, severity: 'warning' }], ...over });

interface Use {
  readonly at: number;
  readonly session: string;
  readonly cwd: string;
  readonly model: string;
  readonly output: number;
}
const factOf = ({ at, session, cwd, model, output }: Use, index: number): Fact =>
  ({ ...said(`m${index}`, output, { at, sessionId: session, cwd }), model }) as Fact;

const statusesOf = (uses: readonly Use[], budgets: readonly Budget[], now = NOW): Promise<readonly BudgetStatus[]> =>
  inFolder(async (folder) => {
    const { books, append } = await openShelf(folder, CALENDAR.timezone);
    append(uses.map(factOf));
    const statuses = budgetStatuses({ sums: books.aggregates.database, calendar: CALENDAR, now }, budgets);
    books.close();
    return statuses;
  });

const use = (ago: number, over: Partial<Use> = {}): Use => ({ at: NOW - ago, session: 's', cwd: '/w/app', model: 'claude-opus-5-5', output: 9, ...over });

describe('the statuses of budgets', () => {
  it('count what each period has, from one history', async () => {
    // In Kathmandu it is 18:05; its hour began at 12:15 UTC, its day at 18:15 UTC, its week on Monday 16 November.
    const uses = [use(0), use(4 * 60_000), use(HOUR), use(4 * HOUR), use(17 * HOUR), use(19 * HOUR), use(6.9 * 24 * HOUR)];
    const statuses = await statusesOf(
      uses,
      PERIODS.map((period) => budget(period, { period })),
    );
    assert.deepEqual(Object.fromEntries(statuses.map(({ budget: { id }, spent }) => [id, spent])), {
      hour: 2,
      block: 4,
      day: 5,
      week: 6,
      month: 7,
      session: 7,
    });
  });

  it('count only the folders and models of their scope', async () => {
    const uses = [use(0), use(0, { cwd: '/w/app/below', model: 'claude-haiku-4-5' }), use(0, { cwd: '/w/shop', session: 't' })];
    const scopes = [{}, { folders: ['/w/app'] }, { models: ['haiku'] }, { folders: ['/w/*'], models: ['opus'] }, { folders: ['/x'] }];
    for (const period of PERIODS) {
      const statuses = await statusesOf(
        uses,
        scopes.map((scope, index) => budget(String(index), { ...scope, period })),
      );
      const first = scopes.map((_, index) => statuses.find(({ budget: { id } }) => id === String(index))?.spent);
      assert.deepEqual(first, period === 'session' ? [2, 2, 1, 1, 0] : [3, 2, 1, 2, 0], period);
    }
  });

  it('of sessions are those past a threshold and the nearest, of the last hour', async () => {
    const many = (session: string, count: number, ago: number) => Array.from({ length: count }, (_, index) => use(ago + index * QUARTER, { session }));
    const session = [budget('b', { period: 'session' })];
    const shown = async (...uses: readonly (readonly Use[])[]) =>
      (await statusesOf(uses.flat(), session)).map(({ sessionId, spent, crossed }) => [sessionId, spent, crossed]);
    assert.deepEqual(await shown(many('a', 3, 0), many('b', 6, 60_000), many('c', 12, 0), many('old', 20, 3 * HOUR)), [
      ['c', 12, 50],
      ['b', 6, 50],
    ]);
    assert.deepEqual(await shown(many('a', 3, 0), many('b', 2, 0)), [['a', 3, null]]);
    const [none] = await statusesOf([use(2 * HOUR)], session);
    assert.deepEqual([none?.sessionId, none?.periodId, none?.spent, none?.periodEnd], ['', '', 0, null]);
  });

  it('of a session count its sub-agents, other projects and yesterday', async () => {
    const uses = [use(0), use(30 * HOUR, { cwd: '/w/other' }), use(60_000, { model: 'claude-haiku-4-5' })];
    const [status] = await statusesOf(uses, [budget('b', { period: 'session' })]);
    assert.deepEqual([status?.spent, status?.periodStart], [3, Math.floor((NOW - 30 * HOUR) / QUARTER) * QUARTER]);
  });

  it('carry what has no price, where they count money', async () => {
    const uses = [use(0, { model: 'nobody-knows', output: 99 })];
    for (const period of PERIODS) {
      const [cost, tokens] = await statusesOf(uses, [budget('c', { period, metric: 'cost' }), budget('t', { period, metric: 'tokens' })]);
      assert.deepEqual([cost?.state, cost?.unpricedTokens, cost?.spent], ['unknown', 100, 0], period);
      assert.deepEqual([tokens?.spent, tokens?.unpricedTokens, tokens?.state], [100, 0, 'warning'], period);
    }
  });

  it('are those of enabled budgets, in their order', async () => {
    const statuses = await statusesOf([], [budget('a'), budget('b', { enabled: false }), budget('c', { period: 'block' })]);
    assert.deepEqual(
      statuses.map(({ budget: { id } }) => id),
      ['a', 'c'],
    );
  });

  it('are what a plain count over all responses says', async () => {
    const step = fc.record({
      at: fc.integer({ min: -40 * 96, max: 0 }).map((quarters) => NOW + quarters * QUARTER),
      session: fc.constantFrom('s', 't', 'u'),
      cwd: fc.constantFrom('/w/app', '/w/app/x', '/w/shop'),
      model: fc.constantFrom('claude-opus-5-5', 'claude-haiku-4-5'),
      output: fc.integer({ min: 0, max: 1_000 }),
    });
    const spanOf = (period: Exclude<BudgetPeriod, 'session'>, uses: readonly Use[]): readonly [number, number] => {
      if (period === 'hour') return [NOW - 5 * 60_000, NOW + 55 * 60_000];
      if (period === 'block') {
        const block = blocksOf(uses.toSorted((a, b) => a.at - b.at)).at(-1);
        return block && isActive(block, NOW) ? [block.start, block.end] : [0, 0];
      }
      const { start, end } = periodRange(period, NOW, CALENDAR);
      return [start, end];
    };
    const timed = PERIODS.filter((period) => period !== 'session');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (uses) => {
        const budgets = timed.flatMap((period) => [
          budget(period, { period }),
          budget(`${period} tokens`, { period, metric: 'tokens', folders: ['/w/app'], models: ['opus'] }),
        ]);
        const statuses = await statusesOf(uses, budgets);
        for (const { budget: asked, spent } of statuses) {
          const [start, end] = spanOf(asked.period as (typeof timed)[number], uses);
          const within = uses.filter(({ at }) => at >= start && at < end);
          const covered = within.filter(({ cwd, model }) => cwd.startsWith('/w/app') && model.includes('opus'));
          assert.equal(spent, asked.metric === 'requests' ? within.length : covered.reduce((sum, { output }) => sum + output + 1, 0), asked.id);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('the running block', () => {
  const blockAt = (uses: readonly Use[], now = NOW) =>
    inFolder(async (folder) => {
      const { books, append } = await openShelf(folder);
      append(uses.map(factOf));
      const found = runningBlock(books.aggregates.database, now);
      books.close();
      return found;
    });

  it('is found however long work goes on without a break', async () => {
    // A response every two hours for 100 days: no break of five hours, so every block depends on the first response.
    const uses = Array.from({ length: 1_200 }, (_, index) => use(index * 2 * HOUR));
    const expected = blocksOf(uses.map(({ at }) => ({ at })).toSorted((a, b) => a.at - b.at)).at(-1);
    assert.deepEqual(await blockAt(uses), { start: expected?.start, end: expected?.end });
  });

  it('is the one of the rule that every screen goes by', async () => {
    const quarters = fc.array(fc.integer({ min: 0, max: 30 * 96 }), { maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(quarters, async (ago) => {
        const uses = ago.map((quarter) => use(quarter * QUARTER));
        const last = blocksOf(uses.map(({ at }) => ({ at })).toSorted((a, b) => a.at - b.at)).at(-1);
        assert.deepEqual(await blockAt(uses), last && isActive(last, NOW) ? { start: last.start, end: last.end } : null);
      }),
      { numRuns: 60 },
    );
  });

  it('is none where nothing was used, or what was used is over, or lies ahead', async () => {
    assert.equal(await blockAt([]), null);
    assert.equal(await blockAt([use(6 * HOUR)]), null);
    assert.equal(await blockAt([use(-2 * HOUR)]), null);
  });
});
