import { tzOffset } from '@date-fns/tz';
import type { MsRange } from './zone';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * The clock hour of a zone that a time (ms UTC) lies in, from :00 to :00 on clocks there: it begins at a quarter past the hour of UTC in Kathmandu. Where clocks change by
 * less than an hour in its middle (Lord Howe Island), it lasts an hour all the same.
 */
export const hourRange = (ms: number, zone: string): MsRange => {
  const shift = tzOffset(zone, new Date(ms)) * MINUTE;
  const start = Math.floor((ms + shift) / HOUR) * HOUR - shift;
  return { start, end: start + HOUR };
};
