import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import fc from 'fast-check';
import type { Alert } from '../../../src/core/alerts/alert';
import { parseQuietHours } from '../../../src/core/alerts/quietHours';
import { budgetStatus, NOTHING_SPENT } from '../../../src/core/budget/measure';
import { calendarSpan, sessionSpan, type BudgetSpan } from '../../../src/core/budget/span';
import type { BudgetStatus } from '../../../src/core/budget/status';
import { NO_ALERTS } from '../../../src/core/settings/alerts';
import { AlertService, type Situation } from '../../../src/engine/alertService';
import { budget } from './budgets';
import { EXPECTED, nameOf, PlainAlerts, type Ending, type PlainBudget, type PlainUse, type PlainWorld } from './plainAlerts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Two days before clocks change in Berlin. */
const BEGIN = Date.parse('2026-10-23T20:00:00Z');
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland'];
const WINDOWS = 3;
/** SPENDLIGHT_ALERT_RUNS=20000 draws so many sequences. */
const RUNS = Number(process.env['SPENDLIGHT_ALERT_RUNS'] ?? 200);

type Step =
  | { readonly kind: 'use'; readonly usd: number; readonly late: number; readonly session: string }
  | { readonly kind: 'copy'; readonly which: number }
  | { readonly kind: 'look'; readonly window: number; readonly ending: Ending; readonly held: Ending; readonly reads: boolean }
  | { readonly kind: 'open' | 'close'; readonly window: number }
  | { readonly kind: 'clock'; readonly by: number }
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'quiet'; readonly hours: PlainWorld['quiet'] }
  | { readonly kind: 'hush'; readonly budget: number; readonly for: number | null }
  | { readonly kind: 'unhush'; readonly budget: number }
  | { readonly kind: 'settings'; readonly budget: number; readonly to: Partial<Omit<PlainBudget, 'id' | 'period'>> };

const PERIODS = ['day', 'session', 'week', 'hour', 'month'] as const;
const THRESHOLDS: fc.Arbitrary<PlainBudget['thresholds']> = fc.constantFrom(
  [
    { percent: 80, severity: 'warning' },
    { percent: 100, severity: 'critical' },
  ],
  [
    { percent: 50, severity: 'warning' },
    { percent: 80, severity: 'critical' },
    { percent: 100, severity: 'warning' },
  ],
  [
    { percent: 80, severity: 'warning' },
    { percent: 90, severity: 'warning', forecast: true },
    { percent: 100, severity: 'critical' },
    { percent: 120, severity: 'critical', forecast: true },
  ],
  [],
);
const BUDGETS: readonly PlainBudget[] = PERIODS.map((period, index) => ({
  id: `b${index}`,
  period,
  enabled: true,
  limit: [10, 6, 30, 4, 60][index] ?? 10,
  thresholds: [
    { percent: 80, severity: 'warning' },
    { percent: 100, severity: 'critical' },
  ],
}));

const window = fc.nat(WINDOWS - 1);
const of = fc.nat(PERIODS.length - 1);
/** A window may die between claiming and confirming. */
const ENDING: fc.Arbitrary<Ending> = fc.oneof({ weight: 5, arbitrary: fc.constant('confirms' as const) }, fc.constant('dies' as const));
const STEP: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('use' as const),
      usd: fc.integer({ min: 1, max: 4 }),
      late: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 2 * DAY })),
      session: fc.constantFrom('s1', 's2'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('copy' as const), which: fc.nat(9) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('look' as const),
      window,
      ending: ENDING,
      held: ENDING,
      reads: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('open' as const), window }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('close' as const), window }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('clock' as const),
      by: fc.oneof(fc.integer({ min: 1, max: 3 * HOUR }), fc.integer({ min: 120_000, max: 2 * DAY }), fc.integer({ min: -DAY, max: -1 })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('zone' as const), zone: fc.constantFrom(...ZONES) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('quiet' as const),
      hours: fc.constantFrom(null, { from: '22:00', to: '07:00' }, { from: '12:00', to: '13:30' }, { from: '00:00', to: '24:00' }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hush' as const), budget: of, for: fc.constantFrom(HOUR, DAY, null) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unhush' as const), budget: of }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('settings' as const),
      budget: of,
      to: fc.oneof(fc.record({ limit: fc.integer({ min: 1, max: 40 }) }), fc.record({ thresholds: THRESHOLDS }), fc.record({ enabled: fc.boolean() })),
    }),
  },
);

