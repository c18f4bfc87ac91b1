import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { dayIndex, startOfDay } from '../../../src/core/time/zone';
import { addDays } from '../../../src/core/time/day';
import { hoursOf } from '../../../src/engine/hours';
import { byHourOfWeek } from '../../../src/core/sessions/hours';
import { Aggregates } from '../../../src/store/aggregates';
import { MEASURES } from '../../../src/store/measures';
import { AGGREGATES_SCHEMA } from '../../../src/store/migrations/aggregates';
import { monthOf } from '../../../src/store/month';
import { activityByMonth, activityTotals } from '../../../src/store/queries/activity';
import { daysAndModels, totalsByDayAndModel } from '../../../src/store/queries/dayModels';
import { groupsBy, narrowedTotals, quarterAmounts } from '../../../src/store/queries/explore';
import { totalsByModel, totalsByProject } from '../../../src/store/queries/grouped';
import { sessionModelSums } from '../../../src/store/queries/insightsSessions';
import { ALL_WITHIN } from '../../../src/store/queries/narrowed';
import { groupsOf, sessionModelsOf, sumsBy, totalOf } from '../../../src/store/queries/rolledSums';
import { totals } from '../../../src/store/queries/totals';
import { rolledDays, rolledQuarters } from '../../../src/store/rolled';
import { loadSqlite, SqlDatabase } from '../../../src/store/sqlite';
import type { ResponseSum, SumChange } from '../../../src/store/sums';

// What is remembered of months and added up, against the same question asked of all rows at once, while responses come, move and go.

const SQLITE = loadSqlite(new Uint8Array(readFileSync(join(process.cwd(), 'node_modules/sql.js/dist/sql-wasm.wasm'))).buffer);
const ZONES = ['UTC', 'America/St_Johns', 'Pacific/Auckland', 'Asia/Kathmandu'] as const;
const FIRST = Date.UTC(2026, 0, 28, 20);

const AT = fc.integer({ min: 0, max: 300 }).map((step) => FIRST + step * 4 * 3_600_000 + (step % 5) * 1_000_000);
const RESPONSE: fc.Arbitrary<ResponseSum> = fc.record({
  at: AT,
  sessionId: fc.constantFrom('s1', 's2', 's3'),
  cwd: fc.constantFrom('/a', '/b'),
  branch: fc.constantFrom('', 'main'),
  model: fc.constantFrom('opus', 'sonnet', 'haiku'),
  sidechain: fc.boolean(),
  measures: fc.integer({ min: 1, max: 1_000 }).map((n) => MEASURES.map((_, place) => (place === 0 ? 1 : n * (place + 1)))),
});
const ACTIVITY = fc.record({
  at: AT,
  kind: fc.constantFrom('tool', 'command'),
  name: fc.constantFrom('Read', 'mcp__a__b'),
  cwd: fc.constantFrom('/a', '/b'),
  sessionId: fc.constant('s1'),
  error: fc.boolean(),
});
const DAY = fc.integer({ min: -3, max: 60 }).map((days) => addDays('2026-01-28', days));
const NAMES = fc.record({ projects: fc.constantFrom([], ['/a'], ['/nowhere', '/b']), models: fc.constantFrom([], ['opus', 'haiku']) });
/** There never are so many. */
const NONE = 1_000;
const ROUND = fc.record({
  come: fc.array(RESPONSE, { maxLength: 12 }),
  calls: fc.array(ACTIVITY, { maxLength: 6 }),
  /** Of those that are there: which go, and which become another. */
  go: fc.constantFrom(0, 3, NONE),
  become: fc.tuple(fc.constantFrom(1, NONE, NONE), RESPONSE),
  saved: fc.boolean(),
  zone: fc.option(fc.constantFrom(...ZONES), { nil: undefined }),
  asked: fc.tuple(DAY, DAY, NAMES, fc.constantFrom(null, 'main'), fc.constantFrom(null, ['s1', 's3'])),
});

/** Only the zone changes: what was remembered of months must not stand. */
const QUIET: typeof ROUND = ROUND.map((round) => ({ ...round, come: [], calls: [], go: NONE as 1_000, become: [NONE, round.become[1]] }));
const EVERYTHING = { projects: [], models: [] };

const byText = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
const daysIn = (zone: string) => {
  const index = dayIndex(zone);
  return { timezone: zone, dayOf: (at: number) => index.dayText(at) };
};

