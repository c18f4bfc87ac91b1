const BITS = 11;
const DIGITS = 1 << BITS;
const SHIFTS = [0, 11, 22] as const;

/**
 * Entries in the order of their keys, which are numbers of 64 bits with a sign, given as halves by entry. Digit by digit from the lowest on (radix sort): keys
 * are hashes, which a comparing sort asks for sixteen times each. `entries` is used up.
 */
export function sortByKey(entries: Int32Array, highs: Int32Array, lows: Int32Array): Int32Array {
  let from = entries;
  let to: Int32Array = new Int32Array(entries.length);
  for (const [halves, sign] of [
    [lows, 0],
    [highs, -0x8000_0000],
  ] as const) {
    for (const shift of SHIFTS) {
      const starts = startsOf(from, halves, sign, shift);
      if (!starts) continue;
      for (let i = 0; i < from.length; i++) to[starts[((halves[from[i]!]! ^ sign) >>> shift) & (DIGITS - 1)]!++] = from[i]!;
      [from, to] = [to, from];
    }
  }
  return from;
}

/** Where the entries of each digit begin; null where all have the same. */
function startsOf(entries: Int32Array, halves: Int32Array, sign: number, shift: number): Int32Array | null {
  const starts = new Int32Array(DIGITS);
  for (let i = 0; i < entries.length; i++) starts[((halves[entries[i]!]! ^ sign) >>> shift) & (DIGITS - 1)]!++;
  let start = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const count = starts[digit]!;
    if (count === entries.length) return null;
    starts[digit] = start;
    start += count;
  }
  return starts;
}
