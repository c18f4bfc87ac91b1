/** How alerts have to be, said as simply as possible and without the program's own calendar, claims or files. The model-based test compares the two. */

export interface PlainUse {
  readonly id: number;
  readonly at: number;
  readonly usd: number;
  readonly session: string;
}

export interface PlainThreshold {
  readonly percent: number;
  readonly severity: 'warning' | 'critical';
  readonly forecast?: true;
}

export interface PlainBudget {
  readonly id: string;
  readonly period: 'hour' | 'day' | 'week' | 'month' | 'session';
  readonly enabled: boolean;
  readonly limit: number;
  readonly thresholds: readonly PlainThreshold[];
}

export interface PlainWorld {
  readonly now: number;
  readonly zone: string;
  /** 'HH:MM' both; over midnight where from is later. */
  readonly quiet: { readonly from: string; readonly to: string } | null;
  readonly hushed: ReadonlyMap<string, number | null>;
  readonly budgets: readonly PlainBudget[];
}

/** What a period is expected to end with in these tests: so many times what is spent. */
export const EXPECTED = 1.5;
const TAKEN_OVER_AFTER = 120_000;

const clocks = new Map<string, Intl.DateTimeFormat>();
const clockOf = (at: number, zone: string): { readonly day: string; readonly time: string } => {
  let format = clocks.get(zone);
  if (!format) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    clocks.set(zone, (format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, ...parts })));
  }
  const [day = '', time = ''] = format.format(at).split(' ');
  return { day, time };
};

/** Names the period that a moment lies in; weeks begin on Monday, months on the first. */
export const periodOf = (period: Exclude<PlainBudget['period'], 'session'>, at: number, zone: string): string => {
  const { day, time } = clockOf(at, zone);
  if (period === 'day') return day;
  if (period === 'month') return `${day.slice(0, 8)}01`;
  if (period === 'hour') return new Date(Math.floor(at / 60_000) * 60_000 - Number(time.slice(3)) * 60_000).toISOString();
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
};

export const isQuietNow = ({ now, zone, quiet }: PlainWorld): boolean => {
  if (quiet === null) return false;
  const { time } = clockOf(now, zone);
  return quiet.from < quiet.to ? quiet.from <= time && time < quiet.to : time >= quiet.from || time < quiet.to;
};

interface Told {
  readonly limit: number;
  readonly reached: number;
  readonly at: number;
  /** Claimed by a window that died before it confirmed. */
  readonly pending: boolean;
}

/** One thing to say, as both sides name it. */
export const nameOf = (budget: string, period: string, { percent, forecast }: PlainThreshold, limit: number): string =>
  `${budget} ${period} ${forecast ? 'f' : ''}${percent} of ${limit}`;

interface Waiting {
  readonly name: string;
  readonly about: string;
  readonly budget: string;
  readonly amount: number;
  /** A window that died while it spoke of it. */
  readonly takenAt: number | null;
}

export type Ending = 'confirms' | 'dies';

/** Remembers what was said, ideally: one mind for all windows. */
export class PlainAlerts {
  readonly #told = new Map<string, Told[]>();
  #waiting: Waiting[] = [];

