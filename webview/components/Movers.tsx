import type { OverviewView } from '../../src/protocol/views';
import type { Figures } from '../figures/figures';
import { movers, moversTable, moversTitle, signed } from '../figures/movers';
import { cut, projectNames } from '../figures/projects';
import { RankedTable } from './RankedTable';

interface MoversProps {
  readonly view: OverviewView;
  readonly figures: Figures;
  readonly span: 'half' | 'shared';
  readonly onPick: (name: string) => void;
}

/** Which projects cost more or less than in the same time before: a bar to the right or to the left. */
export const Movers = ({ view, figures, span, onPick }: MoversProps) => {
  if (!view.before) return null;
  const found = movers(view, 'project', figures);
  const labels = projectNames(found.map(({ name }) => name));
  const rows = found.map((row, index) => ({ ...row, label: labels[index] ?? row.name }));
  const sub = `projects against the same length of time before, ${figures.unit}`;
  return (
    <RankedTable
      title={moversTitle(rows, labels.map(cut), figures)}
      sub={sub}
      first="Project"
      rows={rows}
      most={rows.length}
      bar={{
        words: 'Less or more',
        render: ({ bar }) => (
          <span class="both-ways" aria-hidden="true">
            <i class={bar < 0 ? 'less' : 'more'} style={{ width: `${Math.abs(bar) * 50}%` }} />
          </span>
        ),
      }}
      columns={[
        { name: 'Before', roomy: true, render: ({ before }) => figures.amount(before) },
        { name: 'Now', roomy: true, render: ({ now }) => figures.amount(now) },
        { name: 'Change', render: ({ change }) => signed(change, figures) },
      ]}
      hint={({ label }) => label}
      sheet={() => ({ ...moversTable(rows, figures), note: sub })}
      figures={figures}
      span={span}
      onPick={onPick}
    />
  );
};
