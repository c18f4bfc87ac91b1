const LENGTH = 24;
const DAY_CHARS = 10;
const ZERO = 0x30;

/** Reads times as JSON.stringify writes them, 'YYYY-MM-DDTHH:MM:SS.mmmZ': what Date.parse says, only sooner, and without a string. */
export class UsualTimes {
  /** Of the last day, which mostly is the next one's too; NaN where it was none. */
  readonly #day = new Uint8Array(DAY_CHARS);
  #dayAt = Number.NaN;

  /** ms UTC of the time at a place in the bytes; null for anything written in another way. */
  at(bytes: Uint8Array, from: number, to: number): number | null {
    if (to - from !== LENGTH) return null;
    // Where a digit is none, the sum is out of all bounds.
    const hour = two(bytes, from + 11);
    const minute = two(bytes, from + 14);
    const second = two(bytes, from + 17);
    const rest = 10 * two(bytes, from + 20) + one(bytes, from + 22);
    if (hour > 23 || minute > 59 || second > 59 || rest > 999) return null;
    if (bytes[from + 10] !== 0x54 || bytes[from + 13] !== 0x3a || bytes[from + 16] !== 0x3a || bytes[from + 19] !== 0x2e || bytes[from + 23] !== 0x5a)
      return null;
    const day = this.#dayOf(bytes, from);
    return Number.isNaN(day) ? null : day + ((hour * 60 + minute) * 60 + second) * 1000 + rest;
  }

  #dayOf(bytes: Uint8Array, from: number): number {
    let same = 0;
    while (same < DAY_CHARS && this.#day[same] === bytes[from + same]) same++;
    if (same < DAY_CHARS) {
      for (let place = 0; place < DAY_CHARS; place++) this.#day[place] = bytes[from + place]!;
      this.#dayAt = dayAt(bytes, from);
    }
    return this.#dayAt;
  }
}

const BAD = 1e6;
const one = (bytes: Uint8Array, at: number): number => {
  const digit = bytes[at]! - ZERO;
  return digit >= 0 && digit <= 9 ? digit : BAD;
};
const two = (bytes: Uint8Array, at: number): number => 10 * one(bytes, at) + one(bytes, at + 1);

/** ms UTC at which the day begins, NaN for what is no usual day. */
function dayAt(bytes: Uint8Array, from: number): number {
  const [year, month, day] = [100 * two(bytes, from) + two(bytes, from + 2), two(bytes, from + 5), two(bytes, from + 8)];
  const usual = bytes[from + 4] === 0x2d && bytes[from + 7] === 0x2d && year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return usual ? Date.UTC(year, month - 1, day) : Number.NaN;
}