/** A window of VS Code: what it has read so far, and who speaks for it. */
interface Open {
  readonly service: AlertService;
  read: number;
}

/** The real claims in a real folder beside the plain ones; every look of a window is compared. */
class World {
  readonly #folder: string;
  readonly #plain = new PlainAlerts();
  readonly #windows: (Open | undefined)[] = [];
  readonly #uses: PlainUse[] = [];
  readonly #hushed = new Map<string, number | null>();
  #now = BEGIN;
  #zone = 'UTC';
  #quiet: PlainWorld['quiet'] = null;
  #budgets = BUDGETS;
  said = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  do(step: Step): void {
    this.#now += 1;
    if (step.kind === 'use') this.#uses.push({ id: this.#uses.length, at: this.#now - step.late, usd: step.usd, session: step.session });
    if (step.kind === 'copy') this.#copy(step.which);
    if (step.kind === 'look') this.#look(step);
    if (step.kind === 'open') this.#windows[step.window] ??= { service: new AlertService(this.#folder), read: 0 };
    if (step.kind === 'close') this.#windows[step.window] = undefined;
    if (step.kind === 'clock') this.#now += step.by;
    if (step.kind === 'zone') this.#zone = step.zone;
    if (step.kind === 'quiet') this.#quiet = step.hours;
    if (step.kind === 'hush') this.#hush(`b${step.budget}`, step.for === null ? null : this.#now + step.for);
    if (step.kind === 'unhush') this.#unhush(`b${step.budget}`);
    if (step.kind === 'settings') this.#budgets = this.#budgets.map((one, index) => (index === step.budget ? { ...one, ...step.to } : one));
  }

  /** At rest, with nothing hushed and nothing quiet, everything that is due has been said. */
  settle(): void {
    for (const id of this.#hushed.keys()) this.#unhush(id);
    this.#quiet = null;
    this.#now += 600_000;
    this.#windows[0] ??= { service: new AlertService(this.#folder), read: 0 };
    this.#look({ kind: 'look', window: 0, ending: 'confirms', held: 'confirms', reads: true });
    const before = this.said;
    this.#windows[1] = { service: new AlertService(this.#folder), read: this.#uses.length };
    for (const index of [0, 1]) this.#look({ kind: 'look', window: index, ending: 'confirms', held: 'confirms', reads: true });
    assert.equal(this.said, before, 'nothing is said twice');
  }

  /** A copy of a line counts nothing: whoever counts knows it by its id. */
  #copy(which: number): void {
    const use = this.#uses[which];
    if (use) this.#uses.push(use);
  }

  #hush(key: string, until: number | null): void {
    this.#hushed.set(key, until);
    new AlertService(this.#folder).hush(key, until);
  }

  #unhush(key: string): void {
    this.#hushed.delete(key);
    new AlertService(this.#folder).takeBack(key);
  }

