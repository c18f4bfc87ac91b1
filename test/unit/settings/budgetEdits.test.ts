import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseBudgets } from '../../../src/core/budget/parse';
import { budgetEntryAt } from '../../../src/core/settings/entryAt';
import { percentsOf, thresholdChoices, thresholdsWith, writtenLimit } from '../../../src/core/settings/thresholdChoices';

const read = (thresholds: unknown, period = 'day') => {
  const [budget] = parseBudgets({ user: [{ id: 'd', period, limit: 10, ...(thresholds === undefined ? {} : { thresholds }) }], home: '/h' }).budgets;
  assert.ok(budget);
  return budget;
};

describe('thresholds to choose from', () => {
  it('are the usual ones and the budget’s own, which are chosen already', () => {
    const choices = thresholdChoices(read([42, 80]));
    assert.deepEqual(
      choices.map(({ percent, forecast, held }) => `${percent}${forecast === true ? 'f' : ''}${held ? '!' : ''}`),
      ['42!', '50', '80!', '90', '95', '100', '120', '100f'],
    );
    assert.equal(choices.at(-1)?.words, 'when the forecast reaches 100 %');
  });

  it('hold no forecast of a session', () => assert.ok(thresholdChoices(read([80], 'session')).every(({ forecast }) => forecast !== true)));

  it('are written so that what was chosen is what holds', () => {
    const threshold = fc.record({
      percent: fc.integer({ min: 1, max: 200 }),
      severity: fc.constantFrom('warning' as const, 'critical' as const),
      forecast: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.uniqueArray(threshold, { maxLength: 6, selector: ({ percent, forecast }) => `${percent}${forecast}` }), (given) => {
        const before = read(given);
        const chosen = thresholdChoices(before).filter(({ held }) => held);
        assert.deepEqual(read(thresholdsWith(chosen)).thresholds, before.thresholds);
      }),
    );
    assert.deepEqual(thresholdsWith(thresholdChoices(read(undefined)).filter(({ held }) => held)), [80, 100]);
  });

  it('are said in a line', () => assert.equal(percentsOf([80, { percent: 100, severity: 'warning', forecast: true }]), '80 %, 100 % of the forecast'));

  it('leave the limit as it was written', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10_000_000 }), (cents) => writtenLimit({ metric: 'cost', limit: cents * 10_000_000 }) === cents / 100));
    assert.equal(writtenLimit({ metric: 'tokens', limit: 7 }), 7);
  });
});

describe('a budget in a settings file', () => {
  const text = `{
    // mine
    "editor.fontSize": 12,
    "spendlight.budgets": [
      { "id": "day", "limit": 5, }, // a comment
      "rubbish",
      { "limit": 50, "id": " week " },
    ],
  }`;
  const at = (id: string, path?: readonly string[], of = text): string | null => {
    const found = budgetEntryAt(of, id, path);
    return found && of.slice(found.offset, found.offset + found.length);
  };

  it('is found by its id, comments and all', () => {
    assert.equal(at('day'), '{ "id": "day", "limit": 5, }');
    assert.equal(at('week'), '{ "limit": 50, "id": " week " }');
  });

  it('is found below the settings of a workspace file', () => {
    assert.equal(at('day', ['settings'], `{ "folders": [], "settings": { "spendlight.budgets": [{ "id": "day" }] } }`), '{ "id": "day" }');
  });

  it('is none where there is none', () => {
    for (const of of ['', '{', '[]', '{}', '{ "spendlight.budgets": {} }', '{ "spendlight.budgets": [{}] }', text]) assert.equal(at('gone', [], of), null, of);
  });
});
