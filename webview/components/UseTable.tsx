import { useSignal } from '@preact/signals';
import type { Figures } from '../figures/figures';
import type { UsedRow } from '../figures/uses';
import { usedTable } from '../figures/uses';
import { Card } from './Card';
import { ExportButton } from './ExportButton';

interface UseTableProps {
  readonly title: string;
  readonly sub: string;
  /** What a row is, and what is counted of it. */
  readonly first: string;
  readonly counted: string;
  readonly rows: readonly UsedRow[];
  readonly figures: Figures;
  readonly span?: 'wide' | 'half';
  /** Where a row leads, by its name. */
  readonly onPick?: ((name: string) => void) | undefined;
}

/** Rows before the rest is asked for (product section J). */
const TOP = 10;

/** What was used, ranked, with a bar each. It is a table already, so it needs no twin. */
export const UseTable = ({ title, sub, first, counted, rows, figures, span = 'half', onPick }: UseTableProps) => {
  const all = useSignal(false);
  const shown = all.value ? rows : rows.slice(0, TOP);
  const errors = rows.some((row) => row.errors !== '');
  const costs = figures.money && rows.some(({ cost }) => cost !== '–');
  const toggle = all.value ? `Top ${TOP}` : `All ${figures.count(rows.length)}`;
  const more = rows.length > TOP && (
    <button type="button" class="quiet" aria-expanded={all.value} aria-label={`${toggle}: ${title}`} onClick={() => (all.value = !all.value)}>
      {toggle}
    </button>
  );
  const actions = (
    <>
      {rows.length > 0 && <ExportButton title={title} sheet={() => ({ ...usedTable(rows, first, counted, costs), note: sub })} />}
      {more}
    </>
  );
  return (
    <Card title={title} sub={sub} span={span} action={actions}>
      <div class="scroll" role="region" aria-label={title} tabIndex={0}>
        <table class="rank">
          <thead>
            <tr>
              <th scope="col">{first}</th>
              <th scope="col" class="bar-cell">
                <span class="sr">Share of the largest</span>
              </th>
              <th scope="col" class="right">
                {counted}
              </th>
              {errors && (
                <th scope="col" class="right">
                  Errors
                </th>
              )}
              {costs && (
                <th scope="col" class="right">
                  Cost
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.name}>
                <th scope="row" class="name" title={row.label}>
                  {onPick ? (
                    <button type="button" class="link" onClick={() => onPick(row.name)}>
                      <bdi>{row.label}</bdi>
                    </button>
                  ) : (
                    <bdi>{row.label}</bdi>
                  )}
                </th>
                <td class="bar-cell">
                  <span class="track" aria-hidden="true">
                    <i style={{ width: `${row.bar * 100}%` }} />
                  </span>
                </td>
                <td class="right">{row.uses}</td>
                {errors && (
                  <td class={row.failing ? 'right warning' : 'right'}>
                    {row.failing && <span aria-hidden="true">▴ </span>}
                    {row.errors}
                    {row.failing && <span class="sr"> often</span>}
                  </td>
                )}
                {costs && <td class="right">{row.cost}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
};
