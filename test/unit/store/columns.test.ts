import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { LONG_PROMPT } from '../../../src/core/insights/facts';
import { BUNDLED_BOOK } from '../../../src/core/pricing/bundled';
import { createPricer } from '../../../src/core/pricing/pricer';
import { totalTokens } from '../../../src/core/usage/tokens';
import type { Origin } from '../../../src/core/usage/event';
import { QUARTER_MS, quarterOf } from '../../../src/store/month';
import { MonthFile } from '../../../src/store/monthFile';
import { newMonth } from '../../../src/store/newMonth';
import { contextSteps } from '../../../src/store/queries/contextSteps';
import { agentCosts, serverCosts, skillCosts, toolCosts } from '../../../src/store/queries/facets';
import { longPrompts } from '../../../src/store/queries/insightsLongPrompts';
import type { Narrowed } from '../../../src/store/queries/narrowed';
import { turnGroups, turnSigns } from '../../../src/store/queries/turns';
import { loadSqlite, type Row } from '../../../src/store/sqlite';
import { factTables } from '../../../src/store/writes/factTables';
import { workflowNumber } from '../../../src/store/writes/workflow';

// What the columns answer against the same question in SQL, row by row, after any puts and removals.

const SQLITE = loadSqlite(new Uint8Array(readFileSync(join(process.cwd(), 'node_modules/sql.js/dist/sql-wasm.wasm'))).buffer);
const TABLES = factTables(createPricer(BUNDLED_BOOK, []));

const KEY = fc.oneof(fc.bigInt({ min: 1n, max: 9n }), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }));
const AT = fc.integer({ min: 0, max: 12 }).map((step) => 1_700_000_000_000 + step * 600_000);
const ORIGIN: fc.Arbitrary<Origin> = fc.record({
  at: AT,
  copied: fc.constant(false),
  sidechain: fc.boolean(),
  sessionId: fc.constantFrom('s1', 's2', 's3'),
  cwd: fc.constantFrom('/a', '/b', '/c'),
  branch: fc.constantFrom('', 'main', 'fix'),
  version: fc.constant('2'),
  entrypoint: fc.constant('cli'),
  agentId: fc.constantFrom('', 'a1', 'a2'),
});
const RESPONSE = fc
  .record({
    origin: ORIGIN,
    model: fc.constantFrom('claude-opus-5-5', 'claude-sonnet-5', 'nobody-prices'),
    tokens: fc.record({
      input: fc.integer({ min: 0, max: 40 }),
      output: fc.integer({ min: 0, max: 900 }),
      cacheRead: fc.constantFrom(0, 90_000, 260_000),
      cacheWrite5m: fc.constantFrom(0, 5_000),
      cacheWrite1h: fc.constantFrom(0, 30_000),
      webSearches: fc.constant(0),
    }),
    skill: fc.constantFrom('', 'pdf', 'xlsx'),
    mcpServer: fc.constantFrom('', 'github'),
    agentType: fc.constantFrom('', 'Explore', 'Plan'),
  })
  .map((said) => ({
    ...said,
    replayed: false,
    final: true,
    speed: '',
    serviceTier: '',
    inferenceGeo: '',
    thinkingTokens: 0,
    visibleChars: 0,
    recordedNanoUsd: null,
  }));
