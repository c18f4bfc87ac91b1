/** The UTC month that a moment lies in, 'YYYY-MM': the file its facts are kept in. `at` in ms UTC. */
export const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);

/** First and last-plus-one moment of a UTC month, ms. */
export function monthBounds(month: string): { start: number; end: number } {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return { start: Date.UTC(year, number - 1), end: Date.UTC(year, number) };
}

export const QUARTER_MS = 900_000;
export const quarterOf = (at: number): number => Math.floor(at / QUARTER_MS);
