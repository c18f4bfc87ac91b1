import { plainText } from '../../src/core/format/escape';
import { cut } from './projects';
import { COVERAGE_FACTS, type CoverageFact } from '../../src/core/doctor/coverage';
import type { HealthView } from '../../src/protocol/views';
import type { Figures } from './figures';
import { columns, type Table } from './table';

type Coverage = HealthView['coverage'];

const FACT_NAMES: Readonly<Record<CoverageFact, string>> = {
  stopReason: 'Stop reason',
  cacheWrite1h: '1 h cache write',
  webSearches: 'Web search',
  thinkingTokens: 'Thinking',
  speed: 'Speed',
  serviceTier: 'Tier',
  inferenceGeo: 'Region',
  entrypoint: 'Entry point',
  branch: 'Branch',
  skill: 'Skill',
  mcpServer: 'MCP server',
  agentType: 'Agent type',
  recordedCost: 'Recorded cost',
};

/** Which version wrote most of what is looked at. */
export const coverageTitle = ({ versions }: Coverage, figures: Pick<Figures, 'count' | 'percent'>): string => {
  const all = versions.reduce((sum, { responses }) => sum + responses, 0);
  const [most] = versions.toSorted((a, b) => b.responses - a.responses);
  if (!most) return 'No response in the newest months';
  return `Claude Code ${cut(plainText(most.version)) || 'of no named version'} wrote ${figures.percent(most.responses / all)} of ${figures.count(all)} responses`;
};

/** Responses by version, and the share of them that carries each fact that any carries: never 100% where one response has it not. */
export const coverageTable = ({ versions }: Coverage, figures: Pick<Figures, 'count' | 'used' | 'moment'>): Table => {
  const facts = COVERAGE_FACTS.filter((fact) => versions.some(({ carried }) => carried[fact] > 0));
  return {
    columns: columns('Version', 'Responses', 'Newest', ...facts.map((fact) => FACT_NAMES[fact])),
    rows: versions.map(({ version, responses, newestAt, carried }) => [
      cut(plainText(version)) || '(not said)',
      figures.count(responses),
      figures.moment(newestAt),
      ...facts.map((fact) => figures.used(carried[fact] / responses)),
    ]),
  };
};
