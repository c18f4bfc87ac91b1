import type { SqlDatabase } from '../sqlite';
import type { TouchedKeys } from '../touchedKeys';
import { ColumnTable, type ColumnSource } from './columnTable';
import { TurnStarts } from './turnStarts';

const ORIGIN = { at: 'at', session: 'session' } as const;

const RESPONSES = {
  table: 'response',
  columns: {
    ...ORIGIN,
    sidechain: 'sidechain',
    project: 'project',
    branch: 'branch',
    agent: 'agent',
    model: 'model',
    skill: 'skill',
    server: 'mcp_server',
    agentType: 'agent_type',
    nanoUsd: 'nano_usd',
    input: 'input',
    output: 'output',
    read: 'cache_read',
    write5m: 'cache_write_5m',
    write1h: 'cache_write_1h',
    webSearches: 'web_searches',
  },
  where: 'true',
};

/** A result without its call counts nowhere. */
const CALLS = {
  table: 'tool_call',
  columns: { ...ORIGIN, name: 'name', workflow: 'workflow', response: 'CAST(response AS TEXT)' },
  where: 'called = 1',
};

const BEGINS = {
  table: 'mark',
  columns: { ...ORIGIN, name: 'name', workflow: 'workflow', command: "kind = 'command'" },
  where: "kind IN ('prompt', 'command')",
};

type Numbers<S extends { readonly columns: object }> = { readonly [Name in keyof S['columns']]: number } & { readonly at: number };
type Calls = Omit<Numbers<typeof CALLS>, 'response'> & { readonly response: string };

/** What follows from the rows together. By the row of a response or call. */
export interface MonthLinks {
  readonly turns: TurnStarts;
  /** Number of the turn that it belongs to. */
  readonly turnOfResponse: Int32Array;
  readonly turnOfCall: Int32Array;
  /** Row of the response that made a call; -1: not in this month. */
  readonly responseOfCall: Int32Array;
  /** How many calls a response made. */
  readonly callsMade: Int32Array;
  /** Rows of responses, one session after the other, oldest first. */
  readonly order: Int32Array;
}

/** The rows of a month column by column, in step with its file, and what follows from them. Names are numbers of its texts. */
export class MonthColumns {
  readonly #responses = new ColumnTable<Numbers<typeof RESPONSES>>(RESPONSES as ColumnSource<Numbers<typeof RESPONSES>>);
  readonly #calls = new ColumnTable<Calls>(CALLS as ColumnSource<Calls>);
  readonly #begins = new ColumnTable<Numbers<typeof BEGINS>>(BEGINS as ColumnSource<Numbers<typeof BEGINS>>);
  #links: MonthLinks | undefined;

  get responses() {
    return this.#responses.columns;
  }

  /** Tokens of a response's prompt. */
  promptOf(row: number): number {
    const { input, read, write5m, write1h } = this.#responses.columns;
    return input[row]! + read[row]! + write5m[row]! + write1h[row]!;
  }

  get calls() {
    return this.#calls.columns;
  }

  get links(): MonthLinks {
    return (this.#links ??= this.#link());
  }

  /** Reads what changed since it was read last. `database` has what `touched` speaks of. */
  refresh(database: SqlDatabase, touched: TouchedKeys): void {
    const keys = touched.take();
    if (keys?.size === 0) return;
    for (const [table, rows] of [
      [RESPONSES.table, this.#responses],
      [CALLS.table, this.#calls],
      [BEGINS.table, this.#begins],
    ] as const) {
      if (!keys || keys.has(table)) rows.read(database, keys?.get(table));
    }
    this.#links = undefined;
  }

  #link(): MonthLinks {
    const { responses, calls } = this;
    const turns = new TurnStarts(this.#begins.columns);
    const turnOf = ({ session, at }: { readonly session: readonly number[]; readonly at: readonly number[] }): Int32Array =>
      Int32Array.from(at, (moment, row) => turns.of(session[row]!, moment));
    const responseOfCall = Int32Array.from(calls.response, (key) => this.#responses.row(key));
    const callsMade = new Int32Array(responses.at.length);
    for (const [call, row] of responseOfCall.entries()) if (row >= 0 && !Number.isNaN(calls.at[call])) callsMade[row]!++;
    return { turns, turnOfResponse: turnOf(responses), turnOfCall: turnOf(calls), responseOfCall, callsMade, order: this.#ordered() };
  }

  #ordered(): Int32Array {
    const { session, at, key } = this.responses;
    const rows = Int32Array.from(at.keys()).filter((row) => !Number.isNaN(at[row]));
    return rows.sort((a, b) => session[a]! - session[b]! || at[a]! - at[b]! || (BigInt(key[a]!) < BigInt(key[b]!) ? -1 : 1));
  }
}
