import type { Alert } from '../core/alerts/alert';
import type { CostByClass } from '../core/pricing/price';
import type { CacheState } from '../core/sessions/cacheState';
import type { HourSum } from '../core/sessions/hours';
import type { TokenCounts } from '../core/usage/tokens';
import type { VersionCoverage } from '../core/doctor/coverage';
import type { UnknownNameView } from '../core/doctor/names';
import type { Sweep } from '../core/sweep/sweep';
import type { BurnRate } from '../core/budget/burnRate';
import type { BudgetStatus, Forecast } from '../core/budget/status';
import type { DayText, Range } from '../core/time/range';

/** A sum over responses. Every figure on every screen is one of these, from one query. */
export interface Totals extends TokenCounts {
  readonly responses: number;
  /** Integer nano-USD, API-equivalent: tokens x list price. Unpriced tokens are not in it. */
  readonly nanoUsd: number;
  /** Tokens of models that no price is known for. */
  readonly unpricedTokens: number;
  /** Responses whose final count the writer never stored: their output is a lower bound. */
  readonly pendingResponses: number;
  /** The part of nanoUsd that is priced by a fallback. */
  readonly estimatedNanoUsd: number;
  /** costUSD that very old lines carry: a basis of its own, never part of nanoUsd. */
  readonly recordedNanoUsd: number;
}

/** What a sum costs by billed thing, and what the cache saved (integer nano-USD). */
export interface CostTotals extends Totals {
  readonly cost: CostByClass;
  readonly cacheSavedNanoUsd: number;
}

export type { DayText, Range, RangeName } from '../core/time/range';

/** What a page is asked to show. Empty arrays mean everything. */
export interface Filter {
  readonly range: Range;
  readonly projects: readonly string[];
  readonly models: readonly string[];
}

/** Said on every screen: how old, how sure, in which zone, on which basis. */
export interface Provenance {
  /** Grows with every change of the store; the only thing that is pushed. */
  readonly revision: number;
  readonly basis: 'api-equivalent';
  readonly timezone: string;
  /** ms UTC of the newest line read; null before the first. */
  readonly asOf: number | null;
  /** ms UTC when the answer was made. */
  readonly now: number;
  readonly priceVersion: string;
  readonly transcripts: number;
  readonly importing: ImportProgress | null;
  readonly paused: boolean;
}

export interface ImportProgress {
  readonly doneBytes: number;
  readonly totalBytes: number;
}

/** The turn that is running or ran last in the session that was last active. */
export interface TurnView {
  /** ms UTC of its prompt. */
  readonly startedAt: number;
  readonly running: boolean;
  readonly totals: Totals;
  /** Of its session's main thread; null where next to nothing is cached, or the context was just compacted. */
  readonly cache: CacheState | null;
}

/** Of the same folders as the status bar's figures. Money in integer nano-USD, API-equivalent. */
export interface StatusForecast {
  /** What the month is expected to end with; null where there is too little to say anything. */
  readonly month: Forecast | null;
  readonly burn: BurnRate;
}

/** What the status bar and its tooltip show. */
export interface StatusView {
  readonly provenance: Provenance;
  readonly today: Totals;
  readonly week: Totals;
  readonly month: Totals;
  readonly turn: TurnView | null;
  readonly budgets: readonly BudgetStatus[];
  readonly forecast: StatusForecast;
  /** Places looked at that could not be read, in words. */
  readonly problems: readonly string[];
  readonly roots: readonly RootView[];
}

export interface DayRow {
  readonly day: DayText;
  readonly totals: Totals;
  /** Cost by model label (integer nano-USD), only models with any. */
  readonly byModel: Readonly<Record<string, number>>;
  /** Mean cost of this day and the six before, nano-USD. */
  readonly meanNanoUsd: number;
  /** At least twice the mean of the seven days before, and a dollar more. */
  readonly spike: boolean;
}

export interface NamedTotals {
  readonly name: string;
  readonly totals: CostTotals;
}

/** What is left of a period after today. */
export interface DaysAhead {
  /** Tomorrow, and the period's last day. */
  readonly since: DayText;
  readonly until: DayText;
  /** Days, with what is left of today as a fraction. */
  readonly left: number;
}

