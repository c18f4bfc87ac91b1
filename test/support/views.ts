import type { BudgetStatus } from '../../src/core/budget/status';
import { coverageCounts, type VersionCoverage } from '../../src/core/doctor/coverage';
import { NO_TOKENS, totalTokens, type TokenCounts } from '../../src/core/usage/tokens';
import type { CostTotals, DayRow, HealthView, NamedTotals, OverviewView, Provenance, RootView, StatusView, TokenFlowView } from '../../src/protocol/views';
import { dailyBudget } from './dailyBudget';

/** Synthetic views, typed by the contract so that they cannot drift from it. Deterministic. */
export const NOW = Date.UTC(2026, 10, 22, 12, 47, 32);
export const USD = 1_000_000_000;

const NO_COST = { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, webSearches: 0 };

export const NOTHING: CostTotals = {
  ...NO_TOKENS,
  responses: 0,
  nanoUsd: 0,
  unpricedTokens: 0,
  pendingResponses: 0,
  estimatedNanoUsd: 0,
  recordedNanoUsd: 0,
  cost: NO_COST,
  cacheSavedNanoUsd: 0,
};

/** USD per million tokens of a made-up model, times its factor. */
const RATES = { input: 5, output: 25, cacheRead: 0.5, cacheWrite5m: 6.25, cacheWrite1h: 10 };

/** A sum in which everything is priced; `factor` scales the price. */
export const priced = (tokens: Partial<TokenCounts>, responses: number, factor = 1): CostTotals => {
  const all = { ...NO_TOKENS, ...tokens };
  const nano = (count: number, rate: number) => Math.round(count * rate * factor * 1_000);
  const cost = {
    input: nano(all.input, RATES.input),
    output: nano(all.output, RATES.output),
    cacheRead: nano(all.cacheRead, RATES.cacheRead),
    cacheWrite5m: nano(all.cacheWrite5m, RATES.cacheWrite5m),
    cacheWrite1h: nano(all.cacheWrite1h, RATES.cacheWrite1h),
    webSearches: all.webSearches * 10_000_000,
  };
  const nanoUsd = Object.values(cost).reduce((sum, part) => sum + part, 0);
  return {
    ...NOTHING,
    ...all,
    responses,
    nanoUsd,
    cost,
    cacheSavedNanoUsd: nano(all.cacheRead, RATES.input - RATES.cacheRead) - nano(all.cacheWrite5m, 1.25) - nano(all.cacheWrite1h, 5),
  };
};

export const unpriced = (tokens: Partial<TokenCounts>, responses: number): CostTotals => {
  const all = { ...NO_TOKENS, ...tokens };
  return { ...NOTHING, ...all, responses, unpricedTokens: totalTokens(all) };
};

export const add = (parts: readonly CostTotals[]): CostTotals => {
  const sum = (pick: (part: CostTotals) => number) => parts.reduce((total, part) => total + pick(part), 0);
  return {
    input: sum((part) => part.input),
    output: sum((part) => part.output),
    cacheRead: sum((part) => part.cacheRead),
    cacheWrite5m: sum((part) => part.cacheWrite5m),
    cacheWrite1h: sum((part) => part.cacheWrite1h),
    webSearches: sum((part) => part.webSearches),
    responses: sum((part) => part.responses),
    nanoUsd: sum((part) => part.nanoUsd),
    unpricedTokens: sum((part) => part.unpricedTokens),
    pendingResponses: sum((part) => part.pendingResponses),
    estimatedNanoUsd: sum((part) => part.estimatedNanoUsd),
    recordedNanoUsd: sum((part) => part.recordedNanoUsd),
    cost: {
      input: sum((part) => part.cost.input),
      output: sum((part) => part.cost.output),
      cacheRead: sum((part) => part.cost.cacheRead),
      cacheWrite5m: sum((part) => part.cost.cacheWrite5m),
      cacheWrite1h: sum((part) => part.cost.cacheWrite1h),
      webSearches: sum((part) => part.cost.webSearches),
    },
    cacheSavedNanoUsd: sum((part) => part.cacheSavedNanoUsd),
  };
};

