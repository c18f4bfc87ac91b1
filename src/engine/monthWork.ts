import { contextChanges } from '../core/insights/contexts';
import type { WorkflowId } from '../core/workflows/workflow';
import type { MonthFile } from '../store/monthFile';
import { contextSteps } from '../store/queries/contextSteps';
import { agentCosts, serverCosts, skillCosts, toolCosts, type FacetRow } from '../store/queries/facets';
import type { Narrowed } from '../store/queries/narrowed';
import { lastBegins, turnGroups, type TurnBegin } from '../store/queries/turns';
import { turnKey } from './wholeTurns';
import { callsByTurn, judge } from './workflows';

type Calls = readonly (readonly [WorkflowId, number])[];

/** A turn that may go on in a later month, or that began in an earlier one. */
export interface OpenTurn {
  readonly session: string;
  /** null: in an earlier month or nowhere. */
  readonly begin: TurnBegin | null;
  readonly calls: Calls;
  /** Integer nano-USD of its responses; null where it has none in this month. */
  readonly nanoUsd: number | null;
}

/** What the Work page takes of the rows of a month. It lies in files (store/keptParts.ts): where its shape or meaning changes, so must the name of the question. */
export interface MonthWork {
  /** Rows in all. */
  readonly length: number;
  readonly tools: readonly FacetRow[];
  readonly servers: readonly FacetRow[];
  readonly skills: readonly FacetRow[];
  readonly agents: readonly FacetRow[];
  readonly switches: readonly { readonly sessionId: string; readonly switches: number }[];
  /** Turns that nothing can be added to, by what they were for ('' where nothing says it). */
  readonly settled: readonly FacetRow[];
  readonly open: readonly OpenTurn[];
}

/** Of a month that is gone. */
export const NO_WORK: MonthWork = { length: 0, tools: [], servers: [], skills: [], agents: [], switches: [], settled: [], open: [] };

export function monthWork(file: MonthFile, narrowed: Narrowed): MonthWork {
  const [tools, servers, skills, agents] = [toolCosts, serverCosts, skillCosts, agentCosts].map((ask) => ask(file, narrowed)) as [
    FacetRow[],
    FacetRow[],
    FacetRow[],
    FacetRow[],
  ];
  const switches = contextChanges(contextSteps(file, narrowed)).switches.map((row) => ({ sessionId: row.sessionId, switches: row.switches }));
  const turns = turnsOf(file, narrowed);
  const parts = [tools, servers, skills, agents, switches, turns.settled, turns.open];
  return { length: parts.reduce((sum, { length }) => sum + length, 0), tools, servers, skills, agents, switches, ...turns };
}

/** The last turn of every session is open, and so is what no beginning in this month is known of. */
function turnsOf(file: MonthFile, narrowed: Narrowed): Pick<MonthWork, 'settled' | 'open'> {
  const calls = callsByTurn([file], narrowed);
  const last = new Map(lastBegins(file, null).map((begin) => [turnKey({ ...begin, begun: true, startedAt: begin.at }), begin]));
  const settled = new Map<string, { uses: number; nanoUsd: number }>();
  const open = new Map<string, OpenTurn>();
  const add = (key: string, session: string, nanoUsd: number | null): unknown =>
    open.set(key, { session, begin: last.get(key) ?? null, calls: [...(calls.get(key)?.counts ?? [])], nanoUsd });
  for (const turn of turnGroups(file, narrowed)) {
    const key = turnKey(turn);
    if (last.has(key) || !turn.begun) add(key, turn.session, turn.nanoUsd);
    else {
      const workflow = judge(turn, calls.get(key)?.counts);
      const known = settled.get(workflow) ?? { uses: 0, nanoUsd: 0 };
      settled.set(workflow, { uses: known.uses + 1, nanoUsd: known.nanoUsd + turn.nanoUsd });
    }
  }
  for (const [key, { session }] of last) if (!open.has(key)) add(key, session, null);
  for (const [key, { session, begun }] of calls) if (!begun && !open.has(key)) add(key, session, null);
  return { settled: Array.from(settled, ([name, sum]) => ({ name, ...sum })), open: [...open.values()] };
}
