import type { DayText } from '../core/time/day';

/** What the options common to all commands ask for, checked. */
export interface Request {
  readonly json: boolean;
  /** Both inclusive, days of `timezone`; null: without bound. */
  readonly since: DayText | null;
  readonly until: DayText | null;
  /** IANA name. */
  readonly timezone: string;
  /** Empty: where Claude Code keeps its transcripts. */
  readonly roots: readonly string[];
  /** Folder of the database. */
  readonly database: string;
  readonly progress: boolean;
}
