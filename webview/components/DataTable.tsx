import type { Table } from '../figures/table';

interface DataTableProps {
  readonly table: Table;
  readonly caption: string;
  /** Where a row leads: its first cell is a link then. */
  readonly onPick?: ((row: number) => void) | undefined;
}

/** A table twin: text only, numbers right, scrolls by itself when it is long or the page is narrow. */
export const DataTable = ({ table, caption, onPick }: DataTableProps) => (
  // The region scrolls, so it takes the focus: otherwise it could not be scrolled by keyboard.
  <div class="scroll twin" role="region" aria-label={caption} tabIndex={0}>
    <table>
      <caption class="sr">{caption}</caption>
      <thead>
        <tr>
          {table.columns.map(({ name, align }) => (
            <th key={name} scope="col" class={align}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, y) => (
          <tr key={y}>
            {row.map((cell, x) => (
              <td key={x} class={table.columns[x]?.align ?? 'left'} title={cell.length > 22 ? cell : undefined}>
                {x === 0 && onPick ? (
                  <button type="button" class="link" onClick={() => onPick(y)}>
                    {cell}
                  </button>
                ) : (
                  cell
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
