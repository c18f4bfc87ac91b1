/** Where a step of a runbook leads: a page of the dashboard, narrowed to a project or model where it is about one ('' where not). Names are foreign text. */
export interface RunbookLink {
  readonly page: 'overview' | 'tokenFlow' | 'work' | 'explorer' | 'budgets' | 'insights' | 'health';
  readonly project: string;
  readonly model: string;
}

/** One line of plain text, and where to look. */
export interface RunbookStep {
  readonly text: string;
  readonly link: RunbookLink | null;
}

/** What to look at and what to do about an alert, the likeliest first. */
export interface Runbook {
  readonly checks: readonly RunbookStep[];
  readonly actions: readonly RunbookStep[];
}