const WORKFLOW = fc.constantFrom('' as const, 'testing' as const, 'debugging' as const);
const CALL = fc.record({
  origin: ORIGIN,
  called: fc.boolean(),
  name: fc.constantFrom('Read', 'Bash'),
  isError: fc.boolean(),
  response: fc.oneof(fc.constant(0n), KEY),
  workflow: WORKFLOW,
});
const MARK = fc.record({
  origin: ORIGIN,
  mark: fc.constantFrom('prompt' as const, 'command' as const, 'compaction' as const, 'typedCommand' as const),
  name: fc.constantFrom('', '/review', '/ship'),
  workflow: WORKFLOW,
  counted: fc.boolean(),
});
const WRITE = fc.oneof(
  { weight: 6, arbitrary: fc.record({ key: KEY, response: RESPONSE }) },
  { weight: 4, arbitrary: fc.record({ key: KEY, call: CALL }) },
  { weight: 3, arbitrary: fc.record({ key: KEY, mark: MARK }) },
  { weight: 2, arbitrary: fc.record({ gone: KEY }) },
);
const some = (...names: string[]): fc.Arbitrary<string[]> => fc.oneof(fc.constant<string[]>([]), fc.subarray(names, { minLength: 1 }));
const NARROWED = fc.record({
  start: AT,
  end: AT,
  projects: some('/a', '/b', '/nowhere'),
  models: some('claude-opus-5-5', 'nobody-prices'),
  branch: fc.constantFrom(null, 'main', ''),
  session: fc.constantFrom(null, 's1'),
  sessions: fc.constantFrom(null, [], ['s1', 's3']),
  quarters: fc.constantFrom(
    null,
    [],
    [1, 3, 4, 8].map((later) => quarterOf(1_700_000_000_000) + later),
  ),
});

const put = (file: MonthFile, write: typeof WRITE extends fc.Arbitrary<infer W> ? W : never): void => {
  if ('gone' in write) for (const table of [TABLES.responses, TABLES.toolCalls, TABLES.marks] as const) file.remove(table as never, write.gone);
  else if ('response' in write) file.put(TABLES.responses, write.key, write.response);
  else if ('call' in write) file.put(TABLES.toolCalls, write.key, write.call);
  else file.put(TABLES.marks, write.key, write.mark);
};

/** The rows that a question is narrowed to, names as texts, as a table expression. */
function responsesIn({ texts }: MonthFile, { start, end, projects, models, branch, session, sessions, quarters }: Narrowed): string {
  const ids = (names: readonly string[]): string => names.map((name) => texts.id(name)).join(', ');
  const among = (column: string, names: readonly string[]): string => (names.length ? ` AND ${column} IN (${ids(names)})` : '');
  const is = (column: string, name: string | null): string => (name === null ? '' : ` AND ${column} = ${texts.id(name)}`);
  const only = (column: string, list: string | null | undefined): string => (typeof list === 'string' ? ` AND ${column} IN (${list})` : '');
  const within = only('session', sessions && ids(sessions)) + only(`at / ${QUARTER_MS}`, quarters?.join(', '));
  const named = among('project', projects) + among('model', models) + is('branch', branch) + is('session', session) + within;
  return `(SELECT *, input + cache_read + cache_write_5m + cache_write_1h AS prompt FROM response WHERE at >= ${start} AND at < ${end}${named})`;
}

const text = (column: string): string => `(SELECT value FROM text WHERE id = ${column})`;
const started = (table: string): string =>
  `(SELECT max(mark.at) FROM mark WHERE mark.session = ${table}.session AND mark.kind IN ('prompt', 'command') AND mark.at <= ${table}.at)`;
