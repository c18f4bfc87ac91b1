import { signal, type ReadonlySignal } from '@preact/signals';
import { readColor, standOut, writeColor, type Rgb } from './colors';

/** Token of VS Code for each colour of ours. One colour per token class everywhere. */
const SERIES = {
  series1: '--vscode-charts-blue',
  series2: '--vscode-charts-purple',
  series3: '--vscode-charts-green',
  series4: '--vscode-charts-orange',
  series5: '--vscode-terminal-ansiCyan',
  other: '--vscode-descriptionForeground',
  cacheRead: '--vscode-charts-blue',
  output: '--vscode-charts-purple',
  cacheWrite1h: '--vscode-charts-orange',
  cacheWrite5m: '--vscode-charts-green',
  input: '--vscode-descriptionForeground',
  webSearches: '--vscode-terminal-ansiCyan',
} as const;

export type ColorName = keyof typeof SERIES;

/** Colours and font of the running theme, as Chart.js wants them. */
export interface Theme {
  color(name: string): string;
  readonly foreground: string;
  readonly muted: string;
  readonly line: string;
  readonly background: string;
  readonly hover: { readonly background: string; readonly foreground: string; readonly border: string };
  readonly mark: string;
  readonly font: string;
}

const BLACK: Rgb = [0, 0, 0];

/** Reads the theme at `root`, and hands its series colours to the styles as `--series1`, `--cacheRead` and so on. */
export const readTheme = (root: HTMLElement): Theme => {
  const probe = root.ownerDocument.createElement('span');
  probe.hidden = true;
  root.append(probe);
  const resolve = (value: string): Rgb => {
    probe.style.color = value;
    return readColor(getComputedStyle(probe).color) ?? BLACK;
  };
  const token = (name: string) => resolve(`var(${name}, var(--vscode-foreground))`);
  const background = resolve('var(--card)');
  const foreground = token('--vscode-foreground');
  const series = new Map(Object.entries(SERIES).map(([name, from]) => [name, writeColor(standOut(token(from), background, foreground))]));
  const theme: Theme = {
    color: (name) => series.get(name) ?? writeColor(foreground),
    foreground: writeColor(foreground),
    muted: writeColor(token('--vscode-descriptionForeground')),
    line: writeColor(resolve('var(--line)')),
    background: writeColor(background),
    hover: {
      background: writeColor(resolve('var(--vscode-editorHoverWidget-background, var(--card))')),
      foreground: writeColor(token('--vscode-editorHoverWidget-foreground')),
      border: writeColor(resolve('var(--vscode-editorHoverWidget-border, var(--line))')),
    },
    mark: writeColor(standOut(token('--vscode-charts-red'), background, foreground)),
    font: getComputedStyle(root).fontFamily,
  };
  probe.remove();
  for (const [name, value] of series) root.style.setProperty(`--${name}`, value);
  return theme;
};

/** The theme as a signal: read again when VS Code changes the body's classes or the root's tokens. */
export const watchTheme = (root: HTMLElement): ReadonlySignal<Theme> => {
  const theme = signal(readTheme(root));
  const observer = new MutationObserver(() => {
    theme.value = readTheme(root);
  });
  const { body, documentElement } = root.ownerDocument;
  observer.observe(body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(documentElement, { attributes: true, attributeFilter: ['style'] });
  return theme;
};
