import type { Budget } from '../core/budget/budget';
import type { PriceBook } from '../core/pricing/book';
import type { PriceOverride } from '../core/pricing/override';
import type { PricesTaken } from '../core/pricing/priceList';
import type { HookSettings } from '../core/settings/hooks';
import type { Calendar } from '../core/time/range';
import type { Paper } from '../core/export/sheet';
import type { SessionComparison } from '../core/doctor/comparison';
import type { InsightsView } from '../protocol/insightsView';
import type { HealthView } from '../protocol/views';
import type { Catalog } from '../store/catalog';
import type { Selection } from '../store/queries/selection';
import type { SqlDatabase } from '../store/sqlite';

/** What a command is asked, and what it may look at. It only asks and words; reading and printing are done around it. */
export interface Question {
  readonly sums: SqlDatabase;
  readonly catalog: Pick<Catalog, 'totals' | 'unknownTypes'>;
  readonly selection: Selection;
  /** IANA name; the days of `sums` and `selection` are days of it. */
  readonly timezone: string;
  /** How weeks and months are counted, in the same zone. */
  readonly calendar: Calendar;
  /** Of --budgets FILE or --config FILE. */
  readonly budgets: readonly Budget[];
  /** Whether amounts may stand in what is shown elsewhere. */
  readonly money: 'show' | 'hide';
  /** What the hard stop goes by. */
  readonly hooks: HookSettings;
  /** The list prices in force. */
  priceBook(): PriceBook;
  /** Fetches the newer price list. Rejects in words where it does not come; then the prices stay. */
  refreshPrices(): Promise<PricesTaken>;
  /** Says something to a person, on stderr. */
  tell(text: string): void;
  /** The user's own prices, which costs have in them. */
  readonly priceOverrides: readonly PriceOverride[];
  /** How reading and storing went, over all months. */
  health(): HealthView;
  /** What stands out in the selection, with the rows of all its months. */
  insights(): InsightsView;
  /** The report of a calendar month, 'YYYY-MM'. */
  report(month: string): Promise<Paper>;
  /** Sessions beside Claude Code's own totals. */
  comparison(): readonly SessionComparison[];
  /** Tells the channels of --config FILE of what is due at that time (ms UTC), each alert once whenever this is asked again over one database. What could not be sent is said on stderr. */
  notify(now: number): Promise<void>;
  /** What was to be said on stderr until now. */
  readonly warnings: readonly string[];
  readonly program: ProgramFacts;
  /** ms UTC. */
  readonly now: number;
  readonly json: boolean;
  /** Columns of the terminal that it is printed on; null: of no terminal, so as wide as it gets. */
  readonly width: number | null;
  /** The command's own options, by their long names; '' for one that takes no value. */
  readonly own: Readonly<Record<string, string | undefined>>;
}

/** What runs, and where. */
export interface ProgramFacts {
  readonly version: string;
  readonly platform: string;
  readonly node: string;
}

/** Text to print, or to write to a file. */
export interface Said {
  readonly text: string;
  readonly file: string | null;
  /** What to end with where all went well; 0 unless a command says so. */
  readonly code?: ExitCode;
}

/** Success, failure with one line on stderr, wrong usage, and of `alerts --check` alone: a budget is over. */
export type ExitCode = 0 | 1 | 2 | 3;

/** An option that one command alone has. */
export interface OwnOption {
  /** As commander has it: '--out <file>', or '--all' for one that is given or not. */
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  /** What is wrong with a value, in a sentence; null: nothing. */
  wrong?(text: string): string | null;
}

/** A command of the command line; a new one is a file and a line in commands/index.ts. */
export interface Command {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OwnOption[];
  /** It reports on Spendlight itself, in public: the books are saved before it is asked, and nothing that names a path is printed beside it. */
  readonly examines: boolean;
  answer(question: Question): Said | Promise<Said>;
}

/** A command that prints: a value for scripts, and the same for people. */
export interface Report<V> {
  readonly name: string;
  readonly description: string;
  readonly options?: readonly OwnOption[];
  readonly examines?: boolean;
  ask(question: Question): V;
  json(view: V, question: Question): unknown;
  text(view: V, question: Question): string;
}

export const reportCommand = <V>(report: Report<V>): Command => ({
  name: report.name,
  description: report.description,
  options: report.options ?? [],
  examines: report.examines ?? false,
  answer(question) {
    const view = report.ask(question);
    const text = question.json ? JSON.stringify(report.json(view, question), null, 2) : report.text(view, question);
    return { text: `${text}\n`, file: null };
  },
});
