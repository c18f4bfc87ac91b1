import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { isQuiet, parseQuietHours, type QuietHours } from '../../../src/core/alerts/quietHours';
import { readSettings } from '../../../src/core/settings/readSettings';

const NIGHT: QuietHours = { from: 22 * 60, to: 7 * 60 };
const quiet = (iso: string, zone = 'UTC', hours: QuietHours | null = NIGHT): boolean => isQuiet(hours, Date.parse(iso), zone);

describe('quiet hours', () => {
  it('are read as people write them, and nothing else is', () => {
    assert.deepEqual(['22:00-07:00', ' 9:30 - 12:00 ', '00:00–24:00'].map(parseQuietHours), [NIGHT, { from: 570, to: 720 }, { from: 0, to: 1_440 }]);
    for (const text of ['22-7', '22:00', '24:00-07:00', '22:60-07:00', '08:00-08:00', '22:00-25:00', '', '22:00-07:00x'])
      assert.equal(parseQuietHours(text), null, text);
  });

  it('begin with their first minute and end before their last, over midnight too', () => {
    const times = ['21:59:59.999', '22:00:00.000', '23:59:59.999', '00:00:00.000', '06:59:59.999', '07:00:00.000'];
    assert.deepEqual(
      times.map((time) => quiet(`2026-11-22T${time}Z`)),
      [false, true, true, true, true, false],
    );
    assert.deepEqual(
      ['11:59', '12:00', '12:59', '13:00'].map((time) => quiet(`2026-11-22T${time}:00Z`, 'UTC', { from: 720, to: 780 })),
      [false, true, true, false],
    );
    assert.equal(quiet('2026-11-22T23:00:00Z', 'UTC', null), false);
  });

  it('go by the clocks of the zone, also of one that is off by quarters', () => {
    assert.deepEqual([quiet('2026-11-22T21:30:00Z', 'Europe/Berlin'), quiet('2026-11-22T21:30:00Z', 'UTC')], [true, false]);
    assert.deepEqual([quiet('2026-11-22T16:14:00Z', 'Asia/Kathmandu'), quiet('2026-11-22T16:15:00Z', 'Asia/Kathmandu')], [false, true]);
  });

  it('follow clocks that change: an hour shorter, an hour longer, ending in an hour that is skipped', () => {
    const hours = (zone: string, day: string, span: QuietHours): number =>
      Array.from({ length: 96 }, (_, quarter) => isQuiet(span, Date.parse(`${day}T12:00:00Z`) + quarter * 900_000, zone)).filter(Boolean).length / 4;
    assert.deepEqual(
      [hours('Europe/Berlin', '2026-03-28', NIGHT), hours('Europe/Berlin', '2026-10-24', NIGHT), hours('Europe/Berlin', '2026-11-24', NIGHT)],
      [8, 10, 9],
    );
    assert.equal(quiet('2026-03-29T01:00:00Z', 'Europe/Berlin', { from: 60, to: 150 }), false, 'it is 03:00, not 02:00');
  });

  it('are the minutes between the two, whatever these are', () =>
    fc.assert(
      fc.property(fc.nat(1_439), fc.nat(1_439), fc.nat(1_439), (from, to, minute) => {
        fc.pre(from !== to);
        const passed = (minute - from + 1_440) % 1_440 < (to - from + 1_440) % 1_440;
        assert.equal(isQuiet({ from, to }, Date.parse('2026-11-22T00:00:00Z') + minute * 60_000, 'UTC'), passed);
      }),
    ));
});

describe('settings of alerts', () => {
  const read = (values: Record<string, unknown>) =>
    readSettings(
      { values, userBudgets: undefined, workspaceBudgets: [] },
      { home: '/home/me', timezone: 'UTC', firstDayOfWeek: 1, folders: [], trusted: true },
    );

  it('hold what is given', () => {
    const { settings, problems } = read({
      'notifications.quietHours': '22:00-07:00',
      'alerts.session': 1_000_000,
      'alerts.spike': 2,
      'alerts.runaway': true,
      'alerts.model': [' sonnet ', 'claude-haiku-*'],
      'alerts.cacheHit': 30,
      'alerts.errors': true,
    });
    assert.deepEqual(problems, []);
    const { channels: _channels, ...alerts } = settings.counting.alerts;
    assert.deepEqual(alerts, {
      quietHours: NIGHT,
      session: 1_000_000,
      spike: 2,
      runaway: true,
      model: ['sonnet', 'claude-haiku-*'],
      cacheHit: 30,
      errors: true,
    });
  });

  it('are off where they are wrong, and say which', () => {
    const { settings, problems } = read({
      'notifications.quietHours': 'at night',
      'alerts.session': 5,
      'alerts.spike': -1,
      'alerts.cacheHit': '30',
      'alerts.model': ['', 'opus', 3],
    });
    assert.deepEqual(
      problems.map(({ setting }) => setting),
      [
        'spendlight.notifications.quietHours',
        'spendlight.alerts.session',
        'spendlight.alerts.spike',
        'spendlight.alerts.model[0]',
        'spendlight.alerts.model[2]',
        'spendlight.alerts.cacheHit',
      ],
    );
    const { quietHours, session, spike, cacheHit, model } = settings.counting.alerts;
    assert.deepEqual([quietHours, session, spike, cacheHit, model], [null, 0, 0, 0, ['opus']]);
  });
});
