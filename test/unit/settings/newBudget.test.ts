import assert from 'node:assert/strict';
import { amountTyped, newBudget, STARTER_BUDGETS, withBudget } from '../../../src/core/settings/newBudget';
import { readExtraRoots } from '../../../src/core/settings/roots';

describe('a new budget', () => {
  it('is added at the end, under an id that is free', () => {
    const list = [{ id: 'day' }, 'rubbish', { id: 'day-2' }];
    assert.deepEqual(withBudget(list, newBudget('day', 5)).at(-1), { id: 'day-3', name: 'Day 3', period: 'day', limit: 5 });
    assert.deepEqual(withBudget(list, newBudget('day', 5)).slice(0, 3), list);
    assert.deepEqual(withBudget([], newBudget('week', 50)), [{ id: 'week', name: 'Week', period: 'week', limit: 50 }]);
  });

  it('never takes an id that counts beside it, because the other budget would win', () => {
    const others = [{ id: 'day' }, { id: 'week' }];
    const list = withBudget([{ id: 'day-2' }], newBudget('day', 5), others);
    assert.deepEqual(list, [{ id: 'day-2' }, { id: 'day-3', name: 'Day 3', period: 'day', limit: 5 }]);
  });

  it('starts with a day of $5 that only warns', () => {
    assert.equal(STARTER_BUDGETS[0]?.limit, 5);
    assert.deepEqual(
      STARTER_BUDGETS[0]?.thresholds?.map(({ severity }) => severity),
      ['warning', 'warning'],
    );
  });

  it('understands amounts as people type them', () => {
    const typed = { '10': 10, '$12.50': 12.5, ' 1,000 ': 1000, '1,234,567.5': 1_234_567.5, '.5': 0.5, '20 USD': 20, '5$': 5 };
    for (const [text, amount] of Object.entries(typed)) assert.equal(amountTyped(text), amount, text);
    for (const text of ['', '0', '-5', 'ten', '1e3', '1,5', 'Infinity', '1000000001', '1.2.3']) assert.equal(amountTyped(text), null, text);
  });
});

describe('extra roots', () => {
  const read = readExtraRoots('/home/me');
  it('are absolute, with ~ for home', () => {
    assert.deepEqual(read('r', ['~/x', '~', '/data', 'C:\\claude', '\\\\server\\share']).value, [
      '/home/me/x',
      '/home/me',
      '/data',
      'C:\\claude',
      '\\\\server\\share',
    ]);
  });
  it('name what is none', () => {
    const { value, problems } = read('r', ['projects', '~other/x', '', 3, '/good']);
    assert.deepEqual(value, ['/good']);
    assert.deepEqual(
      problems.map(({ setting }) => setting),
      ['r[0]', 'r[1]', 'r[2]', 'r[3]'],
    );
  });
});
