/** Red, green, blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** Reads what getComputedStyle writes: rgb(), rgba(), color(srgb ...). null where it cannot. */
export const readColor = (text: string): Rgb | null => {
  const numbers = text.match(/-?\d*\.?\d+(?:e-?\d+)?/g)?.map(Number) ?? [];
  const [r, g, b] = numbers;
  if (r === undefined || g === undefined || b === undefined) return null;
  if (text.startsWith('rgb')) return [r, g, b];
  return text.startsWith('color(srgb') ? [r * 255, g * 255, b * 255] : null;
};

export const writeColor = ([r, g, b]: Rgb): string => `rgb(${Math.round(r)}, ${Math.round(g)}, ${Math.round(b)})`;

const luminance = (color: Rgb): number => {
  const [r, g, b] = color.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** Contrast ratio of WCAG 2, 1 to 21. */
export const contrast = (a: Rgb, b: Rgb): number => {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

/** `part` of the way from one colour to another. */
export const mix = (from: Rgb, to: Rgb, part: number): Rgb => from.map((value, i) => value + ((to[i] ?? 0) - value) * part) as unknown as Rgb;

/** Moves a colour towards the foreground until it stands out from the background by `ratio` (3 for graphics, WCAG 1.4.11). */
export const standOut = (color: Rgb, background: Rgb, foreground: Rgb, ratio = 3): Rgb => {
  for (let part = 0; part < 1; part += 0.05) {
    const moved = mix(color, foreground, part);
    if (contrast(moved, background) >= ratio) return moved;
  }
  return foreground;
};
