import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readConfig } from '../../../src/cli/config';
import { NO_ALERTS } from '../../../src/core/settings/alerts';
import { useFolder } from '../sources/transcripts';

describe('a configuration of the command line', () => {
  const folder = useFolder();
  const warnings: string[] = [];
  beforeEach(() => (warnings.length = 0));
  const host = { home: '/home/me', timezone: 'Asia/Tokyo', warn: (message: string): void => void warnings.push(message) };
  const read = (value: unknown, timezone: string | null = null) =>
    readConfig({ config: folder.write('config.json', typeof value === 'string' ? value : JSON.stringify(value)), timezone }, host);
  const DEFAULTS = { extraRoots: [], timezone: 'Asia/Tokyo', firstDayOfWeek: 1, billingCycleDay: 1, budgets: [], statusFolders: [], priceOverrides: [], alerts: NO_ALERTS };

  it('is the defaults where none is named', async () => {
    assert.deepEqual(await readConfig({ config: null, timezone: null }, host), DEFAULTS);
    assert.deepEqual(await readConfig({ config: null, timezone: 'UTC' }, host), { ...DEFAULTS, timezone: 'UTC' });
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
    await read({ 'spendlight.statusBar.alignment': 'nowhere', 'spendlight.budgets': 'none' });
    assert.deepEqual(warnings, []);
    await read({ timeZone: 'UTC' });
    assert.match(warnings.join(), /has no setting that begins with spendlight\./);
  });

  it('takes Monday where the editor would ask the locale', async () => assert.equal((await read({ 'spendlight.firstDayOfWeek': 'locale' })).firstDayOfWeek, 1));

  it('is refused where it cannot be read or is no JSON object', async () => {
    await assert.rejects(readConfig({ config: join(folder.path, 'none.json'), timezone: null }, host), /cannot be read$/);
    await assert.rejects(read('{ "spendlight.timeZone": '), /is not JSON$/);
    for (const value of ['[]', 'null', '"x"']) await assert.rejects(read(value), /is no JSON object$/);
  });
});
