/** Colour swatches with names, in the order of the series. `color` names a custom property that the theme sets. */
export const Legend = ({ entries }: { readonly entries: readonly { readonly name: string; readonly color: string }[] }) => (
  <ul class="legend">
    {entries.map(({ name, color }) => (
      <li key={name}>
        <i class="swatch" style={{ background: `var(--${color})` }} aria-hidden="true" />
        <bdi class="cut" title={name}>
          {name}
        </bdi>
      </li>
    ))}
  </ul>
);
