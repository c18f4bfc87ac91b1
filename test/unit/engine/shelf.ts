import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUNDLED_BOOK } from '../../../src/core/pricing/bundled';
import { createPricer } from '../../../src/core/pricing/pricer';
import type { Fact, Origin } from '../../../src/core/usage/event';
import { markOf, mergeResponse, mergeTool, NO_RESPONSE, responseOf, toolOf, type ResponseState, type ToolState } from '../../../src/core/usage/merge';
import { Books } from '../../../src/engine/books';
import { daysFor } from '../../../src/engine/fromSettings';
import type { Aggregates } from '../../../src/store/aggregates';
import { keyOf } from '../../../src/store/key';
import type { Ledger } from '../../../src/store/ledger';
import { loadSqlite } from '../../../src/store/sqlite';
import type { SumChange } from '../../../src/store/sums';
import { factTables, type FactTables } from '../../../src/store/writes/factTables';
import { MARKS, type KeptMark } from '../../../src/store/writes/marks';
import { SETTINGS, wasmBytes } from './opening';

export const ORIGIN: Origin = {
  at: Date.UTC(2026, 9, 31, 23, 50),
  sessionId: 'session-1',
  cwd: '/home/ada/app',
  branch: 'main',
  version: '2.1.330',
  entrypoint: 'cli',
  sidechain: false,
  copied: false,
  agentId: '',
};

/** A line of a response with so much output. */
export const said = (id: string, output: number, origin: Partial<Origin> = {}): Fact => ({
  kind: 'response',
  identity: `r:m:${id}`,
  origin: { ...ORIGIN, ...origin },
  model: 'claude-opus-5-5',
  tokens: { input: 1, output, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, webSearches: 0 },
  thinkingTokens: 0,
  final: true,
  visibleChars: 0,
  speed: '',
  serviceTier: '',
  inferenceGeo: '',
  skill: '',
  mcpServer: '',
  agentType: '',
  recordedNanoUsd: null,
});

/** Books in a folder, without engine: what is appended is said, not read. */
export interface Shelf {
  readonly folder: string;
  readonly books: Books;
  readonly said: string[];
  /** `then` runs in the same batch; what it throws takes the batch back. */
  append(facts: readonly Fact[], then?: (ledger: Ledger) => void): boolean;
  /** Takes what is on disk, as after a crash. */
  reopen(): void;
}

const SQLITE = loadSqlite(wasmBytes());

export async function openShelf(folder: string, timezone = 'UTC'): Promise<Shelf> {
  const sqlite = await SQLITE;
  const messages: string[] = [];
  let tokens = 0;
  const settings = { ...SETTINGS, timezone };
  const tables = factTables(createPricer(BUNDLED_BOOK, settings.priceOverrides));
  const token = (): string => `${folder.slice(-6)}-${process.hrtime.bigint()}-${tokens++}`.slice(-24);
  const host = {
    sqlite,
    folder: join(folder, 'ledger'),
    aggregatesPath: join(folder, 'aggregates.sqlite'),
    now: () => 7,
    token,
    say: (words: string) => void messages.push(words),
  };
  let books = new Books(host, tables, daysFor(settings));
  return {
    folder,
    said: messages,
    get books() {
      return books;
    },
    append: (facts, then) =>
      books.append((ledger) => {
        const changes = put(ledger, facts, tables);
        then?.(ledger);
        return changes;
      }),
    reopen: () => {
      books.close();
      books = new Books(host, tables, daysFor(settings));
    },
  };
}

function put(ledger: Ledger, facts: readonly Fact[], tables: FactTables): SumChange[] {
  const responses = new Map<bigint, ResponseState>();
  const tools = new Map<bigint, ToolState>();
  const marks = new Map<bigint, KeptMark>();
  const into = <S>(map: Map<bigint, S>, key: bigint, state: S, merge: (a: S, b: S) => S): void => {
    const held = map.get(key);
    map.set(key, held ? merge(held, state) : state);
  };
  for (const fact of facts) {
    if (fact.kind === 'response') into(responses, keyOf(fact.identity), responseOf(fact), mergeResponse);
    else if (fact.kind === 'toolCall' || fact.kind === 'toolResult')
      into(tools, keyOf(fact.identity), toolOf(fact, fact.kind === 'toolCall' ? keyOf(fact.response) : NO_RESPONSE), mergeTool);
    else if (fact.kind === 'mark') into(marks, keyOf(fact.identity), { ...markOf(fact), counted: true }, MARKS.merge);
  }
  return [...ledger.merge(tables.responses, responses), ...ledger.merge(tables.toolCalls, tools), ...ledger.merge(tables.marks, marks)];
}

/** A folder that is removed after `work`. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'spendlight-shelf-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

const TABLES = {
  quarter: ['session', 'project', 'branch', 'model'],
  day: ['project', 'model'],
  activity: ['name', 'project', 'session'],
  activity_day: ['name', 'project'],
} as const;

/** All rows of the sums that say anything, with names for numbers, in an order of their own. */
export function rowsOf({ database }: Aggregates): string[] {
  const names = new Map(database.all('SELECT id, value FROM text').map(([id, value]) => [Number(id), String(value)]));
  return Object.entries(TABLES)
    .flatMap(([table, named]: [string, readonly string[]]) => {
      const columns = database.all(`SELECT name FROM pragma_table_info('${table}')`).map(([name]) => String(name));
      const sum = table.startsWith('activity') ? 'uses' : 'responses';
      return database
        .all(`SELECT ${columns.join(', ')} FROM ${table} WHERE ${sum} <> 0`)
        .map((row) => `${table} ${row.map((value, i) => (named.includes(columns[i]!) ? names.get(Number(value)) : value)).join('|')}`);
    })
    .sort();
}

/** The sums that the ledger itself has, taken month by month. */
export function rowsOfLedger({ ledger, aggregates }: Books): string[] {
  for (const month of ledger.months()) aggregates.replaceMonth(month, ledger.monthSums(month), '');
  return rowsOf(aggregates);
}
