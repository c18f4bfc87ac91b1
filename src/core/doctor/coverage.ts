import { compareVersions, keptVersion, OTHER } from './names';

/** Facts that a response may carry, by the names of the coverage; older versions of Claude Code write fewer. */
export const COVERAGE_FACTS = [
  'stopReason',
  'cacheWrite1h',
  'webSearches',
  'thinkingTokens',
  'speed',
  'serviceTier',
  'inferenceGeo',
  'entrypoint',
  'branch',
  'skill',
  'mcpServer',
  'agentType',
  'recordedCost',
] as const;
export type CoverageFact = (typeof COVERAGE_FACTS)[number];

/** How many responses of one version of Claude Code carry which facts. */
export interface VersionCoverage {
  /** '' where the responses do not say, OTHER for texts that look like no version. */
  readonly version: string;
  readonly responses: number;
  /** ms UTC of its newest response. */
  readonly newestAt: number;
  /** Responses with each fact. */
  readonly carried: Readonly<Record<CoverageFact, number>>;
}

/** Brings the rows of several months together, newest version first, then OTHER, then ''. */
export function mergeCoverage(rows: readonly VersionCoverage[]): readonly VersionCoverage[] {
  const versions = new Map<string, VersionCoverage>();
  for (const row of rows) {
    const version = row.version === '' ? '' : keptVersion(row.version) || OTHER;
    const held = versions.get(version);
    versions.set(version, held ? add(held, row) : { ...row, version });
  }
  return [...versions.values()].sort((a, b) => rank(a.version) - rank(b.version) || compareVersions(b.version, a.version));
}

const rank = (version: string): number => (version === '' ? 2 : version === OTHER ? 1 : 0);

const add = (a: VersionCoverage, b: VersionCoverage): VersionCoverage => ({
  version: a.version,
  responses: a.responses + b.responses,
  newestAt: Math.max(a.newestAt, b.newestAt),
  carried: coverageCounts((fact) => a.carried[fact] + b.carried[fact]),
});

/** A count for each fact. */
export const coverageCounts = (count: (fact: CoverageFact, index: number) => number): Readonly<Record<CoverageFact, number>> =>
  Object.fromEntries(COVERAGE_FACTS.map((fact, index) => [fact, count(fact, index)])) as Record<CoverageFact, number>;
