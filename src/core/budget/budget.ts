export const PERIODS = ['day', 'week', 'month'] as const;
export type Period = (typeof PERIODS)[number];

export const SEVERITIES = ['warning', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Threshold {
  /** Percent of the limit. */
  readonly percent: number;
  readonly severity: Severity;
}

/** A budget as settings.json has it, checked and completed. */
export interface Budget {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly period: Period;
  readonly metric: 'cost';
  /** USD in settings.json, integer nano-USD here. */
  readonly limit: number;
  /** Ascending by percent. */
  readonly thresholds: readonly Threshold[];
  /** Working directories that it covers, themselves and all below; empty means the whole machine. */
  readonly folders: readonly string[];
  /** Whose settings it comes from. */
  readonly from: 'user' | 'workspace';
}

/** Names a budget on this machine: two workspaces may both call one of theirs `day`. */
export const budgetKey = ({ id, from, folders }: Pick<Budget, 'id' | 'from' | 'folders'>): string => (from === 'user' ? id : [id, ...folders].join('\n'));