const sorted = (rows: readonly Row[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

function inSql(file: MonthFile, narrowed: Narrowed): Record<string, string[]> {
  const rows = responsesIn(file, narrowed);
  const facet = (column: string, uses: string, where: string): string[] =>
    sorted(file.database.all(`SELECT ${text(column)} AS name, ${uses}, sum(nano_usd) FROM ${rows} AS paid WHERE ${where} GROUP BY 1`));
  const tools = `SELECT ${text('tool_call.name')}, count(*), sum(paid.nano_usd / (SELECT count(*) FROM tool_call AS made WHERE made.called = 1 AND made.response = paid.key))
    FROM ${rows} AS paid JOIN tool_call ON tool_call.response = paid.key AND tool_call.called = 1 GROUP BY 1`;
  const turns = `SELECT ${text('session')}, coalesce(began, first), began IS NOT NULL, first, last, responses, tokens, nano_usd, ${text('project')}, ${text('branch')},
      coalesce((SELECT ${text('mark.name')} FROM mark WHERE mark.session = turn.session AND kind = 'command' AND at = began ORDER BY key LIMIT 1), ''),
      coalesce((SELECT max(workflow) FROM mark WHERE mark.session = turn.session AND kind = 'prompt' AND at = began), 0)
    FROM (SELECT session, began, min(at) AS first, max(at) AS last, count(*) AS responses, sum(prompt + output) AS tokens, sum(nano_usd) AS nano_usd,
      min(project) AS project, min(branch) AS branch FROM (SELECT *, ${started('paid')} AS began FROM ${rows} AS paid) GROUP BY session, began) AS turn`;
  const signs = `SELECT ${text('session')}, coalesce(${started('tool_call')}, 0), workflow, count(*) FROM tool_call
    WHERE called = 1 AND workflow > 0 AND at >= ${narrowed.start} AND at < ${narrowed.end} GROUP BY 1, 2, 3`;
  const steps = `SELECT ${text('session')}, ${text('project')}, ${text('model')}, at, prompt, cache_read, cache_write_1h > 0 FROM ${rows} WHERE sidechain = 0 ORDER BY session, at, key`;
  const long = `SELECT ${text('project')}, ${text('model')}, count(*), count(DISTINCT session), max(prompt), sum(prompt - ${LONG_PROMPT.kept})
    FROM ${rows} WHERE prompt >= ${LONG_PROMPT.from} GROUP BY 1, 2`;
  return {
    skills: facet('skill', 'count(*)', `${text('skill')} <> ''`),
    servers: facet('mcp_server', 'count(*)', `${text('mcp_server')} <> ''`),
    agents: facet('agent_type', 'count(DISTINCT agent)', 'sidechain = 1'),
    tools: sorted(file.database.all(tools)),
    turns: sorted(file.database.all(turns)),
    signs: sorted(file.database.all(signs)),
    steps: file.database.all(steps).map((row) => JSON.stringify(row)),
    long: sorted(file.database.all(long)),
  };
}

function byColumns(file: MonthFile, narrowed: Narrowed): Record<string, string[]> {
  const facet = (rows: readonly { name: string; uses: number; nanoUsd: number }[]): string[] => sorted(rows.map((row) => [row.name, row.uses, row.nanoUsd]));
  const turns = turnGroups(file, narrowed).map((turn): Row => {
    const { session, startedAt, begun, firstAt, lastAt, responses, tokens, nanoUsd, project, branch, command, asked } = turn;
    return [session, startedAt, Number(begun), firstAt, lastAt, responses, totalTokens(tokens), nanoUsd, project, branch, command, workflowNumber(asked)];
  });
  const steps = Array.from(contextSteps(file, narrowed), (step) => {
    const { sessionId, project, model, at, prompt, read, longLived } = step;
    return JSON.stringify([sessionId, project, model, at, prompt, read, Number(longLived)]);
  });
  return {
    skills: facet(skillCosts(file, narrowed)),
    servers: facet(serverCosts(file, narrowed)),
    agents: facet(agentCosts(file, narrowed)),
    tools: facet(toolCosts(file, narrowed)),
    turns: sorted(turns),
    signs: sorted(turnSigns(file, narrowed).map(({ session, startedAt, workflow, calls }) => [session, startedAt, workflowNumber(workflow), calls])),
    steps,
    long: sorted(longPrompts(file, narrowed).map((row) => [row.project, row.model, row.responses, row.sessions, row.longest, row.beyond])),
  };
}

describe('the columns of a month', () => {
  it('answer as SQL over the rows does, whatever was put in, changed and taken out', async () => {
    const fresh = newMonth(await SQLITE);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.array(WRITE, { maxLength: 25 }), NARROWED), { minLength: 1, maxLength: 4 }), (rounds) => {
        const file = new MonthFile('2023-11', fresh);
        for (const [writes, asked] of rounds) {
          for (const write of writes) put(file, write);
          for (const [start, end] of [
            [asked.start, asked.end],
            [0, Infinity],
          ] as const) {
            const narrowed = { ...asked, start, end: end === Infinity ? 9e15 : end };
            assert.deepEqual(byColumns(file, narrowed), inSql(file, narrowed));
          }
        }
        file.close();
      }),
      { numRuns: 60 },
    );
  });
});
