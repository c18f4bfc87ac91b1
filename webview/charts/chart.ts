import { BarController, BarElement, CategoryScale, Chart, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js';
import type { ChartConfiguration, ChartItem, ChartType, Element } from 'chart.js';
import { getRelativePosition } from 'chart.js/helpers';
import { MatrixController, MatrixElement } from 'chartjs-chart-matrix';
import { Flow, SankeyController } from 'chartjs-chart-sankey';

export type { ChartConfiguration, ChartDataset, ChartOptions, ChartType, TooltipOptions } from 'chart.js';

/** The only file that spells chart.js: the parts that the definitions use, registered, and no others. */
Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Flow,
  LinearScale,
  LineController,
  LineElement,
  MatrixController,
  MatrixElement,
  PointElement,
  SankeyController,
  Tooltip,
);

/** A drawn chart. */
export interface Drawn {
  redraw(config: ChartConfiguration): void;
  /** Shows the tooltip of one index of the first data set, or none (null): for the keyboard. */
  point(index: number | null): void;
  /** The index that a click lies at; null beside all. */
  indexAt(event: Event): number | null;
  destroy(): void;
}

/** What lies between two cells, CSS pixels. */
const GAP = 2;

/** The index of the first data set that a click means: of bars and lines the one above or below it, of bands and cells the one that it hits. */
function indexAt(chart: Chart, type: ChartType, event: Event): number | null {
  if (type === 'bar' || type === 'line') return chart.getElementsAtEventForMode(event, 'index', { intersect: false }, false)[0]?.index ?? null;
  const [found] = chart.getElementsAtEventForMode(event, 'nearest', { intersect: type !== 'matrix' }, false);
  if (found === undefined || found.datasetIndex !== 0) return null;
  return type !== 'matrix' || isOn(found.element, getRelativePosition(event, chart)) ? found.index : null;
}

function isOn(cell: Element, { x, y }: { readonly x: number; readonly y: number }): boolean {
  const { width, height } = cell.getProps(['width', 'height']) as { readonly width: number; readonly height: number };
  const { x: centerX, y: centerY } = cell.tooltipPosition(true);
  return Math.abs(x - (centerX ?? Infinity)) <= width / 2 + GAP && Math.abs(y - (centerY ?? Infinity)) <= height / 2 + GAP;
}

/** Draws into a canvas whose parent gives the size. */
export const drawChart = (canvas: ChartItem, config: ChartConfiguration): Drawn => {
  const chart = new Chart(canvas, config);
  return {
    redraw: (next) => {
      chart.data = next.data;
      chart.options = next.options ?? {};
      chart.update('none');
    },
    point: (index) => {
      const active =
        index === null ? [] : chart.data.datasets.flatMap((_, datasetIndex) => (chart.isDatasetVisible(datasetIndex) ? [{ datasetIndex, index }] : []));
      const shown = active.filter(({ datasetIndex }) => chart.getDatasetMeta(datasetIndex).data[index ?? 0] !== undefined);
      chart.setActiveElements(shown);
      chart.tooltip?.setActiveElements(shown, { x: 0, y: 0 });
      chart.update('none');
    },
    indexAt: (event) => indexAt(chart, 'type' in config ? config.type : 'bar', event),
    destroy: () => chart.destroy(),
  };
};
