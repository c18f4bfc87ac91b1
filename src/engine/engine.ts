import type { BudgetStatus } from '../core/budget/status';
import type { SessionComparison } from '../core/doctor/comparison';
import { sweepProblem } from '../core/sweep/sweep';
import type { EngineSettings } from '../protocol/api';
import type { Alert } from '../core/alerts/alert';
import type { Filter, FilterOptions, HealthView, OverviewView, Provenance, StatusForecast, StatusView, TokenFlowView, TurnView } from '../protocol/views';
import type { HistoryExport, HistoryImport } from '../protocol/history';
import type { InsightsView } from '../protocol/insightsView';
import { monthOf } from '../store/month';
import { projectNames } from '../store/queries/names';
import { anomalies } from './anomalies';
import type { Asked } from './ask';
import { budgetStatuses } from './budgets';
import { comparison } from './comparison';
import { filterOptions, overviewView, tokenFlowView } from './dashboardApi';
import { deleteEverything } from './deletion';
import { Forecasts } from './forecast';
import { exportHistory } from './exportHistory';
import type { HookFigures } from './hookState';
import { importHistory } from './importHistory';
import { healthView, NEWEST_MONTHS } from './health';
import type { Context } from './context';
import { daysFor, sourcesFor, type EngineHost } from './fromSettings';
import { nextSweep, sweepOfUnread } from './sweep';
import { statusView } from './statusModel';
import { turnView } from './turn';
import type { EngineParts } from './parts';
import { reprice } from './reprice';
import { Watches } from './watches';
import { dismissInsight, INSIGHT_MONTHS, insightSources, insightsView } from './insights';

export type { EngineParts } from './parts';

/** The engine as the worker and the command line know it: settings in, views out. Every view is asked of the same sums. */
export class Engine {
  readonly #host: EngineHost;
  readonly #parts: EngineParts;
  readonly #forecasts = new Forecasts();
  #settings: EngineSettings;
  readonly #watches: Watches;
  /** Everything was read once. */
  #read = false;

