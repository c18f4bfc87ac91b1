import type { OverviewView, Range, Totals } from '../../src/protocol/views';
import { charts } from '../charts/registry';
import { BudgetList } from '../components/BudgetList';
import { Card } from '../components/Card';
import { ChartCard } from '../components/ChartCard';
import { Cost } from '../components/Cost';
import { Legend } from '../components/Legend';
import { Movers } from '../components/Movers';
import { RankTable } from '../components/RankTable';
import { TopFindings } from '../components/TopFindings';
import { RunningTurn } from '../components/RunningTurn';
import { budgetLegend } from '../figures/budgets';
import { weeksOf } from '../figures/calendar';
import type { Figures } from '../figures/figures';
import { rankTitle } from '../figures/findings';
import { projectNames } from '../figures/projects';
import { rank } from '../figures/ranking';
import { dailyBars } from '../figures/daily';
import { hourCells } from '../figures/hours';
import { daySeries } from '../figures/series';
import { todaySentence } from '../figures/today';
import type { PageProps } from './page';
import { rangeWords } from '../figures/range';
import { exploreDays, exploreHour, exploreWithin } from '../state/walk';

/** Days; of fewer the bars say all. */
const CALENDAR_FROM = 45;

/** '$205 – $238': nine times of ten it lies above the one, nine of ten below the other. */
const likely = ({ p10, p90 }: NonNullable<OverviewView['monthEnd']>, figures: Figures) => `${figures.usd(p10)} – ${figures.usd(p90)}`;

interface Sum {
  readonly name: string;
  readonly totals: Totals;
  readonly range: Range;
}

/** A figure that leads to the sessions behind it. */
const Leading = ({ totals, figures, onOpen }: { readonly totals: Totals; readonly figures: Figures; readonly onOpen: () => void }) => (
  <button type="button" class="link plain" onClick={onOpen}>
    <Cost totals={totals} figures={figures} />
    <span class="sr">, show the sessions</span>
  </button>
);

/** Today in one figure and one sentence, and whether that is normal. */
const Hero = ({ view, figures, dashboard }: PageProps<OverviewView>) => {
  const sums: readonly Sum[] = [
    { name: 'This week', totals: view.week, range: { kind: 'custom', ...view.weekDays } },
    { name: 'This month', totals: view.month, range: { kind: 'month' } },
    { name: 'All time', totals: view.allTime, range: { kind: 'all' } },
  ];
  return (
    <Card title="Today" span="third">
      <p class="hero num">
        <span class="figure">
          <Leading totals={view.today} figures={figures} onOpen={() => exploreWithin(dashboard, { range: { kind: 'today' } })} />
        </span>
        <RunningTurn view={view} figures={figures} />
      </p>
      <p class="sentence">{todaySentence(view, figures)}</p>
      {figures.caveat(view.today) && <p class="sub">{figures.caveat(view.today)}</p>}
      <dl class="trio num">
        {sums.map(({ name, totals, range }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Leading totals={totals} figures={figures} onOpen={() => exploreWithin(dashboard, { range })} />
              {figures.caveat(totals) && <small>{figures.caveat(totals)}</small>}
            </dd>
          </div>
        ))}
        {figures.money && view.monthEnd && (
          <div>
            <dt>Month end, likely</dt>
            <dd>{likely(view.monthEnd, figures)}</dd>
          </div>
        )}
      </dl>
    </Card>
  );
};

/** What today cost, whether that is normal, and where it went. */
export const Overview = ({ view, figures, dashboard }: PageProps<OverviewView>) => {
  const models = rank(view.models, figures.models(view.models.map(({ name }) => name)), figures);
  const projects = rank(view.projects, projectNames(view.projects.map(({ name }) => name)), figures);
  const range = rangeWords(view.range, figures);
  const { bars } = dailyBars(view, figures);
  const calendar = view.days.length > CALENDAR_FROM;
  const { short } = weeksOf(view.days, view.firstDayOfWeek);
  // What changed, the week and a short calendar share a row.
  const span = calendar && short && view.before ? 'shared' : 'half';
  return (
    <>
      <Hero view={view} figures={figures} dashboard={dashboard} />
      <Card title="Budgets" span="most" {...(view.budgets.length > 0 && { sub: budgetLegend(view.budgets) })}>
        <BudgetList budgets={view.budgets} now={view.provenance.now} figures={figures} dashboard={dashboard} />
      </Card>
      <ChartCard
        def={charts.dailyCost}
        view={view}
        figures={figures}
        onPick={(index) => exploreDays(dashboard, bars[index]?.since, bars[index]?.until)}
        below={<Legend entries={daySeries(bars, figures).map(({ name, color }) => ({ name, color }))} />}
      />
      <RankTable
        title={rankTitle(projects, 'projects', figures)}
        sub={`projects, ${range}, ${figures.unit}`}
        first="Project"
        rows={projects}
        figures={figures}
        onPick={(name) => exploreWithin(dashboard, { projects: [name] })}
      />
      <RankTable
        title={rankTitle(models, 'models', figures)}
        sub={`models, ${range}, ${figures.unit}`}
        first="Model"
        rows={models}
        figures={figures}
        onPick={(name) => exploreWithin(dashboard, { models: [name] })}
      />
      <Movers view={view} figures={figures} span={span} onPick={(name) => exploreWithin(dashboard, { projects: [name] })} />
      <ChartCard def={charts.hourWeek} view={view} figures={figures} span={span} onPick={(index) => exploreHour(dashboard, hourCells(view)[index])} />
      {calendar && (
        <ChartCard
          def={charts.calendar}
          view={view}
          figures={figures}
          span={short ? span : 'wide'}
          onPick={(index) => exploreDays(dashboard, view.days[index]?.day)}
        />
      )}
      <TopFindings dashboard={dashboard} figures={figures} />
    </>
  );
};
