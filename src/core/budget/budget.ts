export const PERIODS = ['hour', 'block', 'day', 'week', 'month', 'session'] as const;
export type BudgetPeriod = (typeof PERIODS)[number];

/** The periods that a calendar has, and that every screen adds up. */
export const CALENDAR_PERIODS = ['day', 'week', 'month'] as const;
export type Period = (typeof CALENDAR_PERIODS)[number];

export const METRICS = ['cost', 'tokens', 'requests'] as const;
export type BudgetMetric = (typeof METRICS)[number];

export const SEVERITIES = ['warning', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Threshold {
  /** Percent of the limit. */
  readonly percent: number;
  readonly severity: Severity;
  /** Of what the period is expected to end with, not of what is used. */
  readonly forecast?: true;
}

/** A budget as settings.json has it, checked and completed. */
export interface Budget {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly period: BudgetPeriod;
  /** tokens are all classes but cache reads, as product section J has the size of a session; requests are responses. */
  readonly metric: BudgetMetric;
  /** In the unit of its metric: integer nano-USD (USD in settings.json), tokens, or requests. */
  readonly limit: number;
  /** Ascending by percent. */
  readonly thresholds: readonly Threshold[];
  /** Working directories that it covers, themselves and all below; empty means the whole machine. */
  readonly folders: readonly string[];
  /** Model families or ids ('opus', 'claude-haiku-4-5') that it covers; empty means all. */
  readonly models: readonly string[];
  /** Ids of spendlight.channels that are told beside the editor. Only of the user's own budgets. */
  readonly channels: readonly string[];
  /** A guard rail: Claude Code is stopped by the hooks while it is over. Only of the user's own budgets. */
  readonly stop: boolean;
  /** Whose settings it comes from. */
  readonly from: 'user' | 'workspace';
}

/** Names a budget on this machine: two workspaces may both call one of theirs `day`. */
export const budgetKey = ({ id, from, folders }: Pick<Budget, 'id' | 'from' | 'folders'>): string => (from === 'user' ? id : [id, ...folders].join('\n'));
