import type { Figures } from '../figures/figures';
import { usedTable, type UsedRow } from '../figures/uses';
import { barOf, RankedTable } from './RankedTable';

interface UseTableProps {
  readonly title: string;
  readonly sub: string;
  /** What a row is, and what is counted of it. */
  readonly first: string;
  readonly counted: string;
  readonly rows: readonly UsedRow[];
  readonly figures: Figures;
  /** Where a row leads, by its name. */
  readonly onPick: (name: string) => void;
}

/** Rows before the rest is asked for (product section J). */
const TOP = 10;

/** What was used, most used first. */
export const UseTable = ({ title, sub, first, counted, rows, figures, onPick }: UseTableProps) => {
  const errors = rows.some((row) => row.errors !== '');
  const costs = figures.money && rows.some(({ cost }) => cost !== '–');
  return (
    <RankedTable<UsedRow>
      title={title}
      sub={sub}
      first={first}
      rows={rows}
      most={TOP}
      bar={{ words: 'Share of the largest', render: barOf }}
      columns={[
        { name: counted, render: ({ uses }: UsedRow) => uses },
        ...(errors
          ? [
              {
                name: 'Errors',
                warns: ({ failing }: UsedRow) => failing,
                render: ({ failing, errors: failed }: UsedRow) => (
                  <>
                    {failing && <span aria-hidden="true">▴ </span>}
                    {failed}
                    {failing && <span class="sr"> often</span>}
                  </>
                ),
              },
            ]
          : []),
        ...(costs ? [{ name: 'Cost', render: ({ cost }: UsedRow) => cost }] : []),
      ]}
      hint={({ label }) => label}
      sheet={() => ({ ...usedTable(rows, first, counted, costs), note: sub })}
      figures={figures}
      onPick={onPick}
    />
  );
};
