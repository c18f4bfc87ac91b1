import type { CacheBreaks, ErrorLoop, LongPrompts, SwitchesTo } from '../core/insights/facts';
import { contextChanges } from '../core/insights/contexts';
import type { Ledger } from '../store/ledger';
import type { MonthFile } from '../store/monthFile';
import { contextSteps } from '../store/queries/contextSteps';
import { errorLoops } from '../store/queries/insightsErrorLoops';
import { longPrompts } from '../store/queries/insightsLongPrompts';
import type { Narrowed } from '../store/queries/narrowed';
import { monthsOfSpan } from '../store/rolled';
import type { Asked } from './ask';

/** What insights take of the rows of a month. */
export interface MonthFindings {
  /** Rows in all. */
  readonly length: number;
  readonly month: string;
  readonly switches: readonly SwitchesTo[];
  readonly breaks: readonly CacheBreaks[];
  readonly longPrompts: readonly LongPrompts[];
  readonly errorLoops: readonly ErrorLoop[];
}

/** Of every month that it touches, oldest first; only of those that changed are the rows looked at. */
export function findingsByMonth({ monthly }: Asked, ledger: Ledger, { start, end, ...names }: Narrowed): MonthFindings[] {
  return monthsOfSpan(monthly, start, end).flatMap(({ month, start: from, end: to }) => {
    const ask = (file: MonthFile): MonthFindings => findingsOf(file, { ...names, start: from, end: to });
    const found = monthly.kept.of(month, `findings ${from} ${to} ${JSON.stringify(names)}`, () => ledger.ask(month, ask) ?? NOTHING);
    return found === NOTHING ? [] : found;
  });
}

const NOTHING: MonthFindings = { length: 0, month: '', switches: [], breaks: [], longPrompts: [], errorLoops: [] };

function findingsOf(file: MonthFile, narrowed: Narrowed): MonthFindings {
  const { switches, breaks } = contextChanges(contextSteps(file, narrowed));
  const [long, loops] = [longPrompts(file, narrowed), errorLoops(file, narrowed)];
  const length = switches.length + breaks.length + long.length + loops.length;
  return { length, month: file.month, switches, breaks, longPrompts: long, errorLoops: loops };
}
