import type { OverviewView } from '../../src/protocol/views';
import type { Figures } from '../figures/figures';
import { movers, moversTitle, signed } from '../figures/movers';
import { cut, projectNames } from '../figures/projects';
import { Card } from './Card';

interface MoversProps {
  readonly view: OverviewView;
  readonly figures: Figures;
  readonly onPick: (name: string) => void;
}

/** Which projects cost more or less than in the same time before: a bar to the right or to the left. */
export const Movers = ({ view, figures, onPick }: MoversProps) => {
  const rows = movers(view, 'project', figures);
  if (!view.before) return null;
  const labels = projectNames(rows.map(({ name }) => name));
  const title = moversTitle(rows, labels.map(cut), figures);
  return (
    <Card title={title} sub={`projects against the same length of time before, ${figures.unit}`} span="half">
      {rows.length > 0 && (
        <div class="scroll" role="region" aria-label={title} tabIndex={0}>
          <table class="rank movers">
            <thead>
              <tr>
                <th scope="col">Project</th>
                <th scope="col" class="bar-cell">
                  <span class="sr">Less or more</span>
                </th>
                <th scope="col" class="right roomy">
                  Before
                </th>
                <th scope="col" class="right roomy">
                  Now
                </th>
                <th scope="col" class="right">
                  Change
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={row.name}>
                  <th scope="row" class="name" title={labels[index]}>
                    <button type="button" class="link" onClick={() => onPick(row.name)}>
                      <bdi>{labels[index]}</bdi>
                    </button>
                  </th>
                  <td class="bar-cell">
                    <span class="both-ways" aria-hidden="true">
                      <i class={row.bar < 0 ? 'less' : 'more'} style={{ width: `${Math.abs(row.bar) * 50}%` }} />
                    </span>
                  </td>
                  <td class="right roomy">{figures.amount(row.before)}</td>
                  <td class="right roomy">{figures.amount(row.now)}</td>
                  <td class="right">{signed(row.change, figures)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
};
