import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readConfig } from '../../../src/cli/config';
import { NO_ALERTS } from '../../../src/core/settings/alerts';
import { USUAL_HOOKS } from '../../../src/core/settings/hooks';
import { useFolder } from '../sources/transcripts';

describe('a configuration of the command line', () => {
  const folder = useFolder();
  const warnings: string[] = [];
  beforeEach(() => (warnings.length = 0));
  const host = { home: '/home/me', timezone: 'Asia/Tokyo', warn: (message: string): void => void warnings.push(message) };
  const counting = async (config: string | null, timezone: string | null, budgets: string | null = null) =>
    (await readConfig({ config, timezone, budgets }, host)).counting;
  const written = (value: unknown, name = 'config.json'): string => folder.write(name, typeof value === 'string' ? value : JSON.stringify(value));
  const read = (value: unknown, timezone: string | null = null) => counting(written(value), timezone);
  const DEFAULTS = {
    extraRoots: [],
    timezone: 'Asia/Tokyo',
    firstDayOfWeek: 1,
    billingCycleDay: 1,
    budgets: [],
    statusFolders: [],
    priceOverrides: [],
    alerts: NO_ALERTS,
    hooks: USUAL_HOOKS,
  };

  it('is the defaults where none is named', async () => {
    assert.deepEqual(await counting(null, null), DEFAULTS);
    assert.deepEqual(await counting(null, 'UTC'), { ...DEFAULTS, timezone: 'UTC' });
    assert.deepEqual(warnings, []);
  });

  it('has what settings.json has, comments too', async () => {
    const text = `{
      // Mine.
      "editor.fontSize": 12,
      "spendlight.timeZone": "Europe/Berlin",
      "spendlight.firstDayOfWeek": "sunday",
      "spendlight.billingCycleDay": 15,
      "spendlight.extraRoots": ["~/more"],
      "spendlight.prices.overrides": [{ "model": "a", "as": "b", "from": "2026-01-01" }],
      "spendlight.prices.aliases": { "c": "d" },
    }`;
    assert.deepEqual(await read(text), {
      ...DEFAULTS,
      timezone: 'Europe/Berlin',
      firstDayOfWeek: 0,
      billingCycleDay: 15,
      extraRoots: ['/home/me/more'],
      priceOverrides: [
        { model: 'a', as: 'b', from: Date.parse('2026-01-01'), to: null },
        { model: 'c', as: 'd', from: null, to: null },
      ],
    });
    assert.deepEqual(warnings, []);
    assert.equal((await read(text, 'UTC')).timezone, 'UTC');
  });

  it('names each bad value once and falls back', async () => {
    const settings = await read({ 'spendlight.timeZone': 'Mars', 'spendlight.billingCycleDay': 31, 'spendlight.extraRoots': ['/a', 'b'] });
    assert.deepEqual(settings, { ...DEFAULTS, extraRoots: ['/a'] });
    assert.equal(warnings.length, 3);
    for (const [index, name] of ['extraRoots[1]', 'timeZone', 'billingCycleDay'].entries()) {
      assert.ok(warnings[index]?.startsWith(`${join(folder.path, 'config.json')}: spendlight.${name}: `), warnings[index]);
    }
  });

  it('says nothing of settings that are the editor’s, and something where there is none of ours', async () => {
    await read({ 'spendlight.statusBar.alignment': 'nowhere', 'spendlight.notifications.enabled': 'maybe' });
    assert.deepEqual(warnings, []);
    await read({ timeZone: 'UTC' });
    assert.match(warnings.join(), /has no setting that begins with spendlight\./);
  });

  it('takes Monday where the editor would ask the locale', async () => assert.equal((await read({ 'spendlight.firstDayOfWeek': 'locale' })).firstDayOfWeek, 1));

  it('is refused where it cannot be read or is no JSON object', async () => {
    await assert.rejects(counting(join(folder.path, 'none.json'), null), /cannot be read$/);
    await assert.rejects(read('{ "spendlight.timeZone": '), /is not JSON$/);
    for (const value of ['[]', 'null', '"x"']) await assert.rejects(read(value), /is no JSON object$/);
  });

  describe('has budgets', () => {
    const [DAY, WEEK] = [
      { id: 'd', period: 'day', limit: 5 },
      { id: 'w', period: 'week', limit: 50 },
    ];
    const ids = async (config: unknown, budgets?: unknown): Promise<string[]> => {
      const files = [config === null ? null : written(config), budgets === undefined ? null : written(budgets, 'budgets.json')] as const;
      return (await counting(files[0], null, files[1])).budgets.map(({ id }) => id);
    };

    it('of its own, or of a list beside it, which holds alone', async () => {
      assert.deepEqual(await ids({ 'spendlight.budgets': [DAY] }), ['d']);
      assert.deepEqual(await ids(null, [WEEK]), ['w']);
      assert.deepEqual(await ids({ 'spendlight.budgets': [DAY] }, `[ // mine\n ${JSON.stringify(WEEK)}, ]`), ['w']);
      assert.deepEqual(await ids(null, { 'spendlight.budgets': [DAY] }), ['d']);
      assert.deepEqual(warnings, []);
    });

    it('and names the file and the entry that is faulty', async () => {
      assert.deepEqual(await ids(null, [{ ...DAY, limit: 0 }, WEEK]), ['w']);
      assert.match(warnings.join(), /budgets\.json: spendlight\.budgets\[0\]\.limit \(user, "d"\): must be above 0$/);
    });

    it('unless the file cannot be read or holds no list', async () => {
      await assert.rejects(counting(null, null, join(folder.path, 'none.json')), /cannot be read$/);
      for (const nothing of ['{', '{}', '7']) await assert.rejects(ids(null, nothing), /not JSON|no list of budgets/);
    });
  });
});
