import type { MonthFile } from '../monthFile';
import type { Row } from '../sqlite';
import { momentValues, NARROWED_RESPONSES, type Narrowed } from './narrowed';

/** What responses of one skill, server, kind of sub-agent or tool cost. */
export interface FacetRow {
  readonly name: string;
  /** Responses; of sub-agents how many ran. */
  readonly uses: number;
  /** Integer nano-USD. */
  readonly nanoUsd: number;
}

const nameOf = (column: string): string => `(SELECT value FROM text WHERE id = ${column})`;
const EMPTY = "coalesce((SELECT id FROM text WHERE value = ''), -1)";

const attributed = (column: 'skill' | 'mcp_server'): string =>
  `SELECT ${nameOf('name')}, uses, nano_usd FROM (SELECT ${column} AS name, count(*) AS uses, sum(nano_usd) AS nano_usd
    FROM response WHERE ${NARROWED_RESPONSES} AND ${column} <> ${EMPTY} GROUP BY ${column})`;

const SKILLS = attributed('skill');
const SERVERS = attributed('mcp_server');

const AGENTS = `SELECT ${nameOf('name')}, uses, nano_usd FROM (SELECT agent_type AS name, count(DISTINCT agent) AS uses, sum(nano_usd) AS nano_usd
    FROM response WHERE ${NARROWED_RESPONSES} AND sidechain = 1 GROUP BY agent_type)`;

/** A response's cost is shared evenly among the calls that it made; what is left over of a division stays with none. */
const TOOLS = `WITH calls AS (SELECT response, count(*) AS made FROM tool_call WHERE called = 1 GROUP BY response)
  SELECT ${nameOf('tool_call.name')}, count(*), sum(paid.nano_usd / calls.made)
  FROM (SELECT key, nano_usd FROM response WHERE ${NARROWED_RESPONSES}) AS paid
  JOIN calls ON calls.response = paid.key JOIN tool_call ON tool_call.response = paid.key
  WHERE tool_call.called = 1 GROUP BY tool_call.name`;

const facet = ([name, uses, nanoUsd]: Row): FacetRow => ({ name: String(name), uses: Number(uses), nanoUsd: Number(nanoUsd) });

const ask =
  (sql: string) =>
  ({ database }: MonthFile, narrowed: Narrowed): FacetRow[] =>
    database.all(sql, momentValues(narrowed)).map(facet);

/** Responses that Claude Code attributes to a skill. */
export const skillCosts = ask(SKILLS);
/** Responses that Claude Code attributes to an MCP server. */
export const serverCosts = ask(SERVERS);
/** Sub-agents by type ('' where it is not said); each counts once a month. */
export const agentCosts = ask(AGENTS);
/** Tools by the responses that called them. */
export const toolCosts = ask(TOOLS);
