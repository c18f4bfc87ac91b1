import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { BudgetStatus } from '../../src/core/budget/status';
import { budgetTable } from '../../webview/figures/budgets';
import { createFigures } from '../../webview/figures/figures';
import { launchBrowser } from '../support/browser';
import { openDashboard, servePage, type Opened, type OpenOptions } from '../support/dashboardPage';
import { budget, BUDGETS, NOW, overviewView, statusView, USD } from '../support/views';

const FORECAST = { p10: 5 * USD, p50: 8 * USD, p90: 12 * USD, crossesAt: null, error: null };
const LONG = 'x'.repeat(80);
const session = (id: string): BudgetStatus => {
  const made = budget('Session', { spent: 9 * USD, limit: 10 * USD, pace: null, periodEnd: null, sessionId: id, periodId: id, crossed: 80, state: 'warning' });
  return { ...made, budget: { ...made.budget, period: 'session' } };
};
const MANY = [...BUDGETS, budget(LONG, { spent: 2 * USD, limit: 10 * USD, forecast: FORECAST }), session('1a2b3c4d-x'), session('5e6f7a8b-y')];

describe('the Budgets page', function () {
  this.timeout(60_000);
  let browser: Browser;
  let server: Awaited<ReturnType<typeof servePage>>;
  const opened: Opened[] = [];

  before(async () => {
    [browser, server] = await Promise.all([launchBrowser(), servePage()]);
  });
  afterEach(async () => {
    for (const { errors } of opened) assert.deepEqual(errors, []);
    await Promise.all(opened.splice(0).map((one) => one.close()));
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  const open = async (budgets: readonly BudgetStatus[], { money = 'show', ...options }: OpenOptions & { money?: 'show' | 'hide' } = {}): Promise<Opened> => {
    const host = { status: () => statusView({ budgets }), display: () => ({ money, locale: 'en', page: 'budgets' as const }) };
    const one = await openDashboard(browser, server.origin, { ...options, host });
    opened.push(one);
    await one.page.getByRole('heading', { level: 2 }).first().waitFor();
    return one;
  };
  const runs = ({ calls }: Opened) => calls.filter(([method]) => method === 'run').map(([, args]) => args);

  it('shows every budget, each session of one for itself, with what is expected', async () => {
    const { page } = await open(MANY);
    await page.getByRole('heading', { name: '3 of 5 budgets past a threshold' }).waitFor();
    assert.equal(await page.getByRole('meter').count(), 6);
    const text = await page.locator('main').innerText();
    for (const shown of ['session 1a2b3c4d', 'session 5e6f7a8b', 'Expected at its end: $8.00 ($5.00 to $12.00).', 'shaded'])
      assert.ok(text.includes(shown), shown);
  });

  it('has a table with the same words', async () => {
    const { page } = await open(MANY);
    await page.getByRole('button', { name: /^Table:/ }).click();
    const rows = await page.locator('tbody tr').all();
    const cells = await Promise.all(rows.map((row) => row.locator('td').allInnerTexts()));
    assert.deepEqual(cells, budgetTable(MANY, NOW, createFigures({ money: 'show', locale: 'en' }, 'Europe/Berlin')).rows);
  });

  it('shows what ends beyond the limit at the end of its bar, not behind it', async () => {
    const beyond = { p10: 12 * USD, p50: 15 * USD, p90: 30 * USD, crossesAt: NOW + 3_600_000, error: null };
    const { page } = await open([budget('Day', { spent: 5 * USD, limit: 10 * USD, forecast: beyond })]);
    const track = await page.locator('.budget .track').boundingBox();
    const likely = await page.locator('.budget .track b').boundingBox();
    assert.ok(track && likely && likely.width >= 5);
    assert.ok(likely.x + likely.width <= track.x + track.width + 0.5);
  });

  it('edits and raises the budget of the row, by keyboard as well', async () => {
    const one = await open(MANY);
    await one.page.getByRole('button', { name: 'Edit Week' }).click();
    await one.page.getByRole('button', { name: 'Raise Month' }).focus();
    await one.page.keyboard.press('Enter');
    while (runs(one).length < 2) await one.page.evaluate('1');
    assert.deepEqual(runs(one), [
      { command: 'spendlight.editBudget', argument: 'week' },
      { command: 'spendlight.raiseBudget', argument: 'month' },
    ]);
  });

  it('offers budgets to start with where none is set', async () => {
    const one = await open([]);
    await one.page.getByRole('button', { name: 'Set starter budgets' }).click();
    assert.deepEqual(runs(one), [{ command: 'spendlight.addStarterBudgets' }]);
    assert.match(await one.page.locator('main').innerText(), /\$5 a day, \$100 a month, \$500 a month with stop/);
  });

  it('shows no money where it is hidden, with and without budgets', async () => {
    for (const budgets of [MANY, []]) {
      const { page } = await open(budgets, { money: 'hide' });
      assert.doesNotMatch(await page.locator('body').innerText(), /\$|USD/);
    }
  });

  for (const width of [320, 700, 2560]) {
    it(`fits into ${width} pixels`, async () => {
      const { page } = await open(MANY, { width });
      assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= width);
      for (const box of await page.locator('.budget, .budget button').all()) {
        const { x = 0, width: wide = 0 } = (await box.boundingBox()) ?? {};
        assert.ok(x >= 0 && x + wide <= width);
      }
    });
  }

  it('leaves the Overview a short list and the way to all', async () => {
    const many = Array.from({ length: 9 }, (_, index) => budget(`B${index}`, { spent: index, limit: 10 }));
    const one = await open(many);
    one.host.overview = () => overviewView(30, { budgets: many });
    await one.page.getByRole('button', { name: 'Overview', exact: true }).click();
    await one.page.getByRole('button', { name: 'All 9 budgets' }).click();
    await one.page.getByRole('meter').nth(8).waitFor();
  });
});
