import type { ChartConfiguration, ChartType } from './chart';
import type { Figures } from '../figures/figures';
import type { Table } from '../figures/table';
import type { Theme } from './palette';

/** A picture of a view: what it says in words and as a table. The table is not optional. */
export interface PictureDef<V> {
  readonly id: string;
  /** States the finding. */
  title(view: V, figures: Figures): string;
  /** Unit, zone, basis, and what lines and marks mean. */
  legend(view: V, figures: Figures): string;
  /** The same numbers. */
  toTable(view: V, figures: Figures): Table;
}

/** A picture that Chart.js draws. */
export interface ChartDef<V> extends PictureDef<V> {
  /** CSS pixels. */
  readonly height: number;
  toConfig(view: V, figures: Figures, theme: Theme): ChartConfiguration<ChartType>;
  /** What the arrow keys step through: the text for each index of the first data set. */
  points(view: V, figures: Figures): readonly string[];
}
