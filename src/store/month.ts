/** The UTC month that a moment lies in, 'YYYY-MM': the file its facts are kept in. `at` in ms UTC. */
export function monthOf(at: number): string {
  const date = new Date(at);
  const month = date.getUTCMonth() + 1;
  return `${date.getUTCFullYear()}-${month < 10 ? '0' : ''}${month}`;
}

/** As `monthOf`, for many moments: most of them lie in the month of the one before. */
export class MonthNames {
  #name = '';
  #start = 0;
  #end = 0;

  of(at: number): string {
    if (at < this.#start || at >= this.#end) {
      this.#name = monthOf(at);
      ({ start: this.#start, end: this.#end } = monthBounds(this.#name));
    }
    return this.#name;
  }
}

/** Months and days can be named for these times (ms UTC) in every zone; nothing of another time is kept. */
const FIRST_AT = Date.UTC(1900, 0);
const LAST_AT = Date.UTC(9000, 0);
export const isDatable = (at: number): boolean => at >= FIRST_AT && at < LAST_AT;

/** First and last-plus-one moment of a UTC month, ms. */
export function monthBounds(month: string): { start: number; end: number } {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return { start: Date.UTC(year, number - 1), end: Date.UTC(year, number) };
}

export const QUARTER_MS = 900_000;
export const quarterOf = (at: number): number => Math.floor(at / QUARTER_MS);
