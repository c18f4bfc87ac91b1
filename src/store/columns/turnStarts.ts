import type { Columns } from './columnTable';

/** What can begin a turn: prompts and slash commands. `command` 1: a command. Names and workflows by number. */
export type Begins = Columns<{ readonly at: number; readonly session: number; readonly command: number; readonly name: number; readonly workflow: number }>;

/** The turns of a month by number. Before the first beginning of a session lies a turn whose beginning is in an earlier month or nowhere. */
export class TurnStarts {
  /** ms UTC; NaN: not in this month. */
  readonly startedAt: number[] = [];
  /** Number of the slash command's name; 0: none. */
  readonly command: number[] = [];
  /** Number of the workflow that the prompt asks for; 0: none. */
  readonly asked: number[] = [];
  /** By session: the number of the turn before its first beginning, which those of its beginnings follow, and how many these are. */
  readonly #sessions = new Map<number, { readonly first: number; count: number }>();

  constructor(begins: Begins) {
    const { at, session, key } = begins;
    const rows = Array.from(key.keys()).filter((row) => !Number.isNaN(at[row]));
    // Of two commands of one moment the one with the smaller key counts.
    rows.sort((a, b) => session[a]! - session[b]! || at[a]! - at[b]! || (BigInt(key[a]!) < BigInt(key[b]!) ? -1 : 1));
    for (const row of rows) this.#add(row, begins);
  }

  get count(): number {
    return this.startedAt.length;
  }

  /** The turn that something of a session belongs to, by its time (ms UTC): it began with the last beginning at or before it. */
  of(session: number, at: number): number {
    const { first, count } = this.#sessions.get(session) ?? this.#open(session);
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.startedAt[first + 1 + middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return first + low;
  }

  /** The last beginning of each session that has any. */
  *last(): Generator<{ readonly session: number; readonly turn: number }> {
    for (const [session, { first, count }] of this.#sessions) if (count > 0) yield { session, turn: first + count };
  }

  #open(session: number): { readonly first: number; count: number } {
    const opened = { first: this.#push(Number.NaN), count: 0 };
    this.#sessions.set(session, opened);
    return opened;
  }

  #push(startedAt: number): number {
    this.command.push(0);
    this.asked.push(0);
    return this.startedAt.push(startedAt) - 1;
  }

  #add(row: number, { at, session, command, name, workflow }: Begins): void {
    const own = this.#sessions.get(session[row]!) ?? this.#open(session[row]!);
    let turn = own.first + own.count;
    if (own.count === 0 || this.startedAt[turn] !== at[row]) {
      turn = this.#push(at[row]!);
      own.count++;
    }
    if (command[row] === 1) this.command[turn] ||= name[row]!;
    else this.asked[turn] = Math.max(this.asked[turn]!, workflow[row]!);
  }
}
