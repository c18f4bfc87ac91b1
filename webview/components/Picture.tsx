import type { ComponentChildren } from 'preact';
import { useContext, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { pictureOf } from '../charts/picture';
import type { PictureDef } from '../charts/def';
import type { Figures } from '../figures/figures';
import { Card } from './Card';
import { DataTable } from './DataTable';
import { ExportButton } from './ExportButton';
import { ThemeContext } from './theme';

interface PictureProps<V> {
  readonly def: PictureDef<V>;
  readonly view: V;
  readonly figures: Figures;
  readonly span?: 'wide' | 'half' | 'slim' | 'third' | 'most' | 'shared';
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
  const theme = useContext(ThemeContext);
  const box = useRef<HTMLDivElement>(null);
  const legend = def.legend(view, figures);
  const basis = `${figures.basis} · ${figures.timezone}`;
  const drawn = (): string | null => {
    const canvas = box.current?.querySelector('canvas');
    return canvas && theme ? pictureOf(canvas, { title, notes: [legend, basis] }, theme.peek()) : null;
  };
  const actions = (
    <>
      <ExportButton title={title} sheet={() => ({ ...def.toTable(view, figures), note: `${legend}. ${basis}` })} picture={drawn} />
      <button type="button" class="quiet" aria-pressed={asTable.value} aria-label={`Table: ${title}`} onClick={() => (asTable.value = !asTable.value)}>
        Table
      </button>
    </>
  );
  return (
    <Card title={title} sub={legend} span={span} action={actions}>
      <div data-chart={def.id} ref={box}>
        {asTable.value ? <DataTable table={def.toTable(view, figures)} caption={title} onPick={onPick} /> : children}
      </div>
      {below}
    </Card>
  );
};
