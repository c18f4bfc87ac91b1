import { addDays } from '../../../src/core/time/day';
import type { DayRow, OverviewView } from '../../../src/protocol/views';
import type { Figures } from '../../figures/figures';
import { weeksOf } from '../../figures/calendar';
import { dayWriter } from '../../figures/range';
import { columns } from '../../figures/table';
import { plural } from '../../figures/words';
import type { ChartConfiguration } from '../chart';
import type { ChartDef } from '../def';
import { baseOptions, tooltipOptions } from '../options';

type Days = Pick<OverviewView, 'provenance' | 'days' | 'firstDayOfWeek'>;

const WEEK = 7;
/** Weeks that the picture has room for at least: of a month alone the days would be as wide as hands. */
const LEAST_WEEKS = { short: 12, long: 32 } as const;

const used = ({ days }: Days): readonly DayRow[] => days.filter(({ totals }) => totals.responses > 0);

const writerOf = (days: Days['days'], figures: Figures) => dayWriter(days.at(0)?.day ?? '', days.at(-1)?.day ?? '', figures);

const title = (view: Days, figures: Figures): string => {
  const [most] = view.days.toSorted((a, b) => figures.worth(b.totals) - figures.worth(a.totals));
  const active = used(view).length;
  if (!most || active === 0) return 'No day with any use';
  return `Used on ${plural(active, 'day', figures)}; most on ${writerOf(view.days, figures)(most.day)}`;
};

const said = ({ day, totals }: DayRow, figures: Figures): string => `${figures.dayLong(day)}: ${figures.cost(totals)}`;

/** Each day of the range as a cell of a calendar: the darker the more. */
export const calendar: ChartDef<Days> = {
  id: 'calendar',
  height: 150,
  title,
  legend: ({ provenance }, figures) => `per day, ${figures.unit}, days of ${provenance.timezone}; a column is a week`,
  toTable: (view, figures) => {
    const write = writerOf(view.days, figures);
    return {
      columns: columns('Day', figures.money ? 'Cost' : 'Tokens', 'Responses'),
      rows: view.days.map(({ day, totals }) => [write(day), figures.cost(totals), figures.count(totals.responses)]),
    };
  },
  points: ({ days }, figures) => days.map((day) => said(day, figures)),
  toConfig: ({ days, firstDayOfWeek }, figures, theme) => {
    const { start, count, short, columnOf, rowOf } = weeksOf(days, firstDayOfWeek);
    const weeks = Math.max(short ? LEAST_WEEKS.short : LEAST_WEEKS.long, count);
    const most = Math.max(1, ...days.map(({ totals }) => figures.worth(totals)));
    const cell =
      (of: 'width' | 'height', count: number) =>
      ({ chart }: { readonly chart: { readonly chartArea?: { readonly width: number; readonly height: number } } }) =>
        Math.max(1, (chart.chartArea?.[of] ?? 0) / count - (count > 60 ? 1 : 2));
    const config: ChartConfiguration<'matrix'> = {
      type: 'matrix',
      data: {
        datasets: [
          {
            label: 'Days',
            data: days.map(({ day }) => ({ x: columnOf(day), y: rowOf(day) })),
            backgroundColor: ({ dataIndex }) => {
              const worth = figures.worth(days[dataIndex]!.totals);
              return worth === 0 ? theme.empty : theme.shade('series1', worth / most);
            },
            width: cell('width', weeks),
            height: cell('height', WEEK),
            borderRadius: 2,
          },
        ],
      },
      options: {
        ...baseOptions(theme),
        scales: {
          x: {
            type: 'linear',
            offset: false,
            min: -0.5,
            max: weeks - 0.5,
            grid: { display: false },
            border: { display: false },
            afterBuildTicks: (axis) => {
              // One where a month begins, and never two on top of each other.
              const starts = days.filter(({ day }) => day.endsWith('-01')).map(({ day }) => ({ value: columnOf(day) }));
              axis.ticks = starts.length > 12 ? starts.filter((_, index) => index % Math.ceil(starts.length / 12) === 0) : starts;
            },
            ticks: {
              color: theme.muted,
              maxRotation: 0,
              autoSkip: true,
              autoSkipPadding: 8,
              callback: (value) => figures.day(addDays(start, Number(value) * WEEK + WEEK - 1)).replace(/\s?\d+/, ''),
            },
          },
          y: {
            type: 'linear',
            offset: false,
            min: -0.5,
            max: WEEK - 0.5,
            reverse: true,
            grid: { display: false },
            border: { display: false },
            afterBuildTicks: (axis) => {
              axis.ticks = [0, 2, 4].map((value) => ({ value }));
            },
            ticks: { color: theme.muted, autoSkip: false, callback: (value) => figures.weekday((Number(value) + firstDayOfWeek) % WEEK) },
          },
        },
        plugins: {
          tooltip: { ...tooltipOptions(theme), callbacks: { title: () => '', label: ({ dataIndex }) => ` ${said(days[dataIndex]!, figures)}` } },
        },
      },
    };
    return config as ChartConfiguration;
  },
};
