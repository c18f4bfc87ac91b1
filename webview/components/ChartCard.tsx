import type { ChartDef } from '../charts/def';
import type { Figures } from '../figures/figures';
import { Canvas } from './Canvas';
import { Picture } from './Picture';
import type { ComponentChildren } from 'preact';

interface ChartCardProps<V> {
  readonly def: ChartDef<V>;
  readonly view: V;
  readonly figures: Figures;
  readonly span?: 'wide' | 'half' | 'slim' | 'third' | 'most' | 'shared';
  readonly below?: ComponentChildren;
  /** Where a point leads, also from its row of the table. */
  readonly onPick?: (index: number) => void;
}

/** A card with a chart of the registry. */
export const ChartCard = <V,>({ def, view, figures, span = 'wide', below, onPick }: ChartCardProps<V>) => (
  <Picture def={def} view={view} figures={figures} span={span} below={below} onPick={onPick}>
    <Canvas def={def} view={view} figures={figures} onPick={onPick} />
  </Picture>
);
