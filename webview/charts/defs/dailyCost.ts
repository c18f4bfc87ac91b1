import type { OverviewView } from '../../../src/protocol/views';
import { dailyTitle } from '../../figures/findings';
import type { Figures } from '../../figures/figures';
import { dayMeans, daySeries } from '../../figures/series';
import { dayWriter } from '../../figures/range';
import { columns } from '../../figures/table';
import type { ChartDataset } from '../chart';
import type { ChartDef } from '../def';
import { baseOptions, tooltipOptions } from '../options';

type Daily = Pick<OverviewView, 'provenance' | 'days' | 'selected' | 'previous'>;

const writerOf = (days: Daily['days'], figures: Figures) => dayWriter(days.at(0)?.day ?? '', days.at(-1)?.day ?? '', figures);

/** What each day cost by model, its 7-day mean and its spikes; tokens by class where money is hidden. */
export const dailyCost: ChartDef<Daily> = {
  id: 'dailyCost',
  height: 220,
  title: dailyTitle,
  legend: ({ provenance }, figures) =>
    `per day, by ${figures.money ? 'model' : 'token class'}, ${figures.unit}, days of ${provenance.timezone} · line: 7-day mean${figures.money ? ' · ◆ spike: twice the seven days before and $1 more' : ''}`,

  toTable: ({ days }, figures) => {
    const series = daySeries(days, figures);
    const means = dayMeans(days, figures);
    const write = writerOf(days, figures);
    return {
      columns: columns('Day', 'Total', ...series.map(({ name }) => name), '7-day mean', ...(figures.money ? ['Spike'] : [])),
      rows: days.map((day, i) => {
        const mean = means[i] ?? null;
        const row = [
          write(day.day),
          figures.cost(day.totals),
          ...series.map(({ values }) => figures.amount(values[i] ?? 0)),
          mean === null ? '' : figures.amount(mean),
        ];
        return figures.money ? [...row, day.spike ? 'spike' : ''] : row;
      }),
    };
  },

  points: ({ days }, figures) =>
    days.map((day, i) => {
      const parts = daySeries(days, figures).filter(({ values }) => (values[i] ?? 0) > 0);
      const said = parts.map(({ name, values }) => `${name} ${figures.amount(values[i] ?? 0)}`).join(', ');
      return `${figures.dayLong(day.day)}: ${figures.cost(day.totals)}${said ? `. ${said}` : ''}${figures.money && day.spike ? '. Spike' : ''}`;
    }),

  toConfig: ({ days }, figures, theme) => {
    const write = writerOf(days, figures);
    // Bars of a pixel or two have no room for gaps.
    const dense = days.length > 120;
    const bars: ChartDataset[] = daySeries(days, figures).map(({ name, color, values }) => ({
      type: 'bar',
      label: name,
      data: [...values],
      backgroundColor: theme.color(color),
      borderColor: theme.background,
      borderWidth: { top: dense ? 0 : 1 },
      stack: 'days',
      maxBarThickness: 48,
      categoryPercentage: dense ? 1 : 0.8,
      barPercentage: 1,
      pointStyle: 'rect',
      order: 2,
    }));
    const mean: ChartDataset = {
      type: 'line',
      label: '7-day mean',
      // A stack of its own: the axis adds up whatever shares one.
      stack: 'mean',
      data: [...dayMeans(days, figures)],
      borderColor: theme.foreground,
      backgroundColor: theme.foreground,
      borderWidth: 1.5,
      pointRadius: 0,
      pointHoverRadius: 3,
      pointStyle: 'line',
      order: 1,
    };
    const spikes: ChartDataset = {
      type: 'line',
      label: 'Spike',
      stack: 'spikes',
      // A point above the bar and no line: null where there is none.
      data: days.map(({ spike, totals }) => (figures.money && spike ? totals.nanoUsd : null)),
      showLine: false,
      borderColor: theme.background,
      backgroundColor: theme.mark,
      pointStyle: 'rectRot',
      pointRadius: 6,
      pointHoverRadius: 6,
      order: 0,
    };
    return {
      type: 'bar',
      data: { labels: days.map(({ day }) => write(day)), datasets: [...bars, mean, spikes] },
      options: {
        ...baseOptions(theme),
        interaction: { mode: 'index', intersect: false },
        layout: { padding: { top: 12 } },
        scales: {
          x: { stacked: true, grid: { display: false }, border: { color: theme.line }, ticks: { color: theme.muted, maxRotation: 0, autoSkipPadding: 16 } },
          y: {
            stacked: true,
            beginAtZero: true,
            border: { display: false },
            grid: { color: theme.grid },
            ticks: { color: theme.muted, maxTicksLimit: 5, callback: (value) => figures.tick(Number(value)) },
          },
        },
        plugins: {
          tooltip: {
            ...tooltipOptions(theme),
            filter: ({ dataset, raw }) => dataset.label !== 'Spike' && typeof raw === 'number' && raw > 0,
            itemSort: (a, b) => a.datasetIndex - b.datasetIndex,
            callbacks: {
              title: ([item]) => (item ? figures.dayLong(days[item.dataIndex]?.day ?? '') : ''),
              label: ({ dataset, raw }) => ` ${dataset.label ?? ''}  ${figures.amount(Number(raw))}`,
              footer: ([item]) => {
                const day = item ? days[item.dataIndex] : undefined;
                return day ? [`Total  ${figures.cost(day.totals)}`, figures.caveat(day.totals)].filter(Boolean) : [];
              },
            },
          },
        },
      },
    };
  },
};