export const provenance = (revision = 7, more: Partial<Provenance> = {}): Provenance => ({
  revision,
  basis: 'api-equivalent',
  timezone: 'Europe/Berlin',
  asOf: NOW - 4_000,
  now: NOW,
  priceVersion: '2026-11-18',
  transcripts: 1_318,
  importing: null,
  paused: false,
  ...more,
});

const dayText = (ago: number): string => new Date(NOW - ago * 86_400_000).toISOString().slice(0, 10);

const MODELS = [
  'claude-opus-5-5',
  'claude-sonnet-5',
  'claude-haiku-4-5-20251001',
  'claude-opus-4-1',
  'claude-sonnet-4-5',
  'claude-3-5-haiku-20241022',
  'gemma-local',
] as const;
const WEIGHTS = [4, 2.2, 1.1, 0.5, 0.3, 0.12, 0];

interface ModelDay {
  readonly model: string;
  readonly totals: CostTotals;
}

/** One day by model: waves over the week, one spike eleven days ago, a cache that failed five days ago. */
const modelDays = (ago: number): readonly ModelDay[] => {
  const wave = 0.6 + 0.5 * Math.abs(Math.sin(ago * 1.7)) + (ago % 7 === 0 ? -0.4 : 0);
  const size = ago === 11 ? wave * 6 : wave;
  const cold = ago === 5 ? 0.2 : 1;
  return MODELS.map((model, i) => {
    const scale = size * (WEIGHTS[i] ?? 0);
    const tokens = {
      input: Math.round(9_000 * scale + (1 - cold) * 900_000 * scale),
      output: Math.round(16_000 * scale),
      cacheRead: Math.round(1_500_000 * scale * cold),
      cacheWrite5m: Math.round(21_000 * scale),
      cacheWrite1h: Math.round(34_000 * scale),
      webSearches: i === 0 ? 1 : 0,
    };
    if (model === 'gemma-local') return { model, totals: ago % 9 === 0 ? unpriced({ input: 400_000, output: 60_000 }, 30) : NOTHING };
    return { model, totals: priced(tokens, Math.round(40 * scale), i < 2 ? 1 : 0.4) };
  });
};

const PROJECTS = ['/home/ada/code/payments-api', '/home/ada/code/web-shop', '/home/ada/infra', '/home/ada/notes', '/home/ada/fork/web-shop'] as const;
const SHARES = [0.46, 0.27, 0.15, 0.08, 0.04];

const scaled = (totals: CostTotals, share: number): CostTotals => {
  const part = (n: number) => Math.round(n * share);
  const { cost, ...rest } = totals;
  return {
    ...(Object.fromEntries(Object.entries(rest).map(([name, n]) => [name, part(n)])) as unknown as typeof rest),
    cost: Object.fromEntries(Object.entries(cost).map(([name, n]) => [name, part(n)])) as unknown as typeof cost,
  };
};

const named = (byName: Map<string, CostTotals[]>): readonly NamedTotals[] =>
  [...byName].map(([name, parts]) => ({ name, totals: add(parts) })).filter(({ totals }) => totals.responses > 0);

/** `length` days up to today, and the sums over them. */
const history = (length: number) => {
  const agos = Array.from({ length }, (_, i) => length - 1 - i);
  const costOf = (ago: number) => add(modelDays(ago).map(({ totals }) => totals)).nanoUsd;
  const byModel = new Map<string, CostTotals[]>();
  const days = agos.map((ago) => {
    const models = modelDays(ago);
    for (const { model, totals } of models) byModel.set(model, [...(byModel.get(model) ?? []), totals]);
    const totals = add(models.map((one) => one.totals));
    const before = Array.from({ length: 7 }, (_, i) => costOf(ago + i + 1)).reduce((sum, cost) => sum + cost, 0) / 7;
    const meanNanoUsd = Array.from({ length: 7 }, (_, i) => costOf(ago + i)).reduce((sum, cost) => sum + cost, 0) / 7;
    const costs = Object.fromEntries(models.filter((one) => one.totals.nanoUsd > 0).map((one) => [one.model, one.totals.nanoUsd]));
    return { day: dayText(ago), totals, byModel: costs, meanNanoUsd, spike: totals.nanoUsd >= 2 * before && totals.nanoUsd - before >= USD };
  });
  return { days, models: named(byModel), selected: add(days.map(({ totals }) => totals)) };
};