  #look({ window: index, ending, held: heldEnding, reads }: Extract<Step, { kind: 'look' }>): void {
    const open = this.#windows[index];
    if (!open) return;
    if (reads) open.read = this.#uses.length;
    const uses = [...new Map(this.#uses.slice(0, open.read).map((use) => [use.id, use])).values()];
    const world = { now: this.#now, zone: this.#zone, quiet: this.#quiet, hushed: this.#hushed, budgets: this.#budgets };
    const expected = this.#plain.claim(world, uses, ending);
    assert.deepEqual(this.#claimed(open.service, uses, ending).toSorted(), expected.toSorted(), `at ${new Date(this.#now).toISOString()}`);
    this.said += expected.length;
    if (ending === 'dies') return void (this.#windows[index] = undefined);
    const held = this.#plain.claimHeld(world, heldEnding);
    assert.deepEqual(this.#heldOf(open.service, heldEnding).toSorted(), held.toSorted(), `held at ${new Date(this.#now).toISOString()}`);
    this.said += held.length;
    if (heldEnding === 'dies') this.#windows[index] = undefined;
  }

  #claimed(service: AlertService, uses: readonly PlainUse[], ending: Ending): string[] {
    const statuses = this.#statuses(uses);
    return this.#spoken(service, service.claimDue({ statuses, anomalies: [], settings: this.#settings, now: this.#now }, true), ending);
  }

  #heldOf(service: AlertService, ending: Ending): string[] {
    return this.#spoken(service, service.claimHeld(this.#settings, this.#now), ending);
  }

  #spoken(service: AlertService, alerts: readonly Alert[], ending: Ending): string[] {
    if (ending === 'confirms')
      service.confirm(
        alerts.map(({ id }) => id),
        this.#now,
      );
    return alerts.map(({ subject }) => {
      assert.ok(subject.kind === 'budget');
      return nameOf(subject.status.budget.id, subject.status.periodId, subject.threshold, subject.status.limit);
    });
  }

  get #settings(): Situation['settings'] {
    const quietHours = this.#quiet && parseQuietHours(`${this.#quiet.from}-${this.#quiet.to}`);
    return { alerts: { ...NO_ALERTS, quietHours }, timezone: this.#zone };
  }

  #statuses(uses: readonly PlainUse[]): BudgetStatus[] {
    const calendar = { timezone: this.#zone, firstDayOfWeek: 1, billingCycleDay: 1 };
    return this.#budgets.flatMap((plain) => {
      const real = budget({ ...plain, name: plain.id });
      const status = (span: BudgetSpan, some: readonly PlainUse[]): BudgetStatus => {
        const spent = some.reduce((all, { usd }) => all + usd, 0);
        const p50 = spent * EXPECTED;
        return {
          ...budgetStatus(real, { ...NOTHING_SPENT, nanoUsd: spent }, span, this.#now),
          forecast: { p10: p50, p50, p90: p50, crossesAt: null, error: null },
        };
      };
      if (plain.period === 'session')
        return [...new Set(uses.map(({ session }) => session))].map((id) =>
          status(
            sessionSpan(id, 0),
            uses.filter(({ session }) => session === id),
          ),
        );
      const span = calendarSpan(plain.period, this.#now, calendar);
      return [
        status(
          span,
          uses.filter(({ at }) => at >= span.start && at < (span.end ?? Infinity)),
        ),
      ];
    });
  }
}

describe('alerts over windows, restarts, clocks and zones', () => {
  it(`are as plain ones in ${RUNS} random sequences: none missed, none doubled, none wrong`, function () {
    this.timeout(60_000 + RUNS * 400);
    let [said, quiet] = [0, 0];
    fc.assert(
      fc.property(fc.array(STEP, { minLength: 40, maxLength: 80, size: 'max' }), (steps) => {
        const folder = mkdtempSync(join(tmpdir(), 'spendlight-model-'));
        try {
          const world = new World(folder);
          for (const step of [{ kind: 'open', window: 0 } as const, ...steps]) world.do(step);
          world.settle();
          said += world.said;
          quiet += steps.filter(({ kind }) => kind === 'quiet').length;
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      }),
      { numRuns: RUNS },
    );
    // Sequences in which nothing happens would prove nothing.
    assert.ok(said > RUNS * 3 && quiet > 0, `${said} alerts`);
  });
});
