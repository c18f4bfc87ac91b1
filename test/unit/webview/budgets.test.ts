import assert from 'node:assert/strict';
import type { Budget } from '../../../src/core/budget/budget';
import type { BudgetStatus } from '../../../src/core/budget/status';
import { budgetCounts, budgetFacts, budgetLegend, budgetTable, shortList } from '../../../webview/figures/budgets';
import { createFigures } from '../../../webview/figures/figures';
import { budget, BUDGETS, NOW, USD } from '../../support/views';

const HOUR = 3_600_000;
const money = createFigures({ money: 'show', locale: 'en' }, 'Europe/Berlin');
const hidden = createFigures({ money: 'hide', locale: 'en' }, 'Europe/Berlin');
type Amounts = Partial<BudgetStatus> & { readonly spent: number; readonly limit: number };
const status = (amounts: Amounts, over: Partial<Budget> = {}): BudgetStatus => {
  const made = budget('Some', amounts);
  return { ...made, budget: { ...made.budget, ...over } };
};
const facts = (amounts: Amounts, over: Partial<Budget> = {}, figures = money) => budgetFacts(status(amounts, over), NOW, figures);
const FORECAST = { p10: 5 * USD, p50: 8 * USD, p90: 12 * USD, crossesAt: NOW + 2 * HOUR, error: 0.12 };

describe('a budget in words', () => {
  it('says spent, left, reset and standing', () => {
    const [day, week, month] = BUDGETS.map((one) => budgetFacts(one, NOW, money));
    assert.deepEqual([day?.spent, day?.left, day?.resets, day?.standing], ['$4.21 of $10.00 (42%)', '$5.79 left', 'resets in 10 h 12 m', 'under an even pace']);
    assert.equal(week?.standing, 'past 80%, under an even pace');
    assert.deepEqual([month?.left, month?.standing, month?.fill], ['$31.00 over', 'over the limit; a lower bound: 460 k tokens unpriced', 1]);
    assert.equal(month?.spent, '≥$231.00 of $200.00 (115%)');
  });

  it('counts in the unit of its metric, which no setting hides', () => {
    for (const figures of [money, hidden]) {
      const tokens = facts({ spent: 312_000, limit: 1_000_000 }, { metric: 'tokens' }, figures);
      assert.deepEqual([tokens.spent, tokens.left], ['312 k of 1 M tokens (31%)', '688 k tokens left']);
      const requests = facts({ spent: 12, limit: 11 }, { metric: 'requests' }, figures);
      assert.deepEqual([requests.spent, requests.left], ['12 of 11 requests (109%)', '1 request over']);
      const many = facts({ spent: 14_204, limit: 20_000 }, { metric: 'requests' }, figures);
      assert.equal(many.spent, '14 k of 20 k requests (71%)', 'as the status bar and notifications write it');
    }
  });

  it('holds percent only where money is hidden', () => {
    const { spent, left, expectation } = facts({ spent: 4.21 * USD, limit: 10 * USD, forecast: FORECAST }, {}, hidden);
    assert.deepEqual([spent, left], ['42% used', '58% left']);
    assert.match(expectation ?? '', /^Expected at its end: 80% \(50% to 120%\)\./);
    const over = facts({ spent: 14.75 * USD, limit: 10 * USD }, {}, hidden);
    assert.deepEqual([over.spent, over.left], ['147% used', '47% over'], 'rounded the same way');
  });

  it('says what is expected, when the limit is crossed, and how far off such forecasts were', () => {
    const of = (forecast: BudgetStatus['forecast']) => facts({ spent: 4 * USD, limit: 10 * USD, forecast });
    assert.equal(
      of(FORECAST).expectation?.replace(/\u202f/g, ' '),
      'Expected at its end: $8.00 ($5.00 to $12.00). You cross the limit today at 3:47 PM. Such forecasts were off by 12%.',
    );
    assert.deepEqual(of(FORECAST).expected, { from: 0.5, to: 1 });
    assert.match(of({ ...FORECAST, crossesAt: NOW + 4 * 24 * HOUR, error: null }).expectation ?? '', /limit on Thursday\.$/);
    assert.match(of({ ...FORECAST, crossesAt: NOW + 8 * 24 * HOUR, error: null }).expectation ?? '', /limit on Nov 30\.$/);
    assert.equal(of({ ...FORECAST, crossesAt: null, error: null }).expectation, 'Expected at its end: $8.00 ($5.00 to $12.00).');
    assert.deepEqual([of(null).expectation, of(null).expected], [null, null]);
  });

  it('has no pace and no reset where nobody knows an end', () => {
    const session = facts({ spent: 9 * USD, limit: 10 * USD, pace: null, periodEnd: null, sessionId: '1a2b3c4d-5e6f', crossed: 80 }, { period: 'session' });
    assert.deepEqual([session.pace, session.resets, session.standing], [null, 'session 1a2b3c4d', 'past 80%']);
    const none = facts({ spent: 0, limit: 10 * USD, pace: null, periodEnd: null }, { period: 'session' });
    assert.deepEqual([none.resets, none.standing], ['no session in the last hour', 'nothing used yet']);
    const block = facts({ spent: 0, limit: 10 * USD, pace: 0, periodStart: NOW }, { period: 'block' });
    assert.deepEqual([block.pace, block.resets], [null, 'no block is running']);
  });

  it('is unknown, and not $0, where nothing has a price', () => {
    const unknown = facts({ spent: 0, limit: 10 * USD, unpricedTokens: 14_000, state: 'unknown' });
    assert.deepEqual([unknown.spent, unknown.left, unknown.standing], ['unpriced: 14 k tokens', '', 'unknown: nothing in this period has a price']);
    const estimated = facts({ spent: 3 * USD, limit: 10 * USD, estimated: USD });
    assert.deepEqual([estimated.spent, estimated.standing], ['~$3.00 of $10.00 (30%)', 'under an even pace; a part priced by a fallback']);
  });

  it('says what it counts, in one line of plain text', () => {
    const { reach } = facts({ spent: 1, limit: 2 }, { period: 'week', models: ['opus'], folders: ['/home/me/shop\u202e'], stop: true });
    assert.equal(reach, 'each week · opus · in shop · stops Claude Code');
    assert.equal(facts({ spent: 1, limit: 2 }, { from: 'workspace', folders: ['/w/app'] }).reach, 'each day · in app · of this workspace');
  });

  it('marks the thresholds inside the bar only', () => assert.deepEqual(budgetFacts(BUDGETS[0]!, NOW, money).ticks, [0.8]));
});