/** The sums, and what they are the sums of. */
class Books {
  readonly sums: Aggregates;
  readonly #held: ResponseSum[] = [];
  #states = 0;

  constructor(database: SqlDatabase, open: (bytes: Uint8Array) => SqlDatabase) {
    this.sums = new Aggregates(database, daysIn('UTC'), open);
  }

  change({ come, calls, go, become: [which, other] }: typeof ROUND extends fc.Arbitrary<infer R> ? R : never): void {
    const changes: SumChange[] = calls.map((after) => ({ kind: 'activity', before: null, after }));
    for (const after of come) changes.push({ kind: 'response', before: null, after });
    const gone = this.#held.splice(go, 1)[0];
    if (gone) changes.push({ kind: 'response', before: gone, after: null });
    const before = this.#held[which];
    if (before) {
      changes.push({ kind: 'response', before, after: other });
      this.#held[which] = other;
    }
    this.#held.push(...come);
    for (const { before: was, after: is } of changes) for (const one of [was, is]) if (one) this.sums.stampMonth(monthOf(one.at), '');
    this.sums.apply(changes);
  }

  save(): void {
    for (const month of this.sums.stamps().keys()) if (this.sums.stamps().get(month) === '') this.sums.stampMonth(month, `state ${++this.#states}`);
  }
}

type Asked = readonly [
  since: string,
  until: string,
  names: { readonly projects: readonly string[]; readonly models: readonly string[] },
  branch: string | null,
  sessions: readonly string[] | null,
];

function agree(sums: Aggregates, zone: string, [since, until, names, branch, sessions]: Asked): void {
  const { database, texts } = sums;
  const selection = { since, until, ...names };
  const days = rolledDays(sums, selection);
  assert.deepEqual(totalOf(days, texts, names), totals(database, selection));
  assert.deepEqual(sumsBy(days, 'model', texts, names), totalsByModel(database, selection));
  assert.deepEqual(sumsBy(days, 'project', texts, names), totalsByProject(database, selection));
  assert.deepEqual(daysAndModels(sums, selection), totalsByDayAndModel(database, selection));
  assert.deepEqual(activityByMonth(sums, selection), activityTotals(database, selection));
  assert.deepEqual(totalOf(rolledDays(sums, { since: null, until: null }), texts, names), totals(database, { ...selection, since: null, until: null }));
  const span = { start: startOfDay(since, zone), end: startOfDay(addDays(until, 1), zone) };
  const narrowed = { ...ALL_WITHIN, ...span, ...names, branch, sessions };
  const quarters = rolledQuarters(sums, span.start, span.end);
  assert.deepEqual(totalOf(quarters, texts, narrowed), narrowedTotals(database, narrowed));
  for (const by of ['project', 'branch', 'session', 'model'] as const)
    assert.deepEqual(byText(groupsOf(quarters, by, texts, narrowed)), byText(groupsBy(database, by, narrowed)));
  assert.deepEqual(byText(sessionModelsOf(quarters, texts, narrowed)), byText(sessionModelSums(database, narrowed)));
  const calendar = { timezone: zone, firstDayOfWeek: 1, billingCycleDay: 1 };
  assert.deepEqual(hoursOf({ sums: database, monthly: sums, calendar, now: 0 }, narrowed), byHourOfWeek(quarterAmounts(database, narrowed), zone));
}

describe('sums that are remembered by month', () => {
  it('are those of all rows, whatever comes, moves and goes, in whichever zone', async () => {
    const sqlite = await SQLITE;
    fc.assert(
      fc.property(fc.array(fc.oneof(ROUND, QUIET), { minLength: 1, maxLength: 5 }), (rounds) => {
        const empty = new SqlDatabase(sqlite);
        AGGREGATES_SCHEMA.migrate(empty);
        const books = new Books(empty, (bytes) => new SqlDatabase(sqlite, bytes));
        let zone = 'UTC';
        for (const round of rounds) {
          books.change(round);
          if (round.saved) books.save();
          if (round.zone) books.sums.useDays(daysIn((zone = round.zone)));
          // Twice, because the second time it is remembered.
          for (let time = 0; time < 2; time++) agree(books.sums, zone, round.asked);
          agree(books.sums, zone, ['2025-12-01', '2026-05-01', EVERYTHING, null, null]);
        }
        books.sums.database.close();
      }),
      { numRuns: 25 },
    );
  });
});
