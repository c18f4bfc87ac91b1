import { useSignal } from '@preact/signals';
import type { InsightsView } from '../../src/protocol/insightsView';
import { Card } from '../components/Card';
import { InsightItem } from '../components/InsightItem';
import { insightsTitle, INSIGHTS_SHOWN } from '../figures/insights';
import { rangeWords } from '../figures/range';
import { plural } from '../figures/words';
import type { PageProps } from './page';

/** What stands out, with money, evidence and one action each; what was put away, with the way back. */
export const Insights = ({ view, figures, dashboard }: PageProps<InsightsView>) => {
  const all = useSignal(false);
  const away = useSignal(false);
  const shown = all.value ? view.insights : view.insights.slice(0, INSIGHTS_SHOWN);
  const rest = view.insights.length - INSIGHTS_SHOWN;
  const seen = view.rowsSince > view.range.since ? ` · single responses from ${figures.day(view.rowsSince)} on` : '';
  return (
    <>
      <Card
        title={insightsTitle(view, figures)}
        sub={`${rangeWords(view.range, figures)}${seen} · estimates, each by itself: they may explain the same money, so do not add them`}
      >
        {shown.length === 0 ? (
          <p>Caches, models, contexts, servers, tools and sessions of this range are as they should be, or there is too little of them to say anything.</p>
        ) : (
          <ul class="insights">
            {shown.map((insight) => (
              <InsightItem
                key={insight.id}
                insight={insight}
                figures={figures}
                onOpen={dashboard.explore}
                action={{ name: 'Put away', run: () => dashboard.putAway(insight.id) }}
              />
            ))}
          </ul>
        )}
        {rest > 0 && (
          <button type="button" class="quiet" aria-expanded={all.value} onClick={() => (all.value = !all.value)}>
            {all.value ? 'Show fewer' : `Show ${figures.count(rest)} more`}
          </button>
        )}
      </Card>
      {view.dismissed.length > 0 && (
        <Card title={`${plural(view.dismissed.length, 'finding', figures)} put away`} sub="each comes back when it has grown by half">
          <button type="button" class="quiet" aria-expanded={away.value} onClick={() => (away.value = !away.value)}>
            {away.value ? 'Hide them' : 'Show them'}
          </button>
          {away.value && (
            <ul class="insights">
              {view.dismissed.map((insight) => (
                <InsightItem
                  key={insight.id}
                  insight={insight}
                  figures={figures}
                  onOpen={dashboard.explore}
                  action={{ name: 'Bring back', run: () => dashboard.bringBack(insight.id) }}
                />
              ))}
            </ul>
          )}
        </Card>
      )}
    </>
  );
};