const HOUR = 3_600_000;

export const budget = (name: string, more: Partial<BudgetStatus> & { readonly spent: number; readonly limit: number }): BudgetStatus => ({
  budget: dailyBudget({ id: name.toLowerCase(), name, limit: more.limit }),
  ratio: more.spent / more.limit,
  left: more.limit - more.spent,
  periodStart: NOW - 14 * HOUR,
  periodEnd: NOW + 10 * HOUR + 720_000,
  periodId: 'now',
  sessionId: '',
  pace: 0.58,
  crossed: null,
  state: 'ok',
  unpricedTokens: 0,
  estimated: 0,
  forecast: null,
  ...more,
});

export const BUDGETS: readonly BudgetStatus[] = [
  budget('Day', { spent: 4.21 * USD, limit: 10 * USD }),
  budget('Week', { spent: 84 * USD, limit: 100 * USD, crossed: 80, state: 'warning', pace: 0.93, periodEnd: NOW + 30 * HOUR }),
  budget('Month', { spent: 231 * USD, limit: 200 * USD, crossed: 100, state: 'critical', pace: 0.73, periodEnd: NOW + 8 * 24 * HOUR, unpricedTokens: 460_000 }),
];

export const overviewView = (length = 30, more: Partial<OverviewView> = {}): OverviewView => {
  const { days, models, selected } = history(length);
  const today = days.at(-1)?.totals ?? NOTHING;
  return {
    provenance: provenance(),
    range: { since: days[0]?.day ?? dayText(0), until: dayText(0) },
    today,
    week: history(7).selected,
    weekDays: { since: days.at(-7)?.day ?? dayText(0), until: dayText(0) },
    month: history(22).selected,
    allTime: history(60).selected,
    selected,
    usualNanoUsd: 10 * USD,
    turn: null,
    previous: scaled(selected, 0.8),
    before: {
      models: models.map(({ name, totals }) => ({ name, totals: scaled(totals as CostTotals, 0.8) })),
      projects: PROJECTS.map((name, i) => ({ name, totals: scaled(selected, [0.3, 0.31, 0.12, 0.02, 0.05][i] ?? 0) })),
    },
    monthEnd: { p10: 331 * USD, p50: 366 * USD, p90: 412 * USD, crossesAt: null, error: 0.12 },
    monthAhead: { since: '2026-11-23', until: '2026-11-30', left: 8.4 },
    firstDayOfWeek: 1,
    hours: Array.from({ length: 55 }, (_, i) => ({
      weekday: 1 + (i % 5),
      hour: 8 + Math.floor(i / 5),
      responses: 3 + i,
      nanoUsd: (1 + ((i * 7) % 11)) * 300_000_000,
      tokens: 40_000 * (1 + (i % 7)),
    })),
    days: days satisfies readonly DayRow[],
    models,
    projects: PROJECTS.map((name, i) => ({ name, totals: scaled(selected, SHARES[i] ?? 0) })),
    budgets: BUDGETS,
    ...more,
  };
};

export const tokenFlowView = (length = 30, more: Partial<TokenFlowView> = {}): TokenFlowView => {
  const { days, models, selected } = history(length);
  return {
    provenance: provenance(),
    range: { since: days[0]?.day ?? dayText(0), until: dayText(0) },
    selected,
    models,
    days: days.map(({ day, totals }) => ({ day, totals })),
    ...more,
  };
};

export const ROOTS: readonly RootView[] = [
  { origin: 'default', path: '/home/ada/.claude/projects', state: 'read', transcripts: 1_318 },
  { origin: 'default', path: '/home/ada/.config/claude/projects', state: 'missing', transcripts: 0 },
  { origin: 'setting', path: '/mnt/old/projects', state: 'unreadable', transcripts: 0 },
];

