import type { TokenFlowView } from '../../../src/protocol/views';
import { cacheHitRate, HIT_RATE, shownHitRate } from '../../figures/rates';
import { dayWriter } from '../../figures/range';
import { columns } from '../../figures/table';
import type { Figures } from '../../figures/figures';
import type { ChartDataset } from '../chart';
import type { ChartDef } from '../def';
import { baseOptions, tooltipOptions } from '../options';

type Days = Pick<TokenFlowView, 'provenance' | 'days'>;

const rates = ({ days }: Days) => days.map(({ totals }) => cacheHitRate(totals));

const writerOf = ({ days }: Days, figures: Figures) => dayWriter(days.at(0)?.day ?? '', days.at(-1)?.day ?? '', figures);

const written = (rate: number | null, figures: Figures) => (rate === null ? 'no prompt' : figures.percent(rate));

const title = (view: Days, figures: Figures): string => {
  const judged = view.days.flatMap(({ day, totals }) => {
    const rate = shownHitRate(totals);
    return rate === null ? [] : [{ day, rate }];
  });
  const lowest = judged.reduce<(typeof judged)[number] | null>((low, one) => (low === null || one.rate < low.rate ? one : low), null);
  if (!lowest) return 'No day with 20 responses yet';
  const low = judged.filter(({ rate }) => rate < HIT_RATE.good).length;
  if (low === 0) return `The cache did well on every day; the lowest was ${figures.day(lowest.day)} with ${figures.percent(lowest.rate)}`;
  return `${low === 1 ? '1 day' : `${figures.count(low)} days`} under 50%; the lowest was ${figures.day(lowest.day)} with ${figures.percent(lowest.rate)}`;
};

/** Cache-hit rate per day against the marks of its definition. */
export const cacheHit: ChartDef<Days> = {
  id: 'cacheHit',
  height: 180,
  title,
  legend: ({ provenance }) => `cache reads / all prompt tokens per day of ${provenance.timezone}, % · dashes: 50% good, 70% goal`,
  toTable: (view, figures) => ({
    columns: columns('Day', 'Cache-hit rate', 'Responses'),
    rows: rates(view).map((rate, i) => [
      writerOf(view, figures)(view.days[i]?.day ?? ''),
      written(rate, figures),
      figures.count(view.days[i]?.totals.responses ?? 0),
    ]),
  }),
  points: (view, figures) => rates(view).map((rate, i) => `${figures.dayLong(view.days[i]?.day ?? '')}: ${written(rate, figures)}`),
  toConfig: (view, figures, theme) => {
    const write = writerOf(view, figures);
    const mark = (label: string, at: number): ChartDataset => ({
      type: 'line',
      label,
      data: view.days.map(() => at),
      borderColor: theme.muted,
      borderDash: [4, 4],
      borderWidth: 1,
      pointRadius: 0,
      pointHoverRadius: 0,
    });
    return {
      type: 'line',
      data: {
        labels: view.days.map(({ day }) => write(day)),
        datasets: [
          {
            type: 'line',
            label: 'Cache-hit rate',
            data: rates(view),
            borderColor: theme.color('cacheRead'),
            backgroundColor: theme.color('cacheRead'),
            borderWidth: 2,
            pointRadius: view.days.length > 45 ? 1 : 2.5,
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
              title: ([item]) => (item ? figures.dayLong(view.days[item.dataIndex]?.day ?? '') : ''),
              label: ({ raw }) => ` Cache-hit rate  ${written(typeof raw === 'number' ? raw : null, figures)}`,
            },
          },
        },
      },
    };
  },
};
