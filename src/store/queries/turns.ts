import type { ResponseState } from '../../core/usage/merge';
import type { TokenCounts } from '../../core/usage/tokens';
import type { FactTable } from '../factTable';
import type { WorkflowId } from '../../core/workflows/workflow';
import { among } from '../among';
import { matching } from '../columns/matching';
import type { MonthColumns } from '../columns/monthColumns';
import type { TurnStarts } from '../columns/turnStarts';
import type { MonthFile } from '../monthFile';
import { workflowOfNumber } from '../writes/workflow';
import { momentValues, NARROWED_RESPONSES, type Narrowed } from './narrowed';

/** A turn as a month's file has it: what began it and everything until the next beginning in its session. */
export interface TurnGroup {
  readonly session: string;
  /** ms UTC of the prompt or slash command; of the first response where that is of an earlier month. */
  readonly startedAt: number;
  /** Its beginning is in this month. */
  readonly begun: boolean;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly responses: number;
  readonly tokens: TokenCounts;
  /** Integer nano-USD. */
  readonly nanoUsd: number;
  readonly project: string;
  readonly branch: string;
  /** The slash command that began it, or ''. */
  readonly command: string;
  /** What its prompt asks for, where its words say so. */
  readonly asked: WorkflowId | '';
}

/** What is added up of a turn; names by number. */
type Group = { -readonly [Name in 'firstAt' | 'lastAt' | 'responses' | 'nanoUsd']: number } & { -readonly [Name in keyof TokenCounts]: number } & {
  readonly session: number;
  project: number;
  branch: number;
};

/** Every turn with a response in what it is narrowed to, in no order. */
export function turnGroups(file: MonthFile, narrowed: Narrowed): TurnGroup[] {
  const { responses, links } = file.columns;
  const found = new Map<number, Group>();
  for (const [row, matched] of matching(file, narrowed).entries()) {
    if (!matched) continue;
    const turn = links.turnOfResponse[row]!;
    const known = found.get(turn);
    if (known) addResponse(known, responses, row);
    else found.set(turn, firstResponse(responses, row));
  }
  return Array.from(found, ([turn, group]) => turnGroup(file, links.turns, turn, group));
}

const firstResponse = (of: MonthColumns['responses'], row: number): Group => ({
  session: of.session[row]!,
  project: of.project[row]!,
  branch: of.branch[row]!,
  firstAt: of.at[row]!,
  lastAt: of.at[row]!,
  responses: 1,
  nanoUsd: of.nanoUsd[row]!,
  input: of.input[row]!,
  output: of.output[row]!,
  cacheRead: of.read[row]!,
  cacheWrite5m: of.write5m[row]!,
  cacheWrite1h: of.write1h[row]!,
  webSearches: of.webSearches[row]!,
});

function addResponse(group: Group, of: MonthColumns['responses'], row: number): void {
  group.project = Math.min(group.project, of.project[row]!);
  group.branch = Math.min(group.branch, of.branch[row]!);
  group.firstAt = Math.min(group.firstAt, of.at[row]!);
  group.lastAt = Math.max(group.lastAt, of.at[row]!);
  group.responses++;
  group.nanoUsd += of.nanoUsd[row]!;
  group.input += of.input[row]!;
  group.output += of.output[row]!;
  group.cacheRead += of.read[row]!;
  group.cacheWrite5m += of.write5m[row]!;
  group.cacheWrite1h += of.write1h[row]!;
  group.webSearches += of.webSearches[row]!;
}

function turnGroup({ texts }: MonthFile, turns: TurnStarts, turn: number, group: Group): TurnGroup {
  const { firstAt, lastAt, responses, nanoUsd, input, output, cacheRead, cacheWrite5m, cacheWrite1h, webSearches } = group;
  const started = turns.startedAt[turn]!;
  return {
    session: texts.value(group.session),
    startedAt: Number.isNaN(started) ? firstAt : started,
    begun: !Number.isNaN(started),
    firstAt,
    lastAt,
    responses,
    tokens: { input, output, cacheRead, cacheWrite5m, cacheWrite1h, webSearches },
    nanoUsd,
    project: texts.value(group.project),
    branch: texts.value(group.branch),
    command: texts.value(turns.command[turn]!),
    asked: workflowOfNumber(turns.asked[turn]!),
  };
}

/** What began a turn that goes on in a later month. */
export interface TurnBegin {
  readonly session: string;
  /** ms UTC. */
  readonly at: number;
  readonly command: string;
  readonly asked: WorkflowId | '';
}

/** The last prompt or command of each of these sessions in a month (null: of all); those without any are left out. */
export function lastBegins({ columns, texts }: MonthFile, sessions: readonly string[] | null): TurnBegin[] {
  const { turns } = columns.links;
  const isWanted = among(texts, sessions);
  return Array.from(turns.last(), ({ session, turn }) => ({ session, turn }))
    .filter(({ session }) => isWanted(session))
    .map(({ session, turn }) => ({
      session: texts.value(session),
      at: turns.startedAt[turn]!,
      command: texts.value(turns.command[turn]!),
      asked: workflowOfNumber(turns.asked[turn]!),
    }));
}

/** More than there are workflows. */
const WORKFLOW_NUMBERS = 256;

/** How many calls of a turn are for what; `startedAt` as its group has it, 0 where that is of an earlier month. */
export function turnSigns({ columns, texts }: MonthFile, { start, end }: Pick<Narrowed, 'start' | 'end'>) {
  const { calls, links } = columns;
  const found = new Map<number, { readonly session: number; readonly turn: number; readonly workflow: number; calls: number }>();
  for (const [call, turn] of links.turnOfCall.entries()) {
    const [at, workflow] = [calls.at[call]!, calls.workflow[call]!];
    if (workflow === 0 || !(at >= start && at < end)) continue;
    const key = turn * WORKFLOW_NUMBERS + workflow;
    const known = found.get(key);
    if (known) known.calls++;
    else found.set(key, { session: calls.session[call]!, turn, workflow, calls: 1 });
  }
  return Array.from(found.values(), ({ session, turn, workflow, calls: made }) => ({
    session: texts.value(session),
    startedAt: links.turns.startedAt[turn]! || 0,
    workflow: workflowOfNumber(workflow),
    calls: made,
  }));
}

/** Responses of what it is narrowed to, oldest first. */
export function responsesOf(file: MonthFile, table: FactTable<ResponseState>, narrowed: Narrowed): ResponseState[] {
  // Said outright, or the index would not be used.
  const own = narrowed.session === null ? '' : 'session = (SELECT id FROM text WHERE value = ?6) AND ';
  const sql = `SELECT ${table.columns.join(', ')} FROM response WHERE ${own}${NARROWED_RESPONSES} ORDER BY at`;
  return file.database.all(sql, momentValues(narrowed)).map((row) => table.fromRow(row, file.texts));
}
