import assert from 'node:assert/strict';
import { readAliases, readOverrides } from '../../../src/core/settings/prices';

const RATES = { input: 5, output: 25, cacheRead: 0.5, cacheWrite5m: 6.25, cacheWrite1h: 10 };

describe('own prices', () => {
  it('takes rates with days, in UTC', () => {
    const { value, problems } = readOverrides('p', [{ model: 'm', rates: RATES, from: '2026-11-01', to: '2026-12-01' }]);
    assert.deepEqual(problems, []);
    assert.deepEqual(value, [{ model: 'm', rates: RATES, from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 11, 1) }]);
  });

  it('takes another model, for all time', () => {
    assert.deepEqual(readOverrides('p', [{ model: 'm', as: 'n' }]).value, [{ model: 'm', as: 'n', from: null, to: null }]);
  });

  const faulty: readonly (readonly [string, unknown, RegExp])[] = [
    ['both as and rates', { model: 'm', as: 'n', rates: RATES }, /p\[0\]$/],
    ['neither', { model: 'm' }, /p\[0\]$/],
    ['no model', { as: 'n' }, /p\[0\]\.model/],
    ['a rate missing', { model: 'm', rates: { ...RATES, output: undefined } }, /p\[0\]\.rates/],
    ['a negative rate', { model: 'm', rates: { ...RATES, input: -1 } }, /p\[0\]\.rates/],
    ['a rate by another name', { model: 'm', rates: { ...RATES, cacheWrite: 1 } }, /p\[0\]\.rates/],
    ['a day that is none', { model: 'm', as: 'n', from: '2026-02-30' }, /p\[0\]\.from/],
    ['days the wrong way round', { model: 'm', as: 'n', from: '2026-02-02', to: '2026-02-02' }, /p\[0\]\.to/],
    ['an unknown name', { model: 'm', as: 'n', until: '2026-02-02' }, /p\[0\]/],
    ['no object', 'm', /p\[0\]/],
  ];
  for (const [what, entry, where] of faulty) {
    it(`leaves out an entry with ${what}, and keeps the next`, () => {
      const { value, problems } = readOverrides('p', [entry, { model: 'kept', as: 'n' }]);
      assert.deepEqual(
        value.map(({ model }) => model),
        ['kept'],
      );
      assert.equal(problems.length, 1);
      assert.match(problems[0]?.setting ?? '', where);
    });
  }

  it('takes aliases, each by itself', () => {
    const { value, problems } = readAliases('a', { proxy: 'claude-opus-5-5', bad: 3 });
    assert.deepEqual(value, [{ model: 'proxy', as: 'claude-opus-5-5', from: null, to: null }]);
    assert.deepEqual(
      problems.map(({ setting }) => setting),
      ['a.bad'],
    );
    assert.equal(readAliases('a', ['x']).problems.length, 1);
  });
});