  constructor(host: EngineHost, parts: EngineParts) {
    this.#host = host;
    this.#parts = parts;
    this.#settings = host.settings;
    const { importer, revision } = parts;
    this.#watches = new Watches({
      sources: () => sourcesFor(host, this.#settings),
      fileChanged: (source, transcript) => importer.fileChanged(source, transcript),
      rootsChanged: () => void importer.readEverything(),
      problemsChanged: () => revision.next(),
      trouble: (message) => host.log({ level: 'warn', message }),
    });
  }

  get settings(): EngineSettings {
    return this.#settings;
  }

  get parts(): EngineParts {
    return this.#parts;
  }

  /** The sums, the calendar and the moment; `now` in ms UTC. */
  asked(now: number): Asked {
    const { aggregates } = this.#parts.books;
    return { sums: aggregates.database, monthly: aggregates, calendar: this.#settings, now };
  }

  /** Reads everything once, and from then on what changes. */
  async start(): Promise<void> {
    this.#parts.keeper.start();
    this.#watches.start();
    await this.#parts.importer.readEverything();
    this.#read = true;
    this.#forecasts.forget();
    this.#parts.revision.next();
  }

  async configure(settings: EngineSettings): Promise<void> {
    const before = this.#settings;
    const { books, importer, revision } = this.#parts;
    this.#settings = settings;
    books.useDays(daysFor(settings));
    if (JSON.stringify(before.priceOverrides) !== JSON.stringify(settings.priceOverrides)) reprice(this.#parts, settings.priceOverrides);
    revision.next();
    if (JSON.stringify(before.extraRoots) === JSON.stringify(settings.extraRoots)) return;
    importer.useSources(sourcesFor(this.#host, settings));
    await this.#watches.again();
    void importer.readEverything();
  }

  provenance(now: number): Provenance {
    const { books, importer, revision, tables } = this.#parts;
    const { newestAt, files } = books.ledger.catalog.totals();
    const state = { importing: importer.progress, paused: importer.paused };
    const source = { basis: 'api-equivalent', timezone: this.#settings.timezone, priceVersion: tables.current.version } as const;
    return { revision: revision.number, asOf: newestAt, now, transcripts: files, ...source, ...state };
  }

  status(now: number): StatusView {
    const { importer, keeper, messages } = this.#parts;
    return statusView(this.asked(now), {
      provenance: this.provenance(now),
      turn: this.#turn(now),
      budgets: this.budgets(now),
      foretell: (asked, spent) => this.#foretell(asked, this.#settings.statusFolders, spent),
      roots: importer.roots,
      problems: [
        ...this.#watches.problems,
        ...importer.problems,
        ...this.#sweepProblems(now),
        ...messages,
        ...(keeper.problem === null ? [] : [keeper.problem]),
      ],
      folders: this.#settings.statusFolders,
    });
  }

  overview(filter: Filter, now: number): OverviewView {
    const asked = this.asked(now);
    const foretell = (spent: number) => this.#foretell(asked, [], spent).month;
    return overviewView(asked, filter, { provenance: this.provenance(now), turn: this.#turn(now), budgets: this.budgets(now), foretell });
  }

  tokenFlow(filter: Filter, now: number): TokenFlowView {
    return tokenFlowView(this.asked(now), filter, this.provenance(now));
  }

  /** What views of facts, not of sums alone, are made from. */
  context(now: number): Context {
    const { books, tables } = this.#parts;
    return { asked: this.asked(now), facts: { ledger: books.ledger, tables: tables.current }, provenance: this.provenance(now) };
  }

  /** `newestMonths`: of how many months single responses are looked at. */
  insights(filter: Filter, now: number, newestMonths = INSIGHT_MONTHS): InsightsView {
    return insightsView(this.asked(now), { ...insightSources(this.#parts), newestMonths }, filter, this.provenance(now));
  }

  dismissInsight(id: string, filter: Filter, now: number): void {
    dismissInsight(this.asked(now), { ...insightSources(this.#parts), newestMonths: INSIGHT_MONTHS }, filter, id, this.provenance(now));
    this.#parts.revision.next();
  }

  restoreInsight(id: string): void {
    this.#parts.dismissals.takeBack(id);
    this.#parts.revision.next();
  }

  /** `newestMonths`: of how many months every response is looked at. */
  health(now: number, newestMonths = NEWEST_MONTHS): HealthView {
    return healthView(this.#host, this.#parts, this.provenance(now), newestMonths);
  }

  /** Every session that has a running total of Claude Code's own, compared with its lines. */
  comparison(): readonly SessionComparison[] {
    const { books, tables } = this.#parts;
    return comparison(books.ledger, books.aggregates.database, tables.current);
  }

  filterOptions(now: number): FilterOptions {
    return filterOptions(this.asked(now));
  }

  /** Every enabled budget as it stands, with its forecast. */
  budgets(now: number): readonly BudgetStatus[] {
    const asked = this.asked(now);
    const statuses = budgetStatuses(asked, this.#settings.budgets);
    return this.#half ? statuses : this.#forecasts.foretell(asked, statuses);
  }

  /** What the hooks are told; null while figures are stale. */
  hookFigures(now: number): HookFigures | null {
    const { importer } = this.#parts;
    if (!this.#read || importer.paused || importer.progress !== null) return null;
    const asked = this.asked(now);
    return { statuses: budgetStatuses(asked, this.#settings.budgets), projects: projectNames(asked.sums) };
  }

  /** `editor` false: what is for the editor alone is left for when it speaks again. */
  claimAlerts(now: number, editor = true): readonly Alert[] {
    const unusual = this.#half ? [] : anomalies(this.asked(now), this.#settings.alerts);
    return this.#parts.alerts.claimDue({ statuses: this.budgets(now), anomalies: unusual, settings: this.#settings, now }, editor);
  }

  claimHeldAlerts(now: number): readonly Alert[] {
    return this.#parts.alerts.claimHeld(this.#settings, now);
  }

  snooze(budgetId: string, until: number | null): void {
    this.#parts.alerts.hush(budgetId, until);
    this.#parts.revision.next();
  }

  endSnooze(budgetId: string): void {
    this.#parts.alerts.takeBack(budgetId);
    this.#parts.revision.next();
  }

  /** Reads every transcript again. What is known stays, so this can only add. */
  async rebuild(): Promise<void> {
    const { books, importer } = this.#parts;
    await importer.exclusively(() => {
      books.ledger.catalog.forgetCheckpoints();
      books.ledger.catalogChanged();
    });
    await importer.readEverything();
  }

  /** Takes ledger, sums, claims and snoozes off this machine, and stops watching, or they would come back at once. */
  async deleteEverything(): Promise<void> {
    await deleteEverything(this.#host, this.#parts);
    reprice(this.#parts, this.#settings.priceOverrides);
    this.#parts.revision.next();
  }

  /** Copies the ledger into a new folder below `folder`. */
  exportHistory(folder: string, now: number): Promise<HistoryExport> {
    return exportHistory(this.#host, this.#parts, folder, now);
  }

  /** Merges the history of another machine or a backup. */
  async importHistory(folder: string): Promise<HistoryImport> {
    const done = await importHistory(this.#parts, folder);
    this.#parts.bulletin.post('a history was imported');
    return done;
  }

  /** Whether this is the window that somebody looked at last: others may follow transcripts in their own time, and see what other windows did when it is. */
  attend(attended: boolean): void {
    this.#watches.attend(attended);
    if (!attended) return;
    const { prices, bulletin, revision } = this.#parts;
    if (prices.look()) {
      reprice(this.#parts, this.#settings.priceOverrides);
      revision.next();
    }
    if (bulletin.news()) void this.#parts.reread();
  }

  /** Stops reading, saves, lets go of the lease. */
  async close(): Promise<void> {
    const { importer, keeper, revision, books, hooks } = this.#parts;
    await this.#watches.stop();
    await hooks?.stop();
    await importer.stop();
    await keeper.close();
    revision.stop();
    books.close();
  }

  /** The newest days are read first: while the rest is on its way, nobody knows what is usual. */
  get #half(): boolean {
    return this.#parts.importer.progress !== null;
  }

  #foretell(asked: Asked, folders: readonly string[], spent: number): StatusForecast {
    const overall = this.#forecasts.overall(asked, folders, spent);
    return this.#half ? { ...overall, month: null } : overall;
  }

  #turn(now: number): TurnView | null {
    const { books, tables } = this.#parts;
    return turnView(books.ledger, tables.current, monthOf(now), now);
  }

  /** While everything is being read, what is not read yet is no problem. */
  #sweepProblems(now: number): readonly string[] {
    const { importer, keeper } = this.#parts;
    if (importer.progress) return [];
    const problem = sweepProblem((keeper.failing ? nextSweep : sweepOfUnread)(this.#parts, now), now, this.#settings.timezone);
    return problem === null ? [] : [problem];
  }
}
