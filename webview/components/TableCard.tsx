import type { Table } from '../figures/table';
import { Card } from './Card';
import { DataTable } from './DataTable';
import { ExportButton } from './ExportButton';

interface TableCardProps {
  readonly title: string;
  readonly sub: string;
  readonly table: Table;
  /** Where a row leads. */
  readonly onPick: (row: number) => void;
}

/** A card with a table of texts; its title says what there is where the table is empty. */
export const TableCard = ({ title, sub, table, onPick }: TableCardProps) => {
  const some = table.rows.length > 0;
  return (
    <Card title={title} sub={sub} span="half" action={some && <ExportButton title={title} sheet={() => ({ ...table, note: sub })} />}>
      {some && <DataTable table={table} caption={title} onPick={onPick} />}
    </Card>
  );
};
