import assert from 'node:assert/strict';
import { listOf, good, leftOut, oneOf, quoted, shortText, wholeNumber, yesOrNo } from '../../../src/core/settings/reading';

describe('one setting', () => {
  it('takes what fits and nothing else', () => {
    const side = oneOf(['left', 'right'], 'left');
    assert.deepEqual(side('x', 'right'), { value: 'right', problems: [] });
    assert.deepEqual(side('x', undefined), { value: 'left', problems: [] });
    for (const given of ['Right', '', null, 1, ['right']]) assert.equal(side('x', given).problems.length, 1, JSON.stringify(given));
  });

  it('names the setting, what was found, what was wanted and what holds instead', () => {
    const { value, problems } = wholeNumber(1, 28, 1)('spendlight.billingCycleDay', 31);
    assert.equal(value, 1);
    assert.deepEqual(problems, [{ setting: 'spendlight.billingCycleDay', message: '31 is not a whole number from 1 to 28; using 1' }]);
  });

  it('has bounds that are inclusive and refuses fractions', () => {
    const day = wholeNumber(1, 28, 1);
    assert.equal(day('x', 28).value, 28);
    assert.equal(day('x', 1).problems.length, 0);
    for (const given of [0, 29, 1.5, '5', Number.NaN]) assert.equal(day('x', given).problems.length, 1, String(given));
  });

  it('is strict about yes and no, and about length', () => {
    assert.equal(yesOrNo(true)('x', false).value, false);
    assert.equal(yesOrNo(true)('x', 'false').problems.length, 1);
    assert.equal(shortText(3, '')('x', 'abc').value, 'abc');
    assert.equal(shortText(3, '')('x', 'abcd').problems.length, 1);
  });

  it('reads a list entry by entry', () => {
    const numbers = listOf<number>((setting, given) => (typeof given === 'number' ? good(given) : leftOut(setting, given, 'a number')));
    assert.deepEqual(numbers('x', [1, 'b', 3]), { value: [1, 3], problems: [{ setting: 'x[1]', message: '"b" is not a number; it is left out' }] });
    assert.equal(numbers('x', 'abc').problems.length, 1);
  });

  it('quotes anything, at a length that a message can bear', () => {
    assert.ok(quoted('x'.repeat(10_000)).length < 70);
    assert.equal(quoted(undefined), 'undefined');
  });
});
