const LENGTH = 24;
const ZERO = 0x30;

/** ms UTC of a date as JSON.stringify writes it, 'YYYY-MM-DDTHH:MM:SS.mmmZ': what Date.parse says, only sooner. Null for any other text. */
export function usualTime(text: string): number | null {
  if (text.length !== LENGTH || text[4] !== '-' || text[7] !== '-' || text[10] !== 'T') return null;
  if (text[13] !== ':' || text[16] !== ':' || text[19] !== '.' || text[23] !== 'Z') return null;
  const year = 100 * two(text, 0) + two(text, 2);
  const [month, day] = [two(text, 5), two(text, 8)];
  const [hour, minute, second, tens, rest] = [two(text, 11), two(text, 14), two(text, 17), two(text, 20), text.charCodeAt(22) - ZERO];
  // Every comparison with a NaN is false.
  const usual = year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 59 && tens <= 99;
  return usual && rest >= 0 && rest <= 9 ? Date.UTC(year, month - 1, day, hour, minute, second, 10 * tens + rest) : null;
}

/** The number that two digits are, NaN where they are none. */
function two(text: string, at: number): number {
  const [high, low] = [text.charCodeAt(at) - ZERO, text.charCodeAt(at + 1) - ZERO];
  return high >= 0 && high <= 9 && low >= 0 && low <= 9 ? 10 * high + low : Number.NaN;
}
