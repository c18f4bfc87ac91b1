import type { HourSum } from '../core/sessions/hours';
import type { Provenance, Totals } from './views';

/** One tool, server, command, skill, kind of sub-agent or workflow. */
export interface UseRow {
  /** Foreign text; of workflows its id. */
  readonly name: string;
  readonly uses: number;
  readonly errors: number;
  /** What the responses cost that it was used in, integer nano-USD, each shared evenly among its calls; null where transcripts do not say which. */
  readonly nanoUsd: number | null;
}

/** What a model answered with. */
export interface ModelUse {
  /** As written. */
  readonly name: string;
  readonly totals: Totals;
}

/** A session that changed its model often. */
export interface SwitchRow {
  readonly sessionId: string;
  readonly project: string;
  readonly switches: number;
  readonly nanoUsd: number;
}

/** The Work page (D3, D4). Lists are complete, most used first; pages cut them. */
export interface WorkView {
  readonly provenance: Provenance;
  readonly range: { readonly since: string; readonly until: string };
  readonly selected: Totals;
  readonly tools: readonly UseRow[];
  readonly mcpServers: readonly UseRow[];
  readonly commands: readonly UseRow[];
  readonly skills: readonly UseRow[];
  /** By agent type; '' for sub-agents whose type is not said. */
  readonly agents: readonly UseRow[];
  readonly workflows: readonly UseRow[];
  readonly models: readonly ModelUse[];
  readonly switches: readonly SwitchRow[];
  /** 0 Sunday to 6 Saturday: how this person's weeks begin. */
  readonly firstDayOfWeek: number;
  /** Only cells with any response. */
  readonly hours: readonly HourSum[];
  readonly prompts: number;
  readonly compactions: number;
  readonly apiErrors: number;
}
