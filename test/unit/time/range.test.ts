import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { addDays, daysBetween, weekdayOf } from '../../../src/core/time/day';
import { periodLast, periodRange, periodStart, previousDays, resolveRange, type Calendar } from '../../../src/core/time/range';
import { dayText } from '../../../src/core/time/zone';

const at = (iso: string): number => Date.parse(iso);
const UTC: Calendar = { timezone: 'UTC', firstDayOfWeek: 1, billingCycleDay: 1 };
/** A Sunday. */
const NOW = at('2026-11-22T13:45:00Z');

const period = (kind: 'day' | 'week' | 'month', now: number, calendar: Partial<Calendar>): string => {
  const { since, until } = periodRange(kind, now, { ...UTC, ...calendar });
  return `${since} ${until}`;
};

describe('periods', () => {
  it('day', () => assert.equal(period('day', NOW, {}), '2026-11-22 2026-11-22'));

  it('week, by its first day', () => {
    assert.equal(period('week', NOW, { firstDayOfWeek: 1 }), '2026-11-16 2026-11-22');
    assert.equal(period('week', NOW, { firstDayOfWeek: 0 }), '2026-11-22 2026-11-28');
    assert.equal(period('week', NOW, { firstDayOfWeek: 6 }), '2026-11-21 2026-11-27');
  });

  it('month, by the day on which it is billed', () => {
    assert.equal(period('month', NOW, {}), '2026-11-01 2026-11-30');
    assert.equal(period('month', NOW, { billingCycleDay: 22 }), '2026-11-22 2026-12-21');
    assert.equal(period('month', NOW, { billingCycleDay: 23 }), '2026-10-23 2026-11-22');
    assert.equal(period('month', at('2026-01-05T00:00:00Z'), { billingCycleDay: 28 }), '2025-12-28 2026-01-27');
    assert.equal(period('month', at('2026-03-01T00:00:00Z'), { billingCycleDay: 28 }), '2026-02-28 2026-03-27');
  });

  it('ends on the day before the next one begins', () => {
    for (const kind of ['day', 'week', 'month'] as const) {
      const calendar = { firstDayOfWeek: 3, billingCycleDay: 28 };
      const last = periodLast(kind, periodStart(kind, '2028-02-28', calendar));
      assert.equal(periodStart(kind, addDays(last, 1), calendar), addDays(last, 1), kind);
      assert.equal(periodStart(kind, last, calendar), periodStart(kind, '2028-02-28', calendar), kind);
    }
  });

  it('begins and ends at the zone’s midnights', () => {
    const week = periodRange('week', at('2026-03-25T12:00:00Z'), { ...UTC, timezone: 'Europe/Berlin' });
    assert.deepEqual([week.start, week.end], [at('2026-03-22T23:00:00Z'), at('2026-03-29T22:00:00Z')]);
    const day = periodRange('day', at('2026-11-22T18:20:00Z'), { ...UTC, timezone: 'Asia/Kathmandu' });
    assert.equal(day.since, '2026-11-23');
  });

  it('holds its moment, and the next one follows at its end', () => {
    const calendar = fc.record({
      timezone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Chatham', 'Africa/Cairo'),
      firstDayOfWeek: fc.integer({ min: 0, max: 6 }),
      billingCycleDay: fc.integer({ min: 1, max: 28 }),
    });
    const moment = fc.integer({ min: at('2015-01-01T00:00:00Z'), max: at('2036-01-01T00:00:00Z') });
    fc.assert(
      fc.property(fc.constantFrom('day', 'week', 'month'), moment, calendar, (kind, now, how) => {
        const range = periodRange(kind, now, how);
        assert.ok(range.start <= now && now < range.end);
        assert.equal(periodRange(kind, range.end, how).start, range.end);
        assert.equal(periodRange(kind, range.end - 1, how).start, range.start);
        assert.equal(dayText(range.start, how.timezone), range.since);
        if (kind === 'week') assert.equal(weekdayOf(range.since), how.firstDayOfWeek);
        if (kind === 'month') assert.equal(Number(range.since.slice(8)), how.billingCycleDay);
      }),
      { numRuns: 500 },
    );
  });
});

describe('ranges', () => {
  const days = (range: Parameters<typeof resolveRange>[0], calendar: Partial<Calendar> = {}, first: string | null = null): string => {
    const { since, until } = resolveRange(range, NOW, { ...UTC, ...calendar }, first);
    return `${since} ${until}`;
  };

  it('end with today', () => {
    assert.equal(days({ kind: 'today' }), '2026-11-22 2026-11-22');
    assert.equal(days({ kind: 'last7' }), '2026-11-16 2026-11-22');
    assert.equal(days({ kind: 'last30' }), '2026-10-24 2026-11-22');
    assert.equal(days({ kind: 'last90' }), '2026-08-25 2026-11-22');
    assert.equal(days({ kind: 'month' }, { billingCycleDay: 15 }), '2026-11-15 2026-11-22');
  });

  it('begin with the first day known where everything is asked for', () => {
    assert.equal(days({ kind: 'all' }, {}, '2025-02-03'), '2025-02-03 2026-11-22');
    assert.equal(days({ kind: 'all' }), '2026-11-22 2026-11-22');
    assert.equal(days({ kind: 'all' }, {}, '2026-11-24'), '2026-11-22 2026-11-22');
  });

  it('take their own days, either way round', () => {
    assert.equal(days({ kind: 'custom', since: '2026-01-02', until: '2026-01-05' }), '2026-01-02 2026-01-05');
    assert.equal(days({ kind: 'custom', since: '2026-01-05', until: '2026-01-02' }), '2026-01-02 2026-01-05');
    for (const since of ['0000-01-01', '0202-01-01', '1999-12-31'])
      assert.match(days({ kind: 'custom', since, until: '2026-01-05' }), /^2016-11-\d\d 2026-01-05$/);
    assert.match(days({ kind: 'custom', since: '2026-01-05', until: '9999-12-31' }), /^2026-01-05 2036-/);
  });

  it('are the same in ms, over a change of clocks', () => {
    const range = resolveRange({ kind: 'custom', since: '2026-10-24', until: '2026-10-25' }, NOW, { ...UTC, timezone: 'Europe/Berlin' });
    assert.deepEqual([range.start, range.end], [at('2026-10-23T22:00:00Z'), at('2026-10-25T23:00:00Z')]);
  });

  it('have a range of the same length before them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (length) => {
        const range = resolveRange({ kind: 'custom', since: addDays('2026-11-22', -length), until: '2026-11-22' }, NOW, UTC);
        const before = previousDays(range, 'UTC');
        assert.equal(before.end, range.start);
        assert.equal(daysBetween(before.since, before.until), length);
      }),
    );
  });
});
