import type { ComponentChildren } from 'preact';
import { useSignal } from '@preact/signals';
import type { PictureDef } from '../charts/def';
import type { Figures } from '../figures/figures';
import { Card } from './Card';
import { DataTable } from './DataTable';

interface PictureProps<V> {
  readonly def: PictureDef<V>;
  readonly view: V;
  readonly figures: Figures;
  readonly span?: 'wide' | 'half' | 'slim' | 'third' | 'most';
  /** The picture itself; its table twin takes its place on request. */
  readonly children: ComponentChildren;
  /** Stays below both. */
  readonly below?: ComponentChildren;
  /** Where a row of the table leads. */
  readonly onPick?: ((row: number) => void) | undefined;
}

/** A card with a picture and its table twin. */
export const Picture = <V,>({ def, view, figures, span = 'wide', children, below, onPick }: PictureProps<V>) => {
  const asTable = useSignal(false);
  const title = def.title(view, figures);
  const toggle = (
    <button type="button" class="quiet" aria-pressed={asTable.value} aria-label={`Table: ${title}`} onClick={() => (asTable.value = !asTable.value)}>
      Table
    </button>
  );
  return (
    <Card title={title} sub={def.legend(view, figures)} span={span} action={toggle}>
      <div data-chart={def.id}>{asTable.value ? <DataTable table={def.toTable(view, figures)} caption={title} onPick={onPick} /> : children}</div>
      {below}
    </Card>
  );
};
