import { byHourOfWeek, type HourSum } from '../core/sessions/hours';
import { totalTokens } from '../core/usage/tokens';
import { quarterSums } from '../store/queries/explore';
import type { Narrowed } from '../store/queries/narrowed';
import type { Asked } from './ask';

/** What was used by hour and weekday of the person's zone. */
export const hoursOf = ({ sums, calendar }: Asked, narrowed: Narrowed): HourSum[] =>
  byHourOfWeek(
    quarterSums(sums, narrowed).map(({ at, sum }) => ({ at, responses: sum.responses, nanoUsd: sum.nanoUsd, tokens: totalTokens(sum) })),
    calendar.timezone,
  );