  /** What a window that knows of these uses has to say now. */
  claim(world: PlainWorld, uses: readonly PlainUse[], ending: Ending): string[] {
    const said: string[] = [];
    for (const budget of world.budgets) {
      const until = world.hushed.get(budget.id);
      if (!budget.enabled || until === null || (until !== undefined && until > world.now)) continue;
      for (const { period, spent } of this.#periods(budget, world, uses)) {
        const actual = budget.thresholds.filter((one) => !one.forecast && spent > 0 && spent * 100 >= budget.limit * one.percent);
        const crossed = actual.at(-1)?.percent ?? 0;
        const foreseen = budget.thresholds.filter((one) => one.forecast && one.percent <= crossed);
        const ahead = budget.thresholds.filter((one) => one.forecast && one.percent > crossed && spent * EXPECTED * 100 >= budget.limit * one.percent);
        const reachedOf = (one: PlainThreshold): number => (one.forecast ? spent * EXPECTED : spent);
        const say = (steps: readonly PlainThreshold[], beside: readonly PlainThreshold[]): void => {
          const top = steps.at(-1);
          const free = (one: PlainThreshold): boolean => this.#isFree(budget, period, one, reachedOf(one), world.now);
          if (!top || !free(top)) return;
          const waits = isQuietNow(world) && top.severity === 'warning';
          const pending = ending === 'dies' && !waits;
          for (const one of [...steps, ...beside])
            if (free(one) || !pending) this.#tell(budget, period, one, { limit: budget.limit, reached: reachedOf(one), at: world.now, pending });
          const about = `${budget.id} ${period} ${top.forecast ?? ''}`;
          const waiting = { name: nameOf(budget.id, period, top, budget.limit), about, budget: budget.id, amount: top.percent * budget.limit, takenAt: null };
          if (waits) this.#waiting.push(waiting);
          else {
            said.push(waiting.name);
            if (!pending) this.#dropBelow(waiting);
          }
        };
        say(actual, foreseen);
        say(ahead, []);
      }
    }
    return said;
  }

  /** What waited for the end of quiet hours. */
  claimHeld(world: PlainWorld, ending: Ending): string[] {
    if (isQuietNow(world)) return [];
    const said: string[] = [];
    for (const about of new Set(this.#waiting.map((one) => one.about))) {
      const group = this.#waiting.filter((one) => one.about === about).toSorted((a, b) => b.amount - a.amount);
      const [top] = group;
      const until = top && world.hushed.get(top.budget);
      if (!top || until === null || (until !== undefined && until > world.now)) continue;
      if (top.takenAt !== null && Math.abs(world.now - top.takenAt) < TAKEN_OVER_AFTER) continue;
      said.push(top.name);
      this.#waiting = this.#waiting.filter((one) => one.about !== about);
      if (ending === 'dies') this.#waiting.push({ ...top, takenAt: world.now });
    }
    return said;
  }

  *#periods({ period }: PlainBudget, { now, zone }: PlainWorld, uses: readonly PlainUse[]): Generator<{ readonly period: string; readonly spent: number }> {
    const sum = (some: readonly PlainUse[]): number => some.reduce((all, { usd }) => all + usd, 0);
    if (period !== 'session') {
      const name = periodOf(period, now, zone);
      yield { period: name, spent: sum(uses.filter(({ at }) => periodOf(period, at, zone) === name)) };
      return;
    }
    for (const session of new Set(uses.map((use) => use.session))) yield { period: session, spent: sum(uses.filter((use) => use.session === session)) };
  }

  /** Not while another window may be speaking of as much; and once said, only what lies above. */
  #isFree(budget: PlainBudget, period: string, one: PlainThreshold, _reached: number, now: number): boolean {
    const amount = (budget.limit * one.percent) / 100;
    return this.#toldOf(budget, period, one).every(
      ({ limit, reached, at, pending }) => (pending && Math.abs(now - at) >= TAKEN_OVER_AFTER) || (reached < amount && limit !== budget.limit),
    );
  }

  #toldOf(budget: PlainBudget, period: string, one: PlainThreshold): readonly Told[] {
    return this.#told.get(nameOf(budget.id, `${budget.period} ${period}`, one, 0)) ?? [];
  }

  #tell(budget: PlainBudget, period: string, one: PlainThreshold, told: Told): void {
    const others = this.#toldOf(budget, period, one).filter(({ limit, pending }) => !(pending && limit === budget.limit));
    this.#told.set(nameOf(budget.id, `${budget.period} ${period}`, one, 0), [...others, told]);
  }

  #dropBelow({ about, amount }: Waiting): void {
    this.#waiting = this.#waiting.filter((one) => one.about !== about || one.amount > amount);
  }
}