export const statusView = (more: Partial<StatusView> = {}): StatusView => {
  const { today, week, month } = overviewView(30);
  return {
    provenance: provenance(),
    today,
    week,
    month,
    turn: null,
    budgets: BUDGETS,
    forecast: { month: null, burn: { nanoUsdPerHour: 0, tokensPerMinute: 0, nanoUsdPerDay: 0 } },
    problems: [],
    roots: ROOTS,
    ...more,
  };
};

const versionCoverage = (version: string, responses: number): VersionCoverage => ({
  version,
  responses,
  newestAt: NOW - 60_000,
  carried: coverageCounts((fact) => (fact === 'stopReason' ? responses - 2 : fact === 'recordedCost' ? 0 : Math.floor(responses / 2))),
});

export const healthView = (more: Partial<HealthView> = {}): HealthView => ({
  provenance: provenance(),
  roots: ROOTS,
  files: 1_318,
  bytes: 1_204_000_000,
  lines: 612_044,
  malformedLines: 3,
  badLines: { malformed: 2, oversize: 0, halfWritten: 1, files: 2 },
  unknownRecordTypes: { 'agent-color': 12, 'mode-change': 4 },
  unknownNames: [
    { of: 'type', where: '', name: 'agent-color', versions: ['2.1.330'], count: 12 },
    { of: 'field', where: 'message.usage', name: 'image_tokens', versions: ['2.1.329', '2.1.330'], count: 9 },
    { of: 'type', where: '', name: 'mode-change', versions: ['2.1.330'], count: 4 },
  ],
  coverage: { months: ['2026-10', '2026-11'], versions: [versionCoverage('2.1.330', 2_400), versionCoverage('2.1.286', 900), versionCoverage('', 3)] },
  unpricedModels: [{ model: 'gemma-local', tokens: 1_840_000 }],
  notItemised: ['claude-opus-5-5', 'gemma-local'].map((model, i) => ({
    sessionId: `session-${i}`,
    project: PROJECTS[i] ?? '',
    lastAt: NOW - i * 26 * HOUR,
    model,
    tokens: { ...NO_TOKENS, input: 4_000, output: 900 },
    nanoUsd: i === 0 ? 0.42 * USD : 0,
    unpriced: i > 0,
  })),
  recordedNanoUsd: 3.2 * USD,
  sweep: { periodDays: 30, oldestAt: NOW - 29 * 24 * HOUR, nextAt: NOW + 24 * HOUR, unsavedBytes: 4_200_000, transcriptsDue: 12, unsavedDueBytes: 900_000 },
  ledgerBytes: 4_200_000,
  aggregateBytes: 812_000,
  schemaVersions: { catalog: 1, month: 1, aggregates: 1 },
  writer: true,
  messages: ['The ledger of 2026-08 was unreadable and was set aside.'],
  ...more,
});

export const EMPTY: { readonly overview: OverviewView; readonly tokenFlow: TokenFlowView; readonly status: StatusView } = (() => {
  const none = provenance(1, { asOf: null, transcripts: 0 });
  const roots: readonly RootView[] = [
    { origin: 'default', path: '/home/ada/.claude/projects', state: 'missing', transcripts: 0 },
    { origin: 'default', path: '/home/ada/.config/claude/projects', state: 'read', transcripts: 0 },
  ];
  const sums = { selected: NOTHING, models: [] };
  return {
    overview: overviewView(1, {
      provenance: none,
      today: NOTHING,
      week: NOTHING,
      month: NOTHING,
      allTime: NOTHING,
      previous: null,
      days: [],
      projects: [],
      budgets: [],
      ...sums,
    }),
    tokenFlow: tokenFlowView(1, { provenance: none, days: [], ...sums }),
    status: statusView({ provenance: none, today: NOTHING, week: NOTHING, month: NOTHING, budgets: [], roots }),
  };
})();
