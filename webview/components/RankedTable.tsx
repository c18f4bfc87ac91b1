import type { ComponentChildren } from 'preact';
import { useSignal } from '@preact/signals';
import type { Sheet } from '../../src/core/export/sheet';
import type { Figures } from '../figures/figures';
import { Card } from './Card';
import { ExportButton } from './ExportButton';

interface Row {
  /** Tells rows apart, and names where a row leads. */
  readonly name: string;
  readonly label: string;
}

interface RankedColumn<R extends Row> {
  readonly name: string;
  /** Only where there is room. */
  readonly roomy?: boolean;
  /** Stands out as something to look at. */
  warns?(row: R): boolean;
  render(row: R): ComponentChildren;
}

interface RankedTableProps<R extends Row> {
  readonly title: string;
  readonly sub: string;
  /** What a row is. */
  readonly first: string;
  readonly rows: readonly R[];
  /** As many as a glance takes in; the others on request. */
  readonly most: number;
  readonly columns: readonly RankedColumn<R>[];
  /** The bar beside a name: how it is to be read, and a row's. */
  readonly bar: { readonly words: string; render(row: R): ComponentChildren };
  /** The whole name, for the tooltip. */
  readonly hint: (row: R) => string;
  /** What is exported: all rows. */
  readonly sheet: () => Omit<Sheet, 'title'>;
  readonly figures: Figures;
  readonly span?: 'wide' | 'half' | 'shared';
  /** Where a row leads, by its name. */
  readonly onPick?: ((name: string) => void) | undefined;
}

/** A bar from the left, as long as a share (0 to 1) of the largest. */
export const barOf = ({ bar }: { readonly bar: number }) => (
  <span class="track" aria-hidden="true">
    <i style={{ width: `${bar * 100}%` }} />
  </span>
);

/** Names in an order, each with a bar and figures; without any the title says all. It is a table already, so it needs no twin. */
export const RankedTable = <R extends Row>({
  title,
  sub,
  first,
  rows,
  most,
  columns,
  bar,
  hint,
  sheet,
  figures,
  span = 'half',
  onPick,
}: RankedTableProps<R>) => {
  const all = useSignal(false);
  const shown = all.value ? rows : rows.slice(0, most);
  const toggle = all.value ? `Top ${most}` : `All ${figures.count(rows.length)}`;
  const actions = (
    <>
      {rows.length > 0 && <ExportButton title={title} sheet={sheet} />}
      {rows.length > most && (
        <button type="button" class="quiet" aria-expanded={all.value} aria-label={`${toggle}: ${title}`} onClick={() => (all.value = !all.value)}>
          {toggle}
        </button>
      )}
    </>
  );
  return (
    <Card title={title} sub={sub} span={span} action={actions}>
      {rows.length > 0 && (
        <div class="scroll" role="region" aria-label={title} tabIndex={0}>
          <table class="rank">
            <thead>
              <tr>
                <th scope="col">{first}</th>
                <th scope="col" class="bar-cell">
                  <span class="sr">{bar.words}</span>
                </th>
                {columns.map(({ name, roomy }) => (
                  <th key={name} scope="col" class={roomy ? 'right roomy' : 'right'}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={row.name}>
                  <th scope="row" class="name" title={hint(row)}>
                    {onPick ? (
                      <button type="button" class="link" onClick={() => onPick(row.name)}>
                        <bdi>{row.label}</bdi>
                      </button>
                    ) : (
                      <bdi>{row.label}</bdi>
                    )}
                  </th>
                  <td class="bar-cell">{bar.render(row)}</td>
                  {columns.map(({ name, roomy, warns, render }) => (
                    <td key={name} class={`right${roomy ? ' roomy' : ''}${warns?.(row) ? ' warning' : ''}`}>
                      {render(row)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
};
