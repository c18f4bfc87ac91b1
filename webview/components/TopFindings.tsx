import { topFindings } from '../figures/insights';
import type { Figures } from '../figures/figures';
import { plural } from '../figures/words';
import type { Dashboard } from '../state/dashboard';
import { Card } from './Card';
import { InsightItem } from './InsightItem';

/** The few findings that are worth most, each with the way to it; nothing where there are none, or not yet. */
export const TopFindings = ({ dashboard, figures }: { readonly dashboard: Dashboard; readonly figures: Figures }) => {
  const view = dashboard.findings.state.value.value;
  if (!view || view.insights.length === 0) return null;
  const top = topFindings(view.insights);
  const action = (
    <button type="button" class="quiet" onClick={() => dashboard.open('insights')}>
      {view.insights.length > top.length ? `All ${figures.count(view.insights.length)} findings` : 'Evidence'}
    </button>
  );
  return (
    <Card
      title={top.length === 1 ? 'One thing to look at' : `${figures.count(top.length)} things to look at`}
      sub={`of ${plural(view.insights.length, 'finding', figures)} in these days · estimates, each by itself: do not add them`}
      action={action}
    >
      <ul class="insights">
        {top.map((insight) => (
          <InsightItem
            key={insight.id}
            insight={insight}
            figures={figures}
            brief
            onOpen={dashboard.explore}
            action={{ name: 'Put away', run: () => dashboard.putAway(insight.id) }}
          />
        ))}
      </ul>
    </Card>
  );
};
