/** What a colour stands for. */
export interface LegendEntry {
  readonly name: string;
  /** A custom property that the theme sets. */
  readonly color: string;
  /** The shape that is drawn in it; an area or a line where there is none. */
  readonly mark?: string;
}
