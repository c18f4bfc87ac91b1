import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { addDays, dayOfUtc, daysBetween, daysOf, isDay, parseDay, quarterOf, weekdayOf, QUARTER } from '../../../src/core/time/day';
import { dayIndex, dayRange, dayText, isZone, startOfDay } from '../../../src/core/time/zone';

const HOUR = 3_600_000;
const at = (iso: string): number => Date.parse(iso);
const iso = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
const hours = (day: string, zone: string): number => {
  const { start, end } = dayRange(day, zone);
  return (end - start) / HOUR;
};

/** Zones that differ in kind: both hemispheres, halves and quarters of an hour, midnights that are skipped, changes at 23:00, no change, far ends. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'America/Havana',
  'America/Nuuk',
  'America/Asuncion',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Atlantic/Azores',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Apia',
  'Etc/GMT+12',
];

describe('days', () => {
  it('knows a day of the calendar', () => {
    assert.deepEqual(['2026-11-22', '2024-02-29', '2026-02-29', '2026-02-30', '2026-13-01', '2026-1-1', '', '2026-11-22T00:00:00Z', ' 2026-11-22'].map(isDay), [
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
    assert.equal(parseDay('1970-01-02'), 24 * HOUR);
  });

  it('counts over months, years and leap days', () => {
    assert.equal(addDays('2026-12-31', 1), '2027-01-01');
    assert.equal(addDays('2024-03-01', -1), '2024-02-29');
    assert.equal(daysBetween('2024-02-01', '2024-03-01'), 29);
    assert.equal(weekdayOf('2026-11-22'), 0);
    assert.deepEqual(daysOf('2026-02-27', '2026-03-02'), ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
    assert.deepEqual(daysOf('2026-03-02', '2026-03-01'), []);
  });

  it('refuses what is no day', () => {
    assert.throws(() => addDays('2026-02-30', 1), RangeError);
    assert.throws(() => dayOfUtc(at('+010000-01-01T00:00:00Z')), RangeError);
  });

  it('floors to the quarter-hour', () => {
    assert.equal(quarterOf(QUARTER * 3 + 1), QUARTER * 3);
    assert.equal(quarterOf(-1), -QUARTER);
  });
});

describe('zones', () => {
  it('are IANA names', () => {
    for (const zone of [...ZONES, 'utc', 'America/Argentina/Buenos_Aires', 'Etc/GMT-14']) assert.equal(isZone(zone), true, zone);
    for (const zone of ['', 'Mars/Olympus', '+02:00', 'foo+02:00', 'UTC\n', 'toString', 'constructor', '__proto__', '../UTC', 'Europe/Berlin '])
      assert.equal(isZone(zone), false, zone);
  });

  it('throw where they are unknown', () => {
    assert.throws(() => startOfDay('2026-11-22', 'Mars/Olympus'), RangeError);
    assert.throws(() => dayText(0, 'toString'), RangeError);
    assert.throws(() => dayIndex(''), RangeError);
  });
});

describe('the day of a moment', () => {
  for (const [zone, day, start, length] of [
    ['UTC', '2026-11-22', '2026-11-22T00:00:00Z', 24],
    ['Asia/Kathmandu', '2026-11-22', '2026-11-21T18:15:00Z', 24],
    ['Asia/Kolkata', '2026-11-22', '2026-11-21T18:30:00Z', 24],
    ['Pacific/Kiritimati', '2026-11-22', '2026-11-21T10:00:00Z', 24],
    ['Etc/GMT+12', '2026-11-22', '2026-11-22T12:00:00Z', 24],
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z', 23],
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z', 25],
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00Z', 23],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00Z', 25],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00Z', 23.5],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00Z', 24.5],
    // Midnight is skipped: the day begins at 01:00.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00Z', 23],
    ['Africa/Cairo', '2024-04-26', '2024-04-25T22:00:00Z', 23],
    // At midnight clocks go back to 23:00: the day before has 25 hours.
    ['America/Sao_Paulo', '2018-02-17', '2018-02-17T02:00:00Z', 25],
    ['Africa/Cairo', '2024-10-31', '2024-10-30T21:00:00Z', 25],
    // Midnight comes twice: the first counts.
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00Z', 25],
    // One minute past midnight clocks go back to 23:01: the day had begun.
    ['America/St_Johns', '2010-11-07', '2010-11-07T02:30:00Z', 25],
    // A day that was left out.
    ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00:00Z', 24],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z', 0],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00Z', 24],
  ] as const) {
    it(`${day} in ${zone} begins at ${start} and has ${length} hours`, () => {
      assert.equal(iso(startOfDay(day, zone)), start);
      assert.equal(hours(day, zone), length);
    });
  }

  it('takes the day on either side of a change', () => {
    assert.equal(dayText(at('2018-11-04T02:59:59.999Z'), 'America/Sao_Paulo'), '2018-11-03');
    assert.equal(dayText(at('2018-11-04T03:00:00Z'), 'America/Sao_Paulo'), '2018-11-04');
    assert.equal(dayText(at('2011-12-30T09:59:59.999Z'), 'Pacific/Apia'), '2011-12-29');
    assert.equal(dayText(at('2011-12-30T10:00:00Z'), 'Pacific/Apia'), '2011-12-31');
    assert.equal(dayText(at('2010-11-07T02:45:00Z'), 'America/St_Johns'), '2010-11-07');
    assert.equal(dayText(at('2026-11-21T18:14:59.999Z'), 'Asia/Kathmandu'), '2026-11-21');
  });

  const moment = fc.integer({ min: at('2015-01-01T00:00:00Z'), max: at('2036-01-01T00:00:00Z') });

  it('is what clocks in the zone show', () => {
    const clocks = new Map(
      ZONES.map((zone) => [zone, new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })]),
    );
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), moment, (zone, ms) => assert.equal(dayText(ms, zone), clocks.get(zone)?.format(ms))),
      { numRuns: 1_000 },
    );
  });

  it('lies in the range of its day, and days follow each other without gap', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), moment, (zone, ms) => {
        const day = dayText(ms, zone);
        const { start, end } = dayRange(day, zone);
        assert.ok(start <= ms && ms < end);
        assert.equal(dayRange(addDays(day, 1), zone).start, end);
        assert.equal(dayText(start, zone), day);
        assert.equal(dayText(end - 1, zone), day);
        assert.ok([23, 23.5, 24, 24.5, 25].includes((end - start) / HOUR), `${day} has ${(end - start) / HOUR} h`);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the same from the index, in any order of asking', () => {
    for (const zone of [...ZONES, 'America/St_Johns']) {
      const index = dayIndex(zone);
      fc.assert(
        fc.property(fc.oneof(moment, fc.integer({ min: at('2010-11-05T00:00:00Z'), max: at('2012-01-02T00:00:00Z') })), (ms) => {
          assert.equal(index.dayText(ms), dayText(ms, zone));
        }),
        { numRuns: 60 },
      );
      assert.equal(index.startOfDay('2026-03-29'), startOfDay('2026-03-29', zone));
    }
  });

  it('asks the zone a few times per day, not once per quarter-hour', () => {
    const first = at('2026-01-01T00:00:00Z');
    const real = Intl.DateTimeFormat;
    let asked = 0;
    const counting = function (locale: string, options: Intl.DateTimeFormatOptions): Pick<Intl.DateTimeFormat, 'format'> {
      const { format } = new real(locale, options);
      return { format: (date) => ((asked += 1), format(date)) };
    };
    try {
      // The library keeps a formatter per zone: this one is used nowhere else.
      Intl.DateTimeFormat = counting as unknown as typeof Intl.DateTimeFormat;
      const index = dayIndex('Europe/Vienna');
      for (let quarter = 0; quarter < 96 * 100; quarter += 1) index.dayText(first + quarter * QUARTER);
    } finally {
      Intl.DateTimeFormat = real;
    }
    assert.ok(asked >= 100 && asked < 400, `${asked} times`);
  });
});
