import { daysOf } from '../../../src/core/time/day';
import type { DayText, TokenFlowView } from '../../../src/protocol/views';
import { HIT_RATE, RATE_FROM_RESPONSES, shownHitRate } from '../../../src/core/usage/hitRate';
import { dayWriter } from '../../figures/range';
import { columns } from '../../figures/table';
import type { Figures } from '../../figures/figures';
import type { ChartDataset } from '../chart';
import type { ChartDef } from '../def';
import { baseOptions, tooltipOptions } from '../options';

type Days = Pick<TokenFlowView, 'provenance' | 'days' | 'range'>;

interface Rated {
  readonly day: DayText;
  /** 0 to 1; null on a day with too few responses to say any. */
  readonly rate: number | null;
  readonly responses: number;
}

/** Every day of the range: those without use have no row in the view. */
const ratedDays = ({ days, range }: Days): readonly Rated[] => {
  const rows = new Map(days.map(({ day, totals }) => [day, totals]));
  return daysOf(range.since, range.until).map((day) => {
    const totals = rows.get(day);
    return { day, rate: totals ? shownHitRate(totals) : null, responses: totals?.responses ?? 0 };
  });
};

const written = ({ rate, responses }: Pick<Rated, 'rate' | 'responses'>, figures: Figures) => {
  if (rate !== null) return figures.percent(rate);
  return responses === 0 ? 'no prompt' : `under ${RATE_FROM_RESPONSES} responses`;
};

const title = (view: Days, figures: Figures): string => {
  const judged = ratedDays(view).flatMap(({ day, rate }) => (rate === null ? [] : [{ day, rate }]));
  const lowest = judged.reduce<(typeof judged)[number] | null>((low, one) => (low === null || one.rate < low.rate ? one : low), null);
  if (!lowest) return `No day with ${RATE_FROM_RESPONSES} responses yet`;
  const low = judged.filter(({ rate }) => rate < HIT_RATE.good).length;
  const at = `the lowest was ${dayWriter(view.range.since, view.range.until, figures)(lowest.day)} with ${figures.percent(lowest.rate)}`;
  if (low === 0) return `The cache did well; ${at}`;
  return `${low === 1 ? '1 day' : `${figures.count(low)} days`} under 50%; ${at}`;
};

/** Cache-hit rate per day against the marks of its definition. */
export const cacheHit: ChartDef<Days> = {
  id: 'cacheHit',
  height: 180,
  title,
  legend: ({ provenance }) =>
    `cache reads / all prompt tokens per day of ${provenance.timezone}, % · days with ${RATE_FROM_RESPONSES} responses or more · dashes: 50% good, 70% goal`,
  toTable: (view, figures) => ({
    columns: columns('Day', 'Cache-hit rate', 'Responses'),
    rows: ratedDays(view).map(({ day, ...rated }) => [
      dayWriter(view.range.since, view.range.until, figures)(day),
      written(rated, figures),
      figures.count(rated.responses),
    ]),
  }),
  points: (view, figures) => ratedDays(view).map((rated) => `${figures.dayLong(rated.day)}: ${written(rated, figures)}`),
  toConfig: (view, figures, theme) => {
    const days = ratedDays(view);
    const write = dayWriter(view.range.since, view.range.until, figures);
    const mark = (label: string, at: number): ChartDataset => ({
      type: 'line',
      label,
      data: days.map(() => at),
      borderColor: theme.muted,
      borderDash: [4, 4],
      borderWidth: 1,
      pointRadius: 0,
      pointHoverRadius: 0,
    });
    return {
      type: 'line',
      data: {
        labels: days.map(({ day }) => write(day)),
        datasets: [
          {
            type: 'line',
            label: 'Cache-hit rate',
            data: days.map(({ rate }) => rate),
            // A day that says nothing is no fall to nothing.
            spanGaps: true,
            borderColor: theme.color('cacheRead'),
            backgroundColor: theme.color('cacheRead'),
            borderWidth: 2,
            pointRadius: days.length > 45 ? 1 : 2.5,
            pointHoverRadius: 4,
          },
          mark('Good', HIT_RATE.good),
          mark('Goal', HIT_RATE.goal),
        ],
      },
      options: {
        ...baseOptions(theme),
        interaction: { mode: 'index', intersect: false },
        layout: { padding: { top: 6 } },
        scales: {
          x: { grid: { display: false }, border: { color: theme.line }, ticks: { color: theme.muted, maxRotation: 0, autoSkipPadding: 16 } },
          y: {
            min: 0,
            max: 1,
            border: { display: false },
            grid: { color: theme.grid },
            ticks: { color: theme.muted, maxTicksLimit: 5, callback: (value) => figures.percent(Number(value)) },
          },
        },
        plugins: {
          tooltip: {
            ...tooltipOptions(theme),
            filter: ({ datasetIndex }) => datasetIndex === 0,
            callbacks: {
              title: ([item]) => (item ? figures.dayLong(days[item.dataIndex]?.day ?? '') : ''),
              label: ({ dataIndex }) => ` Cache-hit rate  ${written(days[dataIndex] ?? { rate: null, responses: 0 }, figures)}`,
            },
          },
        },
      },
    };
  },
};
