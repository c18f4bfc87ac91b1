import { signal, type ReadonlySignal } from '@preact/signals';
import type { Theme } from './palette';
import { mix, readColor, standOut, writeColor, type Rgb } from './colors';

const GREY = 'color-mix(in srgb, var(--vscode-editor-background) 45%, var(--vscode-foreground))';

/** From what of VS Code each colour of ours is made. One colour per token class everywhere. */
const SERIES = {
  series1: 'var(--vscode-charts-blue)',
  series2: 'var(--vscode-charts-purple)',
  series3: 'var(--vscode-charts-green)',
  series4: 'var(--vscode-charts-orange)',
  series5: 'var(--vscode-terminal-ansiCyan)',
  other: GREY,
  cacheRead: 'var(--vscode-charts-blue)',
  output: 'var(--vscode-charts-purple)',
  cacheWrite1h: 'var(--vscode-charts-orange)',
  cacheWrite5m: 'var(--vscode-charts-green)',
  input: GREY,
  webSearches: 'var(--vscode-terminal-ansiCyan)',
  // A session's timeline: nothing of it is a token class, so none of it has the colour of one.
  context: 'var(--vscode-foreground)',
  mainThread: 'color-mix(in srgb, var(--vscode-charts-red) 55%, var(--vscode-charts-purple))',
  subAgents: 'color-mix(in srgb, var(--vscode-charts-yellow) 60%, var(--vscode-charts-green))',
  again: 'var(--vscode-charts-red)',
  compaction: 'var(--vscode-descriptionForeground)',
  ok: 'var(--vscode-charts-blue)',
  warning: 'var(--vscode-editorWarning-foreground)',
  error: 'var(--vscode-errorForeground)',
} as const;

/** As text these have to stand out further than as a bar (4.5, WCAG 1.4.3); not every theme's own do. */
const TEXTS = { warningText: SERIES.warning, errorText: SERIES.error } as const;

const BLACK: Rgb = [0, 0, 0];

/** Reads the theme at `root`, and hands its series colours to the styles as `--series1`, `--cacheRead` and so on. */
export const readTheme = (root: HTMLElement): Theme => {
  const probe = root.ownerDocument.createElement('span');
  probe.hidden = true;
  root.append(probe);
  // A token that a theme does not have leaves the inherited colour: the foreground.
  const resolve = (value: string): Rgb => {
    probe.style.color = value;
    return readColor(getComputedStyle(probe).color) ?? BLACK;
  };
  const token = (name: string) => resolve(`var(${name}, var(--vscode-foreground))`);
  const background = resolve('var(--card)');
  const foreground = token('--vscode-foreground');
  const series = new Map(Object.entries(SERIES).map(([name, from]) => [name, standOut(resolve(from), background, foreground)] as const));
  const texts = Object.entries(TEXTS).map(([name, from]) => [name, writeColor(standOut(resolve(from), background, foreground, 4.5))] as const);
  const theme: Theme = {
    color: (name) => writeColor(series.get(name) ?? foreground),
    soft: (name) => writeColor(mix(background, series.get(name) ?? foreground, 0.45)),
    shade: (name, part) => writeColor(mix(background, series.get(name) ?? foreground, 0.25 + 0.75 * Math.min(1, Math.max(0, part)))),
    empty: writeColor(mix(background, foreground, 0.06)),
    foreground: writeColor(foreground),
    muted: writeColor(token('--vscode-descriptionForeground')),
    line: writeColor(resolve('var(--line)')),
    grid: writeColor(mix(background, foreground, 0.14)),
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
  for (const [name, value] of series) root.style.setProperty(`--${name}`, writeColor(value));
  for (const [name, value] of texts) root.style.setProperty(`--${name}`, value);
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
