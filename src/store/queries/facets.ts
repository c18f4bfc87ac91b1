import type { MonthFile } from '../monthFile';
import { matching } from '../columns/matching';
import type { Narrowed } from './narrowed';

/** What responses of one skill, server, kind of sub-agent or tool cost. */
export interface FacetRow {
  readonly name: string;
  /** Responses; of sub-agents how many ran. */
  readonly uses: number;
  /** Integer nano-USD. */
  readonly nanoUsd: number;
}

/** Adds up by the number of a name. */
class Facets {
  readonly #found = new Map<number, { uses: number; nanoUsd: number }>();

  add(name: number, uses: number, nanoUsd: number): void {
    const known = this.#found.get(name);
    if (known) {
      known.uses += uses;
      known.nanoUsd += nanoUsd;
    } else this.#found.set(name, { uses, nanoUsd });
  }

  rows({ texts }: MonthFile): FacetRow[] {
    return [...this.#found].map(([name, sum]) => ({ name: texts.value(name), ...sum }));
  }
}

const attributed =
  (column: 'skill' | 'server') =>
  (file: MonthFile, narrowed: Narrowed): FacetRow[] => {
    const { responses } = file.columns;
    const [names, matches, facets] = [responses[column], matching(file, narrowed), new Facets()];
    for (const [row, matched] of matches.entries()) if (matched) facets.add(names[row]!, 1, responses.nanoUsd[row]!);
    return facets.rows(file).filter(({ name }) => name !== '');
  };

/** Responses that Claude Code attributes to a skill. */
export const skillCosts = attributed('skill');
/** Responses that Claude Code attributes to an MCP server. */
export const serverCosts = attributed('server');

/** Sub-agents by type ('' where it is not said); each counts once a month. */
export function agentCosts(file: MonthFile, narrowed: Narrowed): FacetRow[] {
  const { agent, agentType, sidechain, nanoUsd } = file.columns.responses;
  const [facets, counted] = [new Facets(), new Set<string>()];
  for (const [row, matched] of matching(file, narrowed).entries()) {
    if (!matched || sidechain[row] !== 1) continue;
    const one = `${agentType[row]} ${agent[row]}`;
    facets.add(agentType[row]!, counted.has(one) ? 0 : 1, nanoUsd[row]!);
    counted.add(one);
  }
  return facets.rows(file);
}

/** Tools by the responses that called them. A response's cost is shared evenly among the calls that it made; what is left over of a division stays with none. */
export function toolCosts(file: MonthFile, narrowed: Narrowed): FacetRow[] {
  const { columns } = file;
  const { responseOfCall, callsMade } = columns.links;
  const [matches, facets] = [matching(file, narrowed), new Facets()];
  for (const [call, row] of responseOfCall.entries()) {
    if (row < 0 || !matches[row] || Number.isNaN(columns.calls.at[call])) continue;
    facets.add(columns.calls.name[call]!, 1, Math.trunc(columns.responses.nanoUsd[row]! / callsMade[row]!));
  }
  return facets.rows(file);
}
