import type { Budget } from '../../../src/core/budget/budget';
import type { BudgetStatus } from '../../../src/core/budget/status';
import type { HealthView, Provenance, StatusView, Totals } from '../../../src/protocol/views';
import { dailyBudget } from '../../support/dailyBudget';

const USD = 1_000_000_000;

export const totals = (usd: number, tokens = 0): Totals => ({
  input: tokens,
  output: 0,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
  webSearches: 0,
  responses: usd > 0 || tokens > 0 ? 1 : 0,
  nanoUsd: usd * USD,
  unpricedTokens: 0,
  pendingResponses: 0,
  estimatedNanoUsd: 0,
  recordedNanoUsd: 0,
});

export const NOW = Date.UTC(2026, 10, 22, 12);

export const provenance = (changes: Partial<Provenance> = {}): Provenance => ({
  revision: 3,
  basis: 'api-equivalent',
  timezone: 'UTC',
  asOf: NOW - 60_000,
  now: NOW,
  priceVersion: 'abc',
  transcripts: 2,
  importing: null,
  paused: false,
  ...changes,
});

export const statusView = (changes: Partial<StatusView> = {}): StatusView => ({
  provenance: provenance(),
  today: totals(4.21, 1_000),
  week: totals(20, 5_000),
  month: totals(80, 9_000),
  turn: null,
  budgets: [],
  forecast: { month: null, burn: { nanoUsdPerHour: 0, tokensPerMinute: 0, nanoUsdPerDay: 0 } },
  problems: [],
  roots: [{ origin: 'default', path: '/home/me/.claude/projects', state: 'read', transcripts: 2 }],
  ...changes,
});

export const budget = (changes: Partial<Budget> = {}): Budget => dailyBudget(changes);

export const budgetStatus = (spentUsd: number, changes: Partial<BudgetStatus> = {}): BudgetStatus => ({
  budget: budget(),
  spent: spentUsd * USD,
  limit: 10 * USD,
  ratio: spentUsd / 10,
  left: (10 - spentUsd) * USD,
  periodStart: Date.UTC(2026, 10, 22),
  periodEnd: Date.UTC(2026, 10, 23),
  periodId: '2026-11-22',
  sessionId: '',
  pace: 0.5,
  crossed: spentUsd >= 10 ? 100 : spentUsd >= 8 ? 80 : null,
  state: spentUsd >= 10 ? 'critical' : spentUsd >= 8 ? 'warning' : 'ok',
  estimated: 0,
  forecast: null,
  unpricedTokens: 0,
  ...changes,
});

export const healthView = (changes: Partial<HealthView> = {}): HealthView => ({
  provenance: provenance(),
  roots: [{ origin: 'default', path: '/home/me/.claude/projects', state: 'read', transcripts: 2 }],
  files: 2,
  bytes: 100,
  lines: 10,
  malformedLines: 1,
  badLines: { malformed: 1, oversize: 0, halfWritten: 0, files: 1 },
  unknownNames: [],
  coverage: { months: [], versions: [] },
  schemaVersions: { catalog: 1, month: 1, aggregates: 1 },
  unknownRecordTypes: {},
  unpricedModels: [],
  notItemised: [],
  recordedNanoUsd: 0,
  sweep: null,
  ledgerBytes: 4096,
  aggregateBytes: 8192,
  writer: true,
  messages: [],
  ...changes,
});
