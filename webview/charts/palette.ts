/** Colours and font of the running theme, as Chart.js wants them. */
export interface Theme {
  /** One of the colours above by name; the foreground where there is none of it. */
  color(name: string): string;
  /** The same, faint: for large areas under text. */
  soft(name: string): string;
  /** The same between the ground (0) and itself (1): for heatmaps. Never so faint that a cell with something looks like one with nothing. */
  shade(name: string, part: number): string;
  /** A cell with nothing. */
  readonly empty: string;
  readonly foreground: string;
  readonly muted: string;
  readonly line: string;
  readonly grid: string;
  readonly background: string;
  readonly hover: { readonly background: string; readonly foreground: string; readonly border: string };
  readonly mark: string;
  readonly font: string;
}
