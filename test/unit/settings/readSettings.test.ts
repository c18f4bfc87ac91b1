import assert from 'node:assert/strict';
import { NO_ALERTS } from '../../../src/core/settings/alerts';
import { USUAL_HOOKS } from '../../../src/core/settings/hooks';
import { readSettings } from '../../../src/core/settings/readSettings';
import type { GivenSettings, Surroundings } from '../../../src/core/settings/settings';

const SURROUNDINGS: Surroundings = { home: '/home/me', timezone: 'Europe/Berlin', firstDayOfWeek: 1, folders: ['/work/shop'], trusted: true };
const NOTHING: GivenSettings = { values: {}, userBudgets: undefined, workspaceBudgets: [] };
const read = (values: Record<string, unknown>, surroundings: Partial<Surroundings> = {}) =>
  readSettings({ ...NOTHING, values }, { ...SURROUNDINGS, ...surroundings });

describe('settings', () => {
  it('have a default each', () => {
    const { settings, problems } = readSettings(NOTHING, SURROUNDINGS);
    assert.deepEqual(problems, []);
    assert.deepEqual(settings, {
      counting: {
        extraRoots: [],
        timezone: 'Europe/Berlin',
        firstDayOfWeek: 1,
        billingCycleDay: 1,
        budgets: [],
        statusFolders: [],
        priceOverrides: [],
        alerts: NO_ALERTS,
        hooks: USUAL_HOOKS,
      },
      statusBar: { alignment: 'left', priority: 0, template: '' },
      money: 'show',
      payment: 'unsure',
      notifications: true,
      channels: [],
    });
  });

  const faulty: readonly (readonly [string, unknown])[] = [
    ['extraRoots', 'no list'],
    ['timeZone', 'Mars/Phobos'],
    ['firstDayOfWeek', 'Monday'],
    ['billingCycleDay', 31],
    ['statusBar.scope', 'folder'],
    ['statusBar.alignment', 'top'],
    ['statusBar.priority', 'high'],
    ['statusBar.template', 7],
    ['display.money', false],
    ['display.payment', 'cash'],
    ['notifications.enabled', 'yes'],
    ['prices.aliases', 'x'],
    ['prices.overrides', {}],
  ];
  for (const [name, value] of faulty) {
    it(`say what is wrong with ${name}, once, by its full name, and hold its default`, () => {
      const { settings, problems } = read({ [name]: value });
      assert.deepEqual(
        problems.map(({ setting }) => setting),
        [`spendlight.${name}`],
      );
      assert.deepEqual(settings, readSettings(NOTHING, SURROUNDINGS).settings);
    });
  }

  it('take a zone, a weekday, folders', () => {
    const { counting } = read({ timeZone: 'Asia/Kathmandu', firstDayOfWeek: 'saturday', 'statusBar.scope': 'workspace' }).settings;
    assert.deepEqual([counting.timezone, counting.firstDayOfWeek, counting.statusFolders], ['Asia/Kathmandu', 6, ['/work/shop']]);
    assert.equal(read({ timeZone: '', firstDayOfWeek: 'locale' }, { firstDayOfWeek: 0 }).settings.counting.firstDayOfWeek, 0);
  });

  it('put own rates before aliases', () => {
    const { priceOverrides } = read({ 'prices.aliases': { m: 'n' }, 'prices.overrides': [{ model: 'm', as: 'o' }] }).settings.counting;
    assert.deepEqual(
      priceOverrides.map((override) => override.as),
      ['o', 'n'],
    );
  });
});

describe('budgets of settings', () => {
  const budgets = (given: Partial<GivenSettings>, surroundings: Partial<Surroundings> = {}) => {
    const { settings, problems } = readSettings({ ...NOTHING, ...given }, { ...SURROUNDINGS, ...surroundings });
    return { found: settings.counting.budgets.map(({ id, limit, from, folders }) => [id, limit, from, ...folders]), problems };
  };
  const day = (limit: unknown, id = 'day') => ({ id, period: 'day', limit });

  it('are in nano-USD; a faulty one is named and the others hold', () => {
    const { found, problems } = budgets({ userBudgets: [day(5), day(-1, 'b'), day(0.5, 'c')] });
    assert.deepEqual(found, [
      ['day', 5_000_000_000, 'user'],
      ['c', 500_000_000, 'user'],
    ]);
    assert.match(problems.map(({ setting }) => setting).join(), /^spendlight\.budgets\[1\]\.limit/);
  });

  it("of a workspace cover its folders, only when it is trusted, and the user's entry wins", () => {
    const given = { userBudgets: [day(5)], workspaceBudgets: [{ given: [day(99), day(7, 'shop')], folders: ['/work/shop'] }] };
    assert.deepEqual(budgets(given).found, [
      ['day', 5_000_000_000, 'user'],
      ['shop', 7_000_000_000, 'workspace', '/work/shop'],
    ]);
    assert.deepEqual(budgets(given, { trusted: false }).found, [['day', 5_000_000_000, 'user']]);
  });

  it('of several folders stand side by side', () => {
    const workspaceBudgets = [
      { given: undefined, folders: ['/a', '/b'] },
      { given: [day(1, 'a')], folders: ['/a'] },
      { given: [day(2, 'b'), day(3, 'a')], folders: ['/b'] },
    ];
    assert.deepEqual(budgets({ workspaceBudgets }).found, [
      ['a', 1_000_000_000, 'workspace', '/a'],
      ['b', 2_000_000_000, 'workspace', '/b'],
    ]);
  });
});
