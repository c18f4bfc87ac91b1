import type { OverviewView } from '../../../src/protocol/views';
import { dailyBars, outlook, type DailyBar, type DailyBars, type Outlook } from '../../figures/daily';
import { dailyTitle } from '../../figures/findings';
import type { Figures } from '../../figures/figures';
import { dayWriter, rangeWords } from '../../figures/range';
import { daySeries } from '../../figures/series';
import { columns } from '../../figures/table';
import type { ChartDataset } from '../chart';
import type { ChartDef } from '../def';
import { baseOptions, tooltipOptions } from '../options';

type Daily = Pick<OverviewView, 'provenance' | 'days' | 'selected' | 'previous' | 'month' | 'monthEnd' | 'monthAhead' | 'firstDayOfWeek'>;

const MEANS = { day: '7-day mean', week: '4-week mean' } as const;

const writerOf = (days: Daily['days'], figures: Figures) => dayWriter(days.at(0)?.day ?? '', days.at(-1)?.day ?? '', figures);

const between = ({ low, high }: Outlook, figures: Figures): string => `${figures.usd(low)} – ${figures.usd(high)}`;

const markWords = (by: DailyBars['by']): string =>
  by === 'day' ? ' · ◆ spike: twice the seven days before and $1 more' : ' · ◆ holds a spike: a day of twice the seven before and $1 more';

const spikeWords = ({ since, until, spikes }: DailyBar, write: (day: string) => string): string =>
  spikes.length === 0 ? '' : since === until ? 'spike' : `spike on ${spikes.map(write).join(', ')}`;

const daysLong = ({ since, until }: Pick<DailyBar, 'since' | 'until'>, figures: Figures): string =>
  since === until ? figures.dayLong(since) : `${figures.dayOfYear(since)} – ${figures.dayOfYear(until)}`;

/** What each day of a range cost by model, or each week of a long one, its mean, its spikes, and what is likely until the month ends; tokens by class where money is hidden. */
export const dailyCost: ChartDef<Daily> = {
  id: 'dailyCost',
  height: 220,
  title: dailyTitle,
  legend: (view, figures) => {
    const { by } = dailyBars(view, figures);
    const ahead = outlook(view, figures);
    const band = ahead && `band: ${between(ahead, figures)} a day likely to ${figures.day(ahead.days.at(-1) ?? '')} (P10–P90), in no total`;
    return `per ${by}, by ${figures.money ? 'model' : 'token class'}, ${figures.unit}, days of ${view.provenance.timezone} · line: ${MEANS[by]}${figures.money ? markWords(by) : ''}${band ? ` · ${band}` : ''}`;
  },

  toTable: (view, figures) => {
    const { by, bars } = dailyBars(view, figures);
    const series = daySeries(bars, figures);
    const write = writerOf(view.days, figures);
    const ahead = outlook(view, figures);
    const rows = bars.map((bar, i) => {
      const row = [
        by === 'day' ? write(bar.since) : rangeWords(bar, { day: write, dayOfYear: write }),
        figures.cost(bar.totals),
        ...series.map(({ values }) => figures.amount(values[i] ?? 0)),
        bar.mean === null ? '' : figures.amount(bar.mean),
      ];
      return figures.money ? [...row, spikeWords(bar, write)] : row;
    });
    const [since = '', until = ''] = [ahead?.days.at(0), ahead?.days.at(-1)];
    const likely = ahead && [`${rangeWords({ since, until }, figures)}, likely a day`, between(ahead, figures), ...series.map(() => ''), '', ''];
    return {
      columns: columns(by === 'day' ? 'Day' : 'Week', 'Total', ...series.map(({ name }) => name), MEANS[by], ...(figures.money ? ['Spike'] : [])),
      rows: likely ? [...rows, likely] : rows,
    };
  },

  points: (view, figures) => {
    const { bars } = dailyBars(view, figures);
    const series = daySeries(bars, figures);
    return bars.map((bar, i) => {
      const parts = series.filter(({ values }) => (values[i] ?? 0) > 0);
      const said = parts.map(({ name, values }) => `${name} ${figures.amount(values[i] ?? 0)}`).join(', ');
      const spike = figures.money ? spikeWords(bar, figures.day) : '';
      return `${daysLong(bar, figures)}: ${figures.cost(bar.totals)}${said ? `. ${said}` : ''}${spike ? `. S${spike.slice(1)}` : ''}`;
    });
  },

  toConfig: (view, figures, theme) => {
    const { bars: stretches, by } = dailyBars(view, figures);
    const ahead = outlook(view, figures);
    const write = writerOf(view.days, figures);
    // Bars of a pixel or two have no room for gaps.
    const dense = stretches.length > 90;
    const bars: ChartDataset[] = daySeries(stretches, figures).map(({ name, color, values }) => ({
      type: 'bar',
      label: name,
      data: [...values],
      backgroundColor: theme.color(color),
      borderColor: theme.background,
      borderWidth: { top: dense ? 0 : 1 },
      stack: 'days',
      grouped: false,
      maxBarThickness: 48,
      categoryPercentage: dense ? 1 : 0.8,
      barPercentage: 1,
      pointStyle: 'rect',
      order: 2,
    }));
    const mean: ChartDataset = {
      type: 'line',
      label: MEANS[by],
      // A stack of its own: the axis adds up whatever shares one.
      stack: 'mean',
      data: stretches.map((bar) => bar.mean),
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
      data: stretches.map(({ spikes: days, totals }) => (figures.money && days.length > 0 ? totals.nanoUsd : null)),
      showLine: false,
      borderColor: theme.background,
      backgroundColor: theme.mark,
      pointStyle: 'rectRot',
      pointRadius: 6,
      pointHoverRadius: 6,
      order: 0,
    };
    const band: ChartDataset[] = ahead
      ? [
          {
            type: 'bar',
            label: 'Likely',
            stack: 'likely',
            data: [...stretches.map(() => null), ...ahead.days.map((): [number, number] => [ahead.low, ahead.high])],
            grouped: false,
            backgroundColor: theme.grid,
            borderColor: theme.muted,
            borderWidth: { top: 1, bottom: 1 },
            borderSkipped: false,
            // Without seams between its days.
            inflateAmount: 0.5,
            categoryPercentage: 1,
            barPercentage: 1,
            order: 3,
          },
        ]
      : [];
    const starts = [...stretches.map(({ since }) => since), ...(ahead?.days ?? [])];
    return {
      type: 'bar',
      data: { labels: starts.map(write), datasets: [...bars, mean, spikes, ...band] },
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
            filter: ({ dataset, raw }) => dataset.label !== 'Spike' && (Array.isArray(raw) || (typeof raw === 'number' && raw > 0)),
            itemSort: (a, b) => a.datasetIndex - b.datasetIndex,
            callbacks: {
              title: ([item]) => {
                const day = starts[item?.dataIndex ?? -1];
                return day === undefined ? '' : daysLong(stretches[item?.dataIndex ?? -1] ?? { since: day, until: day }, figures);
              },
              label: ({ dataset, raw }) => ` ${dataset.label ?? ''}  ${ahead && Array.isArray(raw) ? between(ahead, figures) : figures.amount(Number(raw))}`,
              footer: ([item]) => {
                const bar = stretches[item?.dataIndex ?? -1];
                return bar ? [`Total  ${figures.cost(bar.totals)}`, figures.caveat(bar.totals)].filter(Boolean) : [];
              },
            },
          },
        },
      },
    };
  },
};
