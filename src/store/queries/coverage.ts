import { COVERAGE_FACTS, coverageCounts, type CoverageFact, type VersionCoverage } from '../../core/doctor/coverage';
import type { MonthFile } from '../monthFile';

/** When a row has a fact. Texts are interned, so a text is there when its id is not that of ''. What no column keeps (request ids) is not asked. */
const CARRIES: Readonly<Record<CoverageFact, string>> = {
  stopReason: 'final = 1',
  cacheWrite1h: 'cache_write_1h > 0',
  webSearches: 'web_searches > 0',
  thinkingTokens: 'thinking > 0',
  speed: 'speed <> ?1',
  serviceTier: 'tier <> ?1',
  inferenceGeo: 'geo <> ?1',
  entrypoint: 'entrypoint <> ?1',
  branch: 'branch <> ?1',
  skill: 'skill <> ?1',
  mcpServer: 'mcp_server <> ?1',
  agentType: 'agent_type <> ?1',
  recordedCost: 'recorded_nano_usd IS NOT NULL',
};

const SQL = `SELECT named.value, counted.* FROM (
    SELECT version, count(*), max(at), ${COVERAGE_FACTS.map((fact) => `sum(${CARRIES[fact]})`).join(', ')} FROM response GROUP BY version
  ) AS counted JOIN text AS named ON named.id = counted.version`;
const EMPTY_TEXT = "SELECT id FROM text WHERE value = ''";

/** How many responses of a month carry which facts, by Claude Code's version as written. */
export function coverageOf({ database }: MonthFile): VersionCoverage[] {
  const empty = Number(database.one(EMPTY_TEXT)?.[0] ?? 0);
  return database.all(SQL, [empty]).map(([version, , responses, newestAt, ...counts]) => ({
    version: String(version),
    responses: Number(responses),
    newestAt: Number(newestAt),
    carried: coverageCounts((_fact, index) => Number(counts[index])),
  }));
}
