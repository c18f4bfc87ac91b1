import type { DayText } from '../core/time/day';

/** What the options common to all commands ask for, checked. */
export interface Request {
  readonly json: boolean;
  /** Both inclusive, days of `timezone`; null: without bound. */
  readonly since: DayText | null;
  readonly until: DayText | null;
  /** IANA name; null: that of the configuration, else of the machine. */
  readonly timezone: string | null;
  /** Empty: where Claude Code keeps its transcripts. */
  readonly roots: readonly string[];
  /** Folder of the database. */
  readonly database: string;
  /** A file with settings; null: defaults. */
  readonly config: string | null;
  readonly progress: boolean;
}
