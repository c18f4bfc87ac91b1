import assert from 'node:assert/strict';
import { parseBudgets } from '../../../src/core/budget/parse';
import { entryOf, withBudget, withChange, withoutBudget, withStarters } from '../../../src/core/settings/budgetEdits';
import { budgetWords, limitTyped, newBudget, raisesOf, STARTER_BUDGETS, TOKEN_BUDGETS } from '../../../src/core/settings/newBudget';
import { readExtraRoots } from '../../../src/core/settings/roots';

const day = newBudget({ period: 'day', limit: 5 });

describe('a new budget', () => {
  it('is added at the end, under an id that is free', () => {
    const list = [{ id: 'day' }, 'rubbish', { id: 'day-2' }];
    assert.deepEqual(withBudget(list, day).at(-1), { id: 'day-3', name: 'Day 3', period: 'day', limit: 5 });
    assert.deepEqual(withBudget(list, day).slice(0, 3), list);
    assert.deepEqual(withBudget([], newBudget({ period: 'week', limit: 50 })), [{ id: 'week', name: 'Week', period: 'week', limit: 50 }]);
  });

  it('never takes an id that counts beside it, because the other budget would win', () => {
    const others = [{ id: 'day' }, { id: 'week' }];
    const list = withBudget([{ id: 'day-2' }], day, others);
    assert.deepEqual(list, [{ id: 'day-2' }, { id: 'day-3', name: 'Day 3', period: 'day', limit: 5 }]);
  });

  it('is called by what it counts, and counts as it is called', () => {
    const written = [
      newBudget({ period: 'hour', metric: 'tokens', limit: 100_000 }),
      newBudget({ period: 'week', limit: 25, scope: { model: 'opus' } }),
      newBudget({ period: 'session', metric: 'requests', limit: 40, scope: { project: '/home/me/shop' } }),
    ];
    assert.deepEqual(
      written.map(({ id, name }) => [id, name]),
      [
        ['hour-tokens', 'Hour, tokens'],
        ['week-opus', 'Week, opus'],
        ['session-requests-shop', 'Session, requests, shop'],
      ],
    );
    assert.deepEqual(parseBudgets({ user: written, home: '/home/me' }).problems, []);
    const words = (money: 'show' | 'hide') => written.map((budget) => budgetWords(budget, money));
    assert.deepEqual(words('show'), ['100 k tokens an hour', '$25 a week', '40 requests a session']);
    assert.deepEqual(words('hide'), ['100 k tokens an hour', 'a cost limit for a week', '40 requests a session']);
  });

  it('of those offered where money is hidden names no amount', () => {
    assert.deepEqual(parseBudgets({ user: TOKEN_BUDGETS, home: '/home/me' }).problems, []);
    assert.deepEqual(
      [...TOKEN_BUDGETS, ...STARTER_BUDGETS].filter((budget) => /\$|USD/.test(budgetWords(budget, 'hide'))),
      [],
    );
  });

  it('is one of three to start with: a day that only warns, a month, and a month that stops', () => {
    const { budgets, problems } = parseBudgets({ user: STARTER_BUDGETS, home: '/home/me' });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      budgets.map(({ period, limit, thresholds, stop }) => [period, limit / 1e9, thresholds.map(({ severity }) => severity).join(), stop]),
      [
        ['day', 5, 'warning,warning', false],
        ['month', 100, 'warning,critical', false],
        ['month', 500, 'warning,critical', true],
      ],
    );
  });

  it('understands amounts of money as people type them', () => {
    const typed = { '10': 10, '$12.50': 12.5, ' 1,000 ': 1000, '1,234,567.5': 1_234_567.5, '.5': 0.5, '20 USD': 20, '5$': 5 };
    for (const [text, amount] of Object.entries(typed)) assert.equal(limitTyped(text, 'cost'), amount, text);
    for (const text of ['', '0', '-5', 'ten', '1e3', '1,5', 'Infinity', '1000000001', '1.2.3', '5k']) assert.equal(limitTyped(text, 'cost'), null, text);
  });

  it('understands counts as people type them', () => {
    const typed = { '100000': 100_000, '100,000': 100_000, '100k': 100_000, '1.5 M': 1_500_000, '2 m tokens': 2_000_000, '0.0001 M': 100, '1b': 1e9 };
    for (const [text, count] of Object.entries(typed)) assert.equal(limitTyped(text, 'tokens'), count, text);
    for (const text of ['', '0', '1.5', '-1', 'k', '1 km', '2,5 M']) assert.equal(limitTyped(text, 'tokens'), null, text);
    assert.equal(limitTyped('40 requests', 'requests'), 40);
  });

  it('may be raised by half and to twice, to what settings take', () => {
    assert.deepEqual(raisesOf('cost', 5), [7.5, 10]);
    assert.deepEqual(raisesOf('cost', 0.01), [0.02, 0.02]);
    assert.deepEqual(raisesOf('requests', 5), [8, 10]);
  });
});

describe('the list of budgets', () => {
  const list = [{ id: 'day', limit: 5, odd: [1] }, 'rubbish', { id: 'week', limit: 50 }, { id: 'day', limit: 99 }];

  it('gets the starter budgets once', () => {
    const started = withStarters([]);
    assert.deepEqual(started, STARTER_BUDGETS);
    assert.equal(withStarters(started), started);
    const mine = [{ id: 'day', limit: 7 }];
    assert.deepEqual(withStarters(mine), [...mine, ...STARTER_BUDGETS.slice(1)]);
    const ids = withStarters([], [{ id: 'month' }]).map((entry) => (entry as { id: string }).id);
    assert.deepEqual(ids, ['day', 'month-2', 'month-stop']);
  });

  it('has one entry changed and everything else kept', () => {
    assert.deepEqual(withChange(list, 'day', { limit: 8 }), [{ id: 'day', limit: 8, odd: [1] }, ...list.slice(1)]);
    assert.equal(withChange(list, 'gone', { limit: 8 }), list);
    assert.deepEqual(withoutBudget(list, 'week'), [list[0], list[1], list[3]]);
    assert.deepEqual(entryOf(list, 'week'), { id: 'week', limit: 50 });
    assert.equal(entryOf(list, 'gone'), undefined);
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
