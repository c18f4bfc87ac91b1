import { COVERAGE_FACTS, type CoverageFact } from '../../src/core/doctor/coverage';
import type { HealthView } from '../../src/protocol/views';
import type { Figures } from './figures';
import { columns, type Table } from './table';
import { plural } from './words';

/** What, if anything, needs a look, in one line. */
export const healthTitle = (view: HealthView, figures: Figures): string => {
  const counts: readonly (readonly [count: number, word: string, more?: string])[] = [
    [view.messages.length, 'message'],
    [view.roots.filter(({ state }) => state === 'unreadable').length, 'unreadable folder'],
    [view.unpricedModels.length, 'model', ' without a price'],
    [view.malformedLines, 'malformed line'],
    [Object.keys(view.unknownRecordTypes).length, 'unknown record type'],
  ];
  const troubles = counts.filter(([count]) => count > 0).map(([count, word, more = '']) => `${plural(count, word, figures)}${more}`);
  return troubles.length === 0 ? 'Everything was read and priced' : `To look at: ${troubles.join(', ')}`;
};

/** Fields and kinds that nobody knows, with the newest version that wrote them, and in how many records. */
export const unknownNames = (view: HealthView): readonly (readonly [name: string, records: number])[] =>
  view.unknownNames
    .filter(({ of }) => of !== 'type')
    .map(({ of, where, name, versions, count }) => {
      const version = versions.at(-1);
      return [`${where}${of === 'kind' ? ' ' : '.'}${name}${version === undefined ? '' : ` (${version})`}`, count];
    });

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

/** Responses by version of Claude Code, and the share of them that carries each fact that any carries. */
export function versionTable({ coverage }: HealthView, figures: Figures): Table {
  const facts = COVERAGE_FACTS.filter((fact) => coverage.versions.some(({ carried }) => carried[fact] > 0));
  return {
    columns: columns('Version', 'Responses', 'Newest', ...facts.map((fact) => FACT_NAMES[fact])),
    rows: coverage.versions.map(({ version, responses, newestAt, carried }) => [
      version || '(none)',
      figures.count(responses),
      figures.moment(newestAt),
      ...facts.map((fact) => figures.used(carried[fact] / responses)),
    ]),
  };
}
