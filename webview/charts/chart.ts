import { BarController, BarElement, CategoryScale, Chart, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js';
import type { ChartConfiguration, ChartItem } from 'chart.js';
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
    indexAt: (event) => chart.getElementsAtEventForMode(event, 'index', { intersect: false }, false)[0]?.index ?? null,
    destroy: () => chart.destroy(),
  };
};
