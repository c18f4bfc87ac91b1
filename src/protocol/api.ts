import * as v from 'valibot';
import type { Paper } from '../core/export/sheet';
import type { Alert } from '../core/alerts/alert';
import type { AlertFacts, FactsQuestion } from '../core/alerts/facts';
import { METRICS, PERIODS, SEVERITIES } from '../core/budget/budget';
import type { PaymentShown } from '../core/format/basis';
import type { PriceRow } from '../core/pricing/describe';
import type { PricesTaken } from '../core/pricing/priceList';
import type { CountingSettings } from '../core/settings/settings';
import { isZone } from '../core/time/zone';
import { DIMENSIONS, EXPLORE_QUESTION, type Dimension, type ExploreQuestion, type ExploreView } from './explorerViews';
import { FILTER } from './filter';
import { PAPER, PICTURE } from './paper';
import type { HistoryExport, HistoryImport } from './history';
import type { InsightsView } from './insightsView';
import type { ArgumentChecks } from './rpc';
import type { SessionView } from './sessionView';
import type { TodayView } from './todayView';
import { LINK_QUERY } from './viewLink';
import type { WorkView } from './workView';
import type { Filter, FiredAlert, FilterOptions, HealthView, OverviewView, StatusView, TokenFlowView } from './views';

const NOTHING = v.null();
const INSIGHT_ID = v.pipe(v.string(), v.maxLength(20_000));
const FOLDER = v.strictObject({ folder: v.pipe(v.string(), v.minLength(1)) });

const check =
  <T>(schema: v.GenericSchema<unknown, T>) =>
  (args: unknown): T =>
    v.parse(schema, args);

/** Everything that the engine needs to know from settings. All of it may change while it runs. */
export type EngineSettings = CountingSettings;

/** An insight that was found in a filter. */
export interface InsightChoice {
  readonly id: string;
  readonly filter: Filter;
}

/** Host to engine worker. */
export type EngineApi = {
  /** Takes new settings; answers when they are in force. */
  readonly configure: readonly [EngineSettings, null];
  readonly status: readonly [null, StatusView];
  readonly overview: readonly [Filter, OverviewView];
  readonly tokenFlow: readonly [Filter, TokenFlowView];
  readonly work: readonly [Filter, WorkView];
  readonly explore: readonly [ExploreQuestion, ExploreView];
  /** null where nothing is known of it. */
  readonly session: readonly [{ readonly sessionId: string }, SessionView | null];
  readonly insights: readonly [Filter, InsightsView];
  /** Puts an insight away until it has grown by half over what it is in this filter. */
  readonly dismissInsight: readonly [InsightChoice, null];
  readonly restoreInsight: readonly [{ readonly id: string }, null];
  readonly today: readonly [null, TodayView];
  /** The path of a session's own transcript; null where none was read. For the host alone: pages never see a path of a file. */
  readonly transcriptOf: readonly [{ readonly sessionId: string }, string | null];
  readonly health: readonly [null, HealthView];
  readonly filterOptions: readonly [null, FilterOptions];
  /** What there is to speak of, each handed to exactly one window of the machine, until it is confirmed. `editor` false: only what channels are told of. */
  readonly claimAlerts: readonly [{ readonly editor: boolean }, readonly Alert[]];
  /** What quiet hours held back, once they are over; handed out in the same way. */
  readonly claimHeldAlerts: readonly [null, readonly Alert[]];
  /** These were shown and handed to their channels: nobody says them again. */
  readonly confirmAlerts: readonly [{ readonly ids: readonly string[] }, null];
  /** The newest alerts that were said, newest first. */
  readonly firedAlerts: readonly [null, readonly FiredAlert[]];
  /** What a runbook says of a stretch of time and a scope. */
  readonly alertFacts: readonly [FactsQuestion, AlertFacts];
  /** No alerts of this budget or kind of anomaly (its subjectKey) until then (ms UTC); null: until it is taken back. */
  readonly snooze: readonly [{ readonly budgetId: string; readonly until: number | null }, null];
  readonly endSnooze: readonly [{ readonly budgetId: string }, null];
  /** Those in force. */
  readonly snoozes: readonly [null, readonly { readonly budgetId: string; readonly until: number | null }[]];
  /** Somebody looks at this window: of all windows of the machine it is the one that follows transcripts at once. */
  readonly attend: readonly [null, null];
  readonly pause: readonly [{ readonly paused: boolean }, null];
  /** Reads every transcript again; adds, never shrinks. */
  readonly rebuild: readonly [null, null];
  /** What every used model is priced at, dearest first. */
  readonly prices: readonly [null, readonly PriceRow[]];
  /** Takes in the price list as its library publishes it; rejects where that cannot be used. */
  readonly takePrices: readonly [{ readonly text: string }, PricesTaken];
  /** The report of one calendar month ('YYYY-MM') as a paper; throws where it is no month. */
  readonly monthReport: readonly [{ readonly month: string; readonly money: 'show' | 'hide'; readonly locale: string }, Paper];
  /** Days, projects, branches, sessions, turns or models as a paper of exact figures. */
  readonly exactRows: readonly [{ readonly filter: Filter; readonly by: Dimension }, Paper];
  /** A paper as the text of a file. */
  readonly writePaper: readonly [{ readonly paper: Paper; readonly format: string }, string];
  /** Copies the ledger into a new folder below `folder` (absolute). */
  readonly exportHistory: readonly [{ readonly folder: string }, HistoryExport];
  /** Merges the exported or copied ledger of another machine; adds, never shrinks. */
  readonly importHistory: readonly [{ readonly folder: string }, HistoryImport];
  /** Removes ledger and aggregates from this machine; transcripts stay. */
  readonly deleteEverything: readonly [null, null];
  /** Saves what is dirty and lets go of the lease. The worker ends after it. */
  readonly close: readonly [null, null];
};

