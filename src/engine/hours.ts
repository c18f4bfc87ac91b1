import { byHourOfWeek, type HourSum } from '../core/sessions/hours';
import { quarterAmounts } from '../store/queries/explore';
import type { Narrowed } from '../store/queries/narrowed';
import type { Asked } from './ask';

/** What was used by hour and weekday of the person's zone. */
export const hoursOf = ({ sums, calendar }: Asked, narrowed: Narrowed): HourSum[] => byHourOfWeek(quarterAmounts(sums, narrowed), calendar.timezone);
