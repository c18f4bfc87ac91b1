import type { DayText } from '../../src/protocol/views';
import type { Figures } from './figures';

/** 'Nov 1 – Nov 22', or the one day. */
export const rangeWords = ({ since, until }: { readonly since: DayText; readonly until: DayText }, figures: Pick<Figures, 'day'>): string =>
  since === until ? figures.day(since) : `${figures.day(since)} – ${figures.day(until)}`;