const BUDGET = v.object({
  id: v.string(),
  name: v.string(),
  enabled: v.boolean(),
  period: v.picklist(PERIODS),
  metric: v.picklist(METRICS),
  limit: v.number(),
  thresholds: v.array(v.object({ percent: v.number(), severity: v.picklist(SEVERITIES), forecast: v.exactOptional(v.literal(true)) })),
  folders: v.array(v.string()),
  models: v.array(v.string()),
  channels: v.array(v.string()),
  stop: v.boolean(),
  from: v.picklist(['user', 'workspace']),
});

const RATES = v.object({ input: v.number(), output: v.number(), cacheRead: v.number(), cacheWrite5m: v.number(), cacheWrite1h: v.number() });
const OVERRIDE = v.object({
  model: v.string(),
  as: v.optional(v.string()),
  rates: v.optional(RATES),
  from: v.nullable(v.number()),
  to: v.nullable(v.number()),
});

const ALERTS = v.object({
  quietHours: v.nullable(v.object({ from: v.number(), to: v.number() })),
  session: v.number(),
  spike: v.number(),
  runaway: v.boolean(),
  model: v.array(v.string()),
  cacheHit: v.number(),
  errors: v.boolean(),
  channels: v.array(v.string()),
});

const SETTINGS = v.object({
  extraRoots: v.array(v.string()),
  timezone: v.pipe(v.string(), v.check(isZone, 'not a time zone')),
  firstDayOfWeek: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)),
  billingCycleDay: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(28)),
  budgets: v.array(BUDGET),
  statusFolders: v.array(v.string()),
  priceOverrides: v.array(OVERRIDE),
  alerts: ALERTS,
  hooks: v.object({ strict: v.boolean(), money: v.picklist(['show', 'hide']) }),
});

export const ENGINE_CHECKS: ArgumentChecks<EngineApi> = {
  configure: check(SETTINGS),
  status: check(NOTHING),
  overview: check(FILTER),
  tokenFlow: check(FILTER),
  work: check(FILTER),
  insights: check(FILTER),
  dismissInsight: check(v.strictObject({ id: INSIGHT_ID, filter: FILTER })),
  restoreInsight: check(v.strictObject({ id: INSIGHT_ID })),
  explore: check(EXPLORE_QUESTION),
  session: check(v.strictObject({ sessionId: v.pipe(v.string(), v.maxLength(20_000)) })),
  today: check(NOTHING),
  transcriptOf: check(v.strictObject({ sessionId: v.pipe(v.string(), v.maxLength(20_000)) })),
  health: check(NOTHING),
  filterOptions: check(NOTHING),
  claimAlerts: check(v.strictObject({ editor: v.boolean() })),
  claimHeldAlerts: check(NOTHING),
  confirmAlerts: check(v.strictObject({ ids: v.array(v.string()) })),
  firedAlerts: check(NOTHING),
  alertFacts: check(v.strictObject({ start: v.number(), end: v.number(), folders: v.array(v.string()), models: v.array(v.string()), sessionId: v.string() })),
  snooze: check(v.strictObject({ budgetId: v.string(), until: v.nullable(v.number()) })),
  endSnooze: check(v.strictObject({ budgetId: v.string() })),
  snoozes: check(NOTHING),
  attend: check(NOTHING),
  pause: check(v.strictObject({ paused: v.boolean() })),
  rebuild: check(NOTHING),
  prices: check(NOTHING),
  takePrices: check(v.strictObject({ text: v.string() })),
  monthReport: check(v.strictObject({ month: v.string(), money: v.picklist(['show', 'hide']), locale: v.string() })),
  exactRows: check(v.strictObject({ filter: FILTER, by: v.picklist(DIMENSIONS) })),
  writePaper: check(v.strictObject({ paper: PAPER, format: v.string() })),
  exportHistory: check(FOLDER),
  importHistory: check(FOLDER),
  deleteEverything: check(NOTHING),
  close: check(NOTHING),
};