export interface OverviewView {
  readonly provenance: Provenance;
  readonly range: { readonly since: DayText; readonly until: DayText };
  readonly today: CostTotals;
  readonly week: Totals;
  /** The days of this week so far, both inclusive. */
  readonly weekDays: { readonly since: DayText; readonly until: DayText };
  readonly month: Totals;
  readonly allTime: CostTotals;
  /** Of the asked range and filters. */
  readonly selected: CostTotals;
  /** Mean cost of the seven days before today (fewer where less is known), nano-USD, of the same filters; null before the second day. */
  readonly usualNanoUsd: number | null;
  /** The turn that runs or ran last, where projects and models are not narrowed; else null. */
  readonly turn: TurnView | null;
  /** The same length of time just before the range; null where the history begins later than that. */
  readonly previous: Totals | null;
  /** Models and projects of that time, for what changed; null with `previous`. */
  readonly before: { readonly models: readonly NamedTotals[]; readonly projects: readonly NamedTotals[] } | null;
  /** What this month is expected to end with; null where there is too little to say anything, and where projects or models are narrowed. */
  readonly monthEnd: Forecast | null;
  /** The rest of that month; null on its last day. */
  readonly monthAhead: DaysAhead | null;
  /** 0 Sunday to 6: where weeks begin. */
  readonly firstDayOfWeek: number;
  /** By hour and weekday, of the asked range and filters. */
  readonly hours: readonly HourSum[];
  readonly days: readonly DayRow[];
  readonly models: readonly NamedTotals[];
  readonly projects: readonly NamedTotals[];
  readonly budgets: readonly BudgetStatus[];
}

export interface TokenFlowView {
  readonly provenance: Provenance;
  readonly range: { readonly since: DayText; readonly until: DayText };
  readonly selected: CostTotals;
  readonly models: readonly NamedTotals[];
  readonly days: readonly { readonly day: DayText; readonly totals: CostTotals }[];
}

export interface RootView {
  /** Why it was looked at: by default, named by CLAUDE_CONFIG_DIR, by a setting, or for one run. */
  readonly origin: 'default' | 'environment' | 'setting' | 'option';
  readonly path: string;
  readonly state: 'read' | 'missing' | 'unreadable';
  readonly transcripts: number;
}

/** Lines that were not read, by what is wrong with them. */
export interface BadLines {
  readonly malformed: number;
  readonly oversize: number;
  readonly halfWritten: number;
  /** Transcripts that have any. */
  readonly files: number;
}

/** What a session used beyond its lines (compaction, side questions, titles, unfinished counts), of one model. */
export interface NotItemisedView {
  readonly sessionId: string;
  readonly project: string;
  /** ms UTC of the newest line of its transcript: the calls themselves have no time. */
  readonly lastAt: number;
  readonly model: string;
  readonly tokens: TokenCounts;
  /** Integer nano-USD at list price. */
  readonly nanoUsd: number;
  readonly unpriced: boolean;
}

/** An alert that a channel did not take, and why. Foreign text. */
export interface DeliveryFailure {
  readonly channel: string;
  readonly about: string;
  readonly reason: string;
  /** ms UTC. */
  readonly at: number;
}

/** How reading and storing go. */
export interface HealthView {
  readonly provenance: Provenance;
  readonly roots: readonly RootView[];
  readonly files: number;
  readonly bytes: number;
  readonly lines: number;
  /** All that were not read: the kinds of `badLines` together. */
  readonly malformedLines: number;
  readonly badLines: BadLines;
  readonly unknownRecordTypes: Readonly<Record<string, number>>;
  /** Types, fields and kinds that no known version of Claude Code writes, most frequent first. Names only. */
  readonly unknownNames: readonly UnknownNameView[];
  /** Which versions of Claude Code wrote the responses of the newest months, and which facts they carry. */
  readonly coverage: { readonly months: readonly string[]; readonly versions: readonly VersionCoverage[] };
  readonly unpricedModels: readonly { readonly model: string; readonly tokens: number }[];
  /** What Claude Code counted beyond its lines, by session and model; in no other figure. Newest first. */
  readonly notItemised: readonly NotItemisedView[];
  /** What Claude Code itself wrote as cost beside responses (very old versions), over all time: a basis of its own, in no other figure. Integer nano-USD. */
  readonly recordedNanoUsd: number;
  /** When Claude Code deletes transcripts next; null where it deletes none. */
  readonly sweep: Sweep | null;
  readonly ledgerBytes: number;
  readonly aggregateBytes: number;
  readonly schemaVersions: { readonly catalog: number; readonly month: number; readonly aggregates: number };
  /** This window writes the ledger; another one may. */
  readonly writer: boolean;
  /** What was set aside, could not be saved or read, in words. */
  readonly messages: readonly string[];
  /** Newest first. The engine knows nothing of channels: the window that shows the view adds them. */
  readonly deliveryFailures?: readonly DeliveryFailure[];
}

/** What the filter menus offer: everything that has any response. */
export interface FilterOptions {
  readonly projects: readonly string[];
  readonly models: readonly string[];
}

/** What was said, and when (ms UTC). */
export interface FiredAlert {
  readonly at: number;
  readonly alert: Alert;
}

/** One day and model, the row of `export`. */
export interface ExportRow {
  readonly day: DayText;
  readonly model: string;
  readonly totals: Totals;
}
