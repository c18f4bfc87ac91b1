import { plainText } from '../../src/core/format/escape';
import type { UseRow } from '../../src/protocol/workView';
import type { Figures } from './figures';
import { columns, type Table } from './table';

/** A row of what was used, written. */
export interface UsedRow {
  readonly name: string;
  readonly label: string;
  /** 0 to 1 of the row that was used most. */
  readonly bar: number;
  readonly uses: string;
  /** '' where nothing failed. */
  readonly errors: string;
  /** Failed so often that it is worth a look. */
  readonly failing: boolean;
  /** '–' where transcripts do not say which. */
  readonly cost: string;
}

/** From so many uses on a share of errors says something, and from this share on it is worth a look. */
const JUDGED_USES = 10;
const FAILING_SHARE = 0.1;

/** Rows in the order given; `label` names them (default: as they are). */
export function usedRows(rows: readonly UseRow[], figures: Figures, label: (name: string) => string = (name) => name): readonly UsedRow[] {
  const most = Math.max(1, ...rows.map(({ uses }) => uses));
  return rows.map(({ name, uses, errors, nanoUsd }) => ({
    name,
    label: plainText(label(name)),
    bar: uses / most,
    uses: figures.count(uses),
    errors: errors === 0 ? '' : `${figures.count(errors)} (${figures.percent(errors / uses)})`,
    failing: uses >= JUDGED_USES && errors / uses >= FAILING_SHARE,
    cost: nanoUsd === null ? '–' : figures.usd(nanoUsd),
  }));
}

const WORKFLOW_NAMES: Readonly<Record<string, string>> = {
  testing: 'Testing',
  git_operations: 'Git operations',
  debugging: 'Debugging',
  development: 'Development',
  documentation: 'Documentation',
  deployment: 'Deployment',
  api_development: 'API development',
};

export const workflowName = (id: string): string => WORKFLOW_NAMES[id] ?? 'Other';
export const agentName = (type: string): string => (type === '' ? 'Type not said' : type);

/** The same as a table of texts. */
export const usedTable = (rows: readonly UsedRow[], first: string, counted: string, costs: boolean): Table => ({
  columns: columns(first, counted, 'Errors', ...(costs ? ['Cost'] : [])),
  rows: rows.map(({ label, uses, errors, cost }) => [label, uses, errors, ...(costs ? [cost] : [])]),
});
