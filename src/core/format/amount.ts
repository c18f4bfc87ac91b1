import { ENGLISH, type WriteNumber } from './number';

const UNITS = ['', ' k', ' M', ' B', ' T'] as const;

/** A count of tokens or requests, short: exact below 1,000, then 1.2 k, 14 k, 5.1 M, 412 M. */
export const formatTokens = (count: number, write: WriteNumber = ENGLISH): string => {
  const sign = count < 0 ? '-' : '';
  let rest = Math.round(Math.abs(count));
  let unit = 0;
  // 999.5 of a unit would be written as 1000 of it: it is 1 of the next.
  while (rest >= 999.5 && unit < UNITS.length - 1) {
    rest /= 1_000;
    unit += 1;
  }
  const tenths = unit > 0 && rest < 9.95 && Math.round(rest * 10) % 10 !== 0;
  return `${sign}${write(rest, tenths ? 1 : 0)}${UNITS[unit]}`;
};

/** A share, rounded: 0.943 is 94%. Where there is something, but under half a percent: <1%. */
export const formatPercent = (ratio: number): string => {
  const percent = Math.round(ratio * 100);
  return percent === 0 && ratio > 0 ? '<1%' : `${percent === 0 ? 0 : percent}%`;
};

// 0.29 * 100 is a little less than 29.
const usedPercent = (ratio: number): number => Math.floor(ratio * 100 + 1e-9);

/** How much of a limit is used, rounded down, so that it never shows a threshold that is not reached: 0.799 is 79%. */
export const formatUsed = (ratio: number): string => {
  if (ratio === Infinity) return 'over 999%';
  const percent = usedPercent(ratio);
  return percent === 0 && ratio > 0 ? '<1%' : `${percent}%`;
};

/** What `formatUsed` leaves of a limit, so that the two make 100: of 0.705 used, 70%, it is 30%. Nothing where all is used. */
export const formatLeft = (used: number): string => {
  const percent = 100 - usedPercent(used);
  return percent === 100 && used > 0 ? '>99%' : `${Math.max(0, percent)}%`;
};

/** A share as a row of blocks, never full below 1 and never empty above 0. */
export const bar = (ratio: number, width = 10): string => {
  const wanted = Math.round((Number.isNaN(ratio) ? 0 : ratio) * width);
  const full = ratio >= 1 ? width : ratio > 0 ? Math.min(Math.max(wanted, 1), width - 1) : 0;
  return '█'.repeat(full) + '░'.repeat(width - full);
};
