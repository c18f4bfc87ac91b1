import type { LegendEntry } from '../figures/legend';

/** Colour swatches or marks with names, in the order of the series. */
export const Legend = ({ entries }: { readonly entries: readonly LegendEntry[] }) => (
  <ul class="legend">
    {entries.map(({ name, color, mark }) => (
      <li key={name}>
        {mark === undefined ? (
          <i class="swatch" style={{ background: `var(--${color})` }} aria-hidden="true" />
        ) : (
          <span style={{ color: `var(--${color})` }} aria-hidden="true">
            {mark}
          </span>
        )}
        <bdi class="cut" title={name}>
          {name}
        </bdi>
      </li>
    ))}
  </ul>
);
