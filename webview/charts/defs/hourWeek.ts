import type { HourSum } from '../../../src/core/sessions/hours';
import type { WorkView } from '../../../src/protocol/workView';
import type { Figures } from '../../figures/figures';
import { hourCells, rowOfWeekday } from '../../figures/hours';
import { columns } from '../../figures/table';
import { plural } from '../../figures/words';
import type { ChartConfiguration } from '../chart';
import type { ChartDef } from '../def';
import { baseOptions, tooltipOptions } from '../options';

type Hours = Pick<WorkView, 'provenance' | 'hours' | 'firstDayOfWeek'>;

const DAYS = 7;
const HOURS = 24;
const weekdayOf = (row: number, first: number): number => (row + first) % DAYS;

const worthOf = (cell: HourSum, figures: Figures): number => (figures.money ? cell.nanoUsd : cell.tokens);
const span = (hour: number): string => `${hour}–${hour + 1} h`;

/** Where the most was spent. */
const title = ({ hours }: Hours, figures: Figures): string => {
  const [first] = hours.toSorted((a, b) => worthOf(b, figures) - worthOf(a, figures));
  return first ? `Most on ${figures.weekdayLong(first.weekday)}, ${span(first.hour)}` : 'Nothing in this range';
};

const said = (cell: HourSum, figures: Figures): string =>
  `${figures.weekdayLong(cell.weekday)}, ${span(cell.hour)}: ${figures.amount(worthOf(cell, figures))}, ${plural(cell.responses, 'response', figures)}`;

/** Cost by hour and weekday: a cell is the darker the more. */
export const hourWeek: ChartDef<Hours> = {
  id: 'hourWeek',
  height: 200,
  title,
  legend: ({ provenance }, figures) => `by hour and weekday, ${figures.unit}, clocks of ${provenance.timezone}`,
  toTable: (view, figures) => ({
    columns: columns('Weekday', 'Hour', figures.money ? 'Cost' : 'Tokens', 'Responses'),
    rows: hourCells(view).map((cell) => [
      figures.weekdayLong(cell.weekday),
      span(cell.hour),
      figures.amount(worthOf(cell, figures)),
      figures.count(cell.responses),
    ]),
  }),
  points: (view, figures) => hourCells(view).map((cell) => said(cell, figures)),
  toConfig: (view, figures, theme) => {
    const { firstDayOfWeek } = view;
    const hours = hourCells(view);
    const most = Math.max(1, ...hours.map((cell) => worthOf(cell, figures)));
    const held = new Set(hours.map(({ weekday, hour }) => `${weekday} ${hour}`));
    const empty = Array.from({ length: DAYS * HOURS }, (_, index) => ({ weekday: Math.floor(index / HOURS), hour: index % HOURS })).filter(
      ({ weekday, hour }) => !held.has(`${weekday} ${hour}`),
    );
    const place = ({ weekday, hour }: { readonly weekday: number; readonly hour: number }) => ({ x: hour, y: rowOfWeekday(weekday, firstDayOfWeek) });
    const size = {
      width: ({ chart }: { readonly chart: { readonly chartArea?: { readonly width: number } } }) => Math.max(2, (chart.chartArea?.width ?? 0) / HOURS - 2),
      height: ({ chart }: { readonly chart: { readonly chartArea?: { readonly height: number } } }) => Math.max(2, (chart.chartArea?.height ?? 0) / DAYS - 2),
      borderRadius: 2,
    };
    const config: ChartConfiguration<'matrix'> = {
      type: 'matrix',
      data: {
        datasets: [
          {
            ...size,
            label: 'Hours',
            data: hours.map(place),
            backgroundColor: ({ dataIndex }) => theme.shade('series1', worthOf(hours[dataIndex]!, figures) / most),
          },
          { ...size, label: 'None', data: empty.map(place), backgroundColor: theme.empty },
        ],
      },
      options: {
        ...baseOptions(theme),
        scales: {
          x: {
            type: 'linear',
            offset: false,
            min: -0.5,
            max: HOURS - 0.5,
            grid: { display: false },
            border: { display: false },
            afterBuildTicks: (axis) => {
              axis.ticks = [0, 6, 12, 18].map((value) => ({ value }));
            },
            ticks: { color: theme.muted, callback: (value) => `${value} h` },
          },
          y: {
            type: 'linear',
            offset: false,
            min: -0.5,
            max: DAYS - 0.5,
            reverse: true,
            grid: { display: false },
            border: { display: false },
            afterBuildTicks: (axis) => {
              axis.ticks = Array.from({ length: DAYS }, (_, value) => ({ value }));
            },
            ticks: { color: theme.muted, autoSkip: false, callback: (value) => figures.weekday(weekdayOf(Number(value), firstDayOfWeek)) },
          },
        },
        plugins: {
          tooltip: {
            ...tooltipOptions(theme),
            filter: ({ datasetIndex }) => datasetIndex === 0,
            callbacks: {
              title: () => '',
              label: ({ dataIndex }) => ` ${said(hours[dataIndex]!, figures)}`,
            },
          },
        },
      },
    };
    return config as ChartConfiguration;
  },
};
