import type { DayText } from '../../src/protocol/views';
import type { Figures } from './figures';

type Days = Pick<Figures, 'day' | 'dayOfYear'>;

/** How days of a range are written: without the year where there is only one. */
export const dayWriter = (since: DayText, until: DayText, figures: Days): ((day: DayText) => string) =>
  since.slice(0, 4) === until.slice(0, 4) ? figures.day : figures.dayOfYear;

/** 'Nov 1 – Nov 22', or the one day. */
export const rangeWords = ({ since, until }: { readonly since: DayText; readonly until: DayText }, figures: Days): string => {
  const write = dayWriter(since, until, figures);
  return since === until ? write(since) : `${write(since)} – ${write(until)}`;
};
