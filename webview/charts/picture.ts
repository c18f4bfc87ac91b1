import type { Theme } from './palette';

const PAD = 16;
const LINE = 18;

/** Words of one picture: title above, notes below. */
export interface PictureWords {
  readonly title: string;
  readonly notes: readonly string[];
}

/** A chart with its title and notes as a PNG data URL, in the colours of the theme and the pixels of the screen. */
export function pictureOf(chart: HTMLCanvasElement, { title, notes }: PictureWords, theme: Theme): string {
  const ratio = chart.width / Math.max(1, chart.clientWidth);
  const [width, height] = [chart.clientWidth + 2 * PAD, chart.clientHeight + 3 * PAD + LINE * (1 + notes.length)];
  const canvas = chart.ownerDocument.createElement('canvas');
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const draw = canvas.getContext('2d');
  if (!draw) throw new Error('this browser draws no pictures');
  draw.scale(ratio, ratio);
  draw.fillStyle = theme.background;
  draw.fillRect(0, 0, width, height);
  draw.textBaseline = 'top';
  const write = (text: string, y: number, font: string, color: string): void => {
    draw.font = font;
    draw.fillStyle = color;
    draw.fillText(text, PAD, y, width - 2 * PAD);
  };
  write(title, PAD, `600 13px ${theme.font}`, theme.foreground);
  draw.drawImage(chart, PAD, PAD + LINE + PAD / 2, chart.clientWidth, chart.clientHeight);
  notes.forEach((note, index) => write(note, height - PAD - LINE * (notes.length - index) + 4, `11px ${theme.font}`, theme.muted));
  return canvas.toDataURL('image/png');
}
