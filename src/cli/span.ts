import { addDays } from '../core/time/day';
import { startOfDay, type MsRange } from '../core/time/zone';
import type { Question } from './command';

/** The selected days in ms UTC, end exclusive; without bound where none was asked for. */
export const momentsOf = ({ selection, timezone }: Pick<Question, 'selection' | 'timezone'>): MsRange => ({
  start: selection.since === null ? 0 : startOfDay(selection.since, timezone),
  end: selection.until === null ? Number.MAX_SAFE_INTEGER : startOfDay(addDays(selection.until, 1), timezone),
});
