import type { SessionPoint, SessionView } from '../../../src/protocol/sessionView';
import type { Figures } from '../../figures/figures';
import { timelineTitle } from '../../figures/session';
import type { LegendEntry } from '../../figures/legend';
import { columns } from '../../figures/table';
import type { ChartDataset } from '../chart';
import type { ChartDef } from '../def';
import { baseOptions, tooltipOptions } from '../options';

type Timeline = Pick<SessionView, 'provenance' | 'points' | 'thinned' | 'compactions'>;

/** Of the picture's height, what the bars of money may take. */
const BARS = 1 / 3;

/** ms. Of longer sessions the axis leaves seconds out. */
const SECONDS_WITHIN = 10 * 60_000;

const paid = (point: SessionPoint, figures: Figures): string =>
  figures.money ? (point.nanoUsd === 0 ? 'unpriced' : figures.usd(point.nanoUsd)) : `${figures.tokens(point.output)} tokens out`;

const again = ({ resent, resentNanoUsd }: SessionPoint, figures: Figures): string =>
  resent === 0 ? '' : `cache paid again: ${figures.tokens(resent)} tokens${figures.money ? `, ${figures.usd(resentNanoUsd)}` : ''}`;

/** Points after which the context was made anew. */
const compacted = ({ points, compactions }: Timeline): ReadonlySet<number> =>
  new Set(compactions.map((at) => points.findIndex((point) => point.at >= at)).filter((index) => index >= 0));

const said = (view: Timeline, index: number, figures: Figures): string => {
  const point = view.points[index]!;
  const parts = [
    `${figures.tokens(point.context)} tokens of context`,
    paid(point, figures),
    figures.model(point.model),
    point.sidechain ? 'sub-agent' : '',
    compacted(view).has(index) ? 'after a compaction' : '',
    again(point, figures),
  ];
  return `${figures.moment(point.at)}: ${parts.filter((part) => part !== '').join(', ')}`;
};

/** What the picture's colours and marks stand for; marks and colours of what is not in it are left out. */
export const timelineLegend = (view: Timeline, figures: Figures): readonly LegendEntry[] => {
  const entries: readonly (LegendEntry & { readonly there: boolean })[] = [
    { name: 'Context of the main thread', color: 'context', there: view.points.some(({ sidechain }) => !sidechain) },
    { name: figures.money ? 'Cost, main thread' : 'Output, main thread', color: 'mainThread', there: view.points.some(({ sidechain }) => !sidechain) },
    { name: figures.money ? 'Cost, sub-agents' : 'Output, sub-agents', color: 'subAgents', there: view.points.some(({ sidechain }) => sidechain) },
    { name: 'Cache paid again', color: 'again', mark: '◆', there: view.points.some(({ resent }) => resent > 0) },
    { name: 'Compaction', color: 'compaction', mark: '▲', there: compacted(view).size > 0 },
  ];
  return entries.flatMap(({ there, ...entry }) => (there ? [entry] : []));
};

/** A session from its first response to its last: how high its context stood, where its cache broke, what each response cost. */
export const sessionTimeline: ChartDef<Timeline> = {
  id: 'sessionTimeline',
  height: 260,
  title: timelineTitle,
  legend: ({ thinned }, figures) =>
    `line: context of the main thread, tokens · bars: ${figures.money ? 'cost of each response, USD, API-equivalent' : 'output of each response, tokens'} · ◆ cache paid again, by rule · ▲ compaction${
      thinned > 0 ? ` · ${figures.count(thinned)} small responses left out of the picture` : ''
    }`,
  toTable: (view, figures) => ({
    columns: columns('Time', 'Model', 'Context', 'Output', ...(figures.money ? ['Cost'] : []), 'Note'),
    rows: view.points.map((point, index) => [
      figures.moment(point.at),
      figures.model(point.model),
      figures.tokens(point.context),
      figures.tokens(point.output),
      ...(figures.money ? [paid(point, figures)] : []),
      [point.sidechain ? 'sub-agent' : '', compacted(view).has(index) ? 'compaction' : '', again(point, figures)].filter((part) => part !== '').join(', '),
    ]),
  }),
  points: (view, figures) => view.points.map((_, index) => said(view, index, figures)),
  toConfig: (view, figures, theme) => {
    const { points } = view;
    const long = (points.at(-1)?.at ?? 0) - (points.at(0)?.at ?? 0) > SECONDS_WITHIN;
    const breaks = compacted(view);
    const top = Math.max(1, ...points.map(({ context }) => context)) * 1.08;
    const mark = (
      label: string,
      color: string,
      style: 'rectRot' | 'triangle',
      height: (point: SessionPoint, index: number) => number | null,
    ): ChartDataset => ({
      type: 'line',
      label,
      data: points.map(height),
      showLine: false,
      pointStyle: style,
      pointRadius: 5,
      pointHoverRadius: 6,
      backgroundColor: color,
      borderColor: color,
      yAxisID: 'y',
    });
    const worth = points.map(({ nanoUsd, output }) => (figures.money ? nanoUsd : output));
    const datasets: ChartDataset[] = [
      {
        type: 'line',
        label: 'Context',
        data: points.map(({ sidechain, context }) => (sidechain ? null : context)),
        spanGaps: true,
        stepped: 'after',
        borderColor: theme.color('context'),
        backgroundColor: theme.color('context'),
        borderWidth: 1.5,
        pointRadius: 0,
        pointHoverRadius: 3,
        yAxisID: 'y',
      },
      mark('Cache paid again', theme.color('again'), 'rectRot', ({ resent, context }) => (resent > 0 ? context : null)),
      mark('Compaction', theme.color('compaction'), 'triangle', ({ context }, index) => (breaks.has(index) ? context : null)),
      {
        type: 'bar',
        label: figures.money ? 'Cost' : 'Output',
        data: worth,
        backgroundColor: points.map(({ sidechain }) => theme.color(sidechain ? 'subAgents' : 'mainThread')),
        categoryPercentage: 1,
        barPercentage: points.length > 200 ? 1 : 0.8,
        yAxisID: 'worth',
      },
    ];
    return {
      type: 'line',
      data: { labels: points.map(({ at }) => (long ? figures.time(at) : figures.clock(at))), datasets },
      options: {
        ...baseOptions(theme),
        interaction: { mode: 'index', intersect: false },
        scales: {
          x: { grid: { display: false }, border: { color: theme.line }, ticks: { color: theme.muted, maxRotation: 0, autoSkipPadding: 24 } },
          y: {
            min: 0,
            max: top,
            border: { display: false },
            grid: { color: theme.grid },
            // The top of the picture is no round number.
            ticks: { color: theme.muted, maxTicksLimit: 5, includeBounds: false, callback: (value) => figures.tokens(Number(value)) },
          },
          worth: { display: false, min: 0, max: Math.max(1, ...worth) / BARS },
        },
        plugins: {
          tooltip: {
            ...tooltipOptions(theme),
            filter: ({ datasetIndex }) => datasetIndex === 0 || datasetIndex === 3,
            callbacks: {
              title: ([item]) => (item ? figures.moment(points[item.dataIndex]?.at ?? 0) : ''),
              label: ({ datasetIndex, dataIndex }) => {
                const point = points[dataIndex]!;
                return datasetIndex === 0 ? ` ${figures.tokens(point.context)} tokens of context` : ` ${paid(point, figures)} · ${figures.model(point.model)}`;
              },
              footer: ([item]) => (item ? again(points[item.dataIndex]!, figures) : ''),
            },
          },
        },
      },
    };
  },
};
