import { notItemisedTable, notItemisedTitle, SHOWN } from '../../figures/notItemised';
import { Card } from '../Card';
import { DataTable } from '../DataTable';
import type { CardProps } from './props';

/** What Claude Code counted beyond its lines, by session. */
export const NotItemised = ({ view, figures }: CardProps) => {
  const title = notItemisedTitle(view.notItemised, figures);
  const more = view.notItemised.length - SHOWN;
  return (
    <Card title={title} sub="what Claude Code counted beyond its lines (compaction, side questions, titles); in no other figure" span="half">
      {view.notItemised.length > 0 && <DataTable table={notItemisedTable(view.notItemised, figures)} caption={title} />}
      {more > 0 && <p class="sub">and {figures.count(more)} more, used earlier</p>}
    </Card>
  );
};
