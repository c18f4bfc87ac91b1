import type { ExploreView } from '../../src/protocol/explorerViews';
import { Card } from '../components/Card';
import { Chips, Controls } from '../components/explorer/Controls';
import { ExploreTable } from '../components/explorer/ExploreTable';
import { ExportButton } from '../components/ExportButton';
import { exploredTable, foundWords, pageWords } from '../figures/explorer';
import { rangeWords } from '../figures/range';
import { DEFAULT_EXPLORING } from '../state/exploring';
import { DEFAULT_FILTER } from '../state/viewState';
import type { PageProps } from './page';

/** Any figure taken apart: by day, project, branch, session, turn or model, down to one session. */
export const Explorer = ({ view, figures, dashboard }: PageProps<ExploreView>) => {
  const title = view.found === 0 ? 'Nothing matches' : foundWords(view, figures);
  const everything = () => dashboard.explore({ filter: { ...DEFAULT_FILTER, range: { kind: 'all' } }, exploring: DEFAULT_EXPLORING });
  return (
    <Card
      title={title}
      sub={`${rangeWords(view.range, figures)}, ${figures.unit}, ${figures.timezone}`}
      span="wide"
      action={
        view.found > 0 && (
          <ExportButton
            title={title}
            sheet={() => ({ ...exploredTable(view, figures), note: `${rangeWords(view.range, figures)}, ${figures.unit}, ${pageWords(view, figures)}` })}
          />
        )
      }
    >
      <Controls dashboard={dashboard} figures={figures} />
      <Chips dashboard={dashboard} figures={figures} />
      {view.found === 0 ? (
        <>
          <p>No response matches the range, the filters and the search.</p>
          <button type="button" onClick={everything}>
            Show everything
          </button>
        </>
      ) : (
        <ExploreTable view={view} figures={figures} dashboard={dashboard} caption={title} />
      )}
    </Card>
  );
};
