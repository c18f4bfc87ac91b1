import * as v from 'valibot';
import { isDay } from '../core/time/day';

const DAY = v.pipe(v.string(), v.check(isDay, 'a day is YYYY-MM-DD'));
const RANGE = v.union([
  v.strictObject({ kind: v.picklist(['today', 'last7', 'last30', 'last90', 'month', 'all']) }),
  v.strictObject({ kind: v.literal('custom'), since: DAY, until: DAY }),
]);
const NAMES = v.pipe(v.array(v.pipe(v.string(), v.maxLength(20_000))), v.maxLength(1_000));

/** What a page is narrowed to, as it may come from the page. */
export const FILTER = v.strictObject({ range: RANGE, projects: NAMES, models: NAMES });
