import { dayIndex } from '../core/time/zone';
import type { EngineSettings } from '../protocol/api';
import type { EngineStart, LogLine } from '../protocol/start';
import { createSources } from '../sources/index';
import type { Source } from '../sources/source';
import type { DayNames } from '../store/sumBatch';

/** What an engine takes from the process it runs in. */
export interface EngineHost extends Omit<EngineStart, 'globalDir' | 'workspaceDir'> {
  /** Ledger and its lock. */
  readonly ledgerDir: string;
  /** Claims and snoozes. */
  readonly alertsDir: string;
  readonly aggregatesPath: string;
  /** Absolute path of the state that hooks read; the command line keeps none of itself. */
  readonly hookState?: string;
  /** Paths of the sums of all workspaces, which are to be deleted with this one's; the command line has one alone. */
  otherSums?(): readonly string[];
  /** Replaces all default roots (--root). */
  readonly onlyRoots?: readonly string[];
  /** Threads are about to be started, because there is much to read. */
  longReading?(): void;
  /** Cores that reading a long history leaves free; 1 where nothing is said. */
  readonly coresLeft?: number;
  log(line: LogLine): void;
  revised(revision: number): void;
}

export const sourcesFor = ({ env, home, onlyRoots }: EngineHost, { extraRoots }: EngineSettings): readonly Source[] =>
  createSources({ env, home, extraRoots, ...(onlyRoots ? { onlyRoots } : {}) });

export function daysFor({ timezone }: EngineSettings): DayNames {
  // Made when it is first asked: what it needs of Intl takes a tenth of a start at which nothing is new.
  let index: ReturnType<typeof dayIndex> | undefined;
  return { timezone, dayOf: (at) => (index ??= dayIndex(timezone)).dayText(at) };
}