export const PAGES = ['overview', 'tokenFlow', 'work', 'explorer', 'budgets', 'insights', 'health'] as const;
export type PageId = (typeof PAGES)[number];

/** What the dashboard is asked to open: a page, narrowed to projects and models where any are named, or one session in full. */
export interface Show {
  readonly page: PageId;
  readonly session?: string;
  readonly projects?: readonly string[];
  readonly models?: readonly string[];
  /** The query of a link that somebody followed, in place of all that; anybody may have written it. */
  readonly link?: string;
}

/** How figures are shown; from settings, pushed to the webview as part of `display`. */
export interface Display {
  /** Money everywhere, or tokens instead. */
  readonly money: 'show' | 'hide';
  /** Chooses the words beside amounts; 'unsure' where nothing is said. */
  readonly payment?: PaymentShown;
  readonly locale: string;
  /** What the dashboard opens on, kept over restarts. */
  readonly page: PageId;
}

/** Commands that a page may run, and no others. */
export const PAGE_COMMANDS = [
  'spendlight.openSettings',
  'spendlight.addBudget',
  'spendlight.addStarterBudgets',
  'spendlight.editBudget',
  'spendlight.raiseBudget',
  'spendlight.showLogs',
  'spendlight.rebuild',
  'spendlight.showSampleData',
  'spendlight.showPrices',
  'spendlight.refreshPrices',
  'spendlight.showFailedDeliveries',
] as const;
export type PageCommand = (typeof PAGE_COMMANDS)[number];

/** Webview to host. Untrusted: every argument is checked. */
export type DashboardApi = Pick<
  EngineApi,
  'overview' | 'tokenFlow' | 'work' | 'explore' | 'session' | 'insights' | 'dismissInsight' | 'restoreInsight' | 'health' | 'filterOptions' | 'status'
> & {
  readonly display: readonly [null, Display];
  /** `argument`: what the command is about, such as the key of a budget. */
  readonly run: readonly [{ readonly command: PageCommand; readonly argument?: string }, null];
  /** Puts a link to what is on show into the clipboard. */
  readonly copyLink: readonly [{ readonly query: string }, null];
  /** Asks the person for a format and a file, and writes what is on show there. */
  readonly save: readonly [{ readonly paper: Paper; readonly picture: string | null }, null];
};

export const DASHBOARD_CHECKS: ArgumentChecks<DashboardApi> = {
  overview: ENGINE_CHECKS.overview,
  tokenFlow: ENGINE_CHECKS.tokenFlow,
  work: ENGINE_CHECKS.work,
  insights: ENGINE_CHECKS.insights,
  dismissInsight: ENGINE_CHECKS.dismissInsight,
  restoreInsight: ENGINE_CHECKS.restoreInsight,
  explore: ENGINE_CHECKS.explore,
  session: ENGINE_CHECKS.session,
  health: ENGINE_CHECKS.health,
  filterOptions: ENGINE_CHECKS.filterOptions,
  status: ENGINE_CHECKS.status,
  display: check(NOTHING),
  copyLink: check(v.strictObject({ query: LINK_QUERY })),
  save: check(v.strictObject({ paper: PAPER, picture: PICTURE })),
  run: check(v.strictObject({ command: v.picklist(PAGE_COMMANDS), argument: v.exactOptional(v.pipe(v.string(), v.maxLength(100_000))) })),
};

/**
 * The events that are pushed: `revision` (number) after every change of the store, `display` (null) when display settings
 * changed, `stale` (string: why, or null: live again) when the engine stopped or came back, `show` (Show) to open a page.
 */
export type PushEvent = 'revision' | 'display' | 'stale' | 'show' | 'log';