describe('budgets together', () => {
  const many = Array.from({ length: 8 }, (_, index) => budget(`B${index}`, { spent: index, limit: 10 }));

  it('are counted once each, however many sessions one has', () => {
    const session = status({ spent: 9, limit: 10, state: 'warning', periodId: 'a' }, { id: 's' });
    assert.deepEqual(budgetCounts([...BUDGETS, session, { ...session, periodId: 'b' }]), { all: 4, crossed: 3 });
    const ids = [session, { ...session, periodId: 'b' }].map((one) => budgetFacts(one, NOW, money).id);
    assert.equal(new Set(ids).size, 2);
  });

  it('are those of which most is used where there is little room', () => {
    assert.equal(shortList(many.slice(0, 6)).length, 6);
    assert.deepEqual(
      shortList(many).map(({ budget: { name } }) => name),
      ['B3', 'B4', 'B5', 'B6', 'B7'],
    );
  });

  it('have a table with the same words', () => {
    const { columns, rows } = budgetTable([status({ spent: 4 * USD, limit: 10 * USD, forecast: FORECAST })], NOW, money);
    assert.equal(columns.length, rows[0]?.length);
    assert.deepEqual(rows, [
      ['Some', 'each day', '$4.00 of $10.00 (40%)', '$6.00 left', '$5.00 to $12.00', 'resets in 10 h 12 m', '80%, 100%', 'under an even pace'],
    ]);
  });

  it('explain the shade only where there is one', () => {
    assert.doesNotMatch(budgetLegend(BUDGETS), /shaded/);
    assert.match(budgetLegend([status({ spent: 1, limit: 2, forecast: FORECAST })]), /shaded/);
  });
});
