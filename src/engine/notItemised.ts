import type { Pricer, PriceQuery } from '../core/pricing/price';
import { remainders, type ByModel, type SessionAccounts } from '../core/reconcile/notItemised';
import { NO_TOKENS, TOKEN_CLASSES, type TokenCounts } from '../core/usage/tokens';
import type { Ledger } from '../store/ledger';
import { copiedKeys } from '../store/queries/copied';
import { costStates, type CostStateRow } from '../store/queries/costStates';
import { sessionModels } from '../store/queries/sessionModels';
import type { SqlDatabase } from '../store/sqlite';
import type { FactTables } from '../store/writes/factTables';

/** What one session used beyond its lines, of one model, at list price. Never part of a turn, a day or a budget. */
export interface NotItemisedRow {
  readonly sessionId: string;
  readonly project: string;
  readonly lastAt: number;
  readonly model: string;
  readonly tokens: TokenCounts;
  /** Integer nano-USD, at the price of a short prompt: how the calls were cut is not known. */
  readonly nanoUsd: number;
  readonly unpriced: boolean;
}

/** All sessions whose own running total is more than their lines. */
export function notItemised(ledger: Ledger, sums: SqlDatabase, tables: FactTables): NotItemisedRow[] {
  const sessions = new Map<string, CostStateRow[]>();
  for (const row of costStates(ledger.catalog.database)) sessions.set(row.sessionId, [...(sessions.get(row.sessionId) ?? []), row]);
  const accounts = [...sessions.values()].map((rows) => accountsOf(rows, ledger, sums, tables));
  return remainders(accounts).flatMap(({ sessionId, models }) => {
    const rows = sessions.get(sessionId) ?? [];
    const lastAt = Math.max(...rows.map((row) => row.lastAt));
    const project = sessionModels(sums, sessionId)[0]?.project ?? '';
    return [...models].map(([model, tokens]) => ({ sessionId, project, lastAt, model, tokens, ...priceOf(tables.pricer, model, lastAt, tokens) }));
  });
}

function accountsOf(rows: readonly CostStateRow[], ledger: Ledger, sums: SqlDatabase, tables: FactTables): SessionAccounts {
  const { sessionId, startAt } = rows[0]!;
  const repeated = copiedKeys(ledger.catalog.database, sessionId)
    .flatMap((key) => ledger.find(tables.responses, key) ?? [])
    .filter(({ origin }) => origin.sessionId !== sessionId);
  const copied = new Map<string, TokenCounts>();
  for (const { model, tokens } of repeated) copied.set(model, add(copied.get(model) ?? NO_TOKENS, tokens));
  return {
    sessionId,
    startAt,
    stated: new Map(rows.map(({ model, tokens }) => [model, tokens])),
    lines: new Map(sessionModels(sums, sessionId).map(({ model, sum }) => [model, sum])) satisfies ByModel,
    copied,
    owners: new Set(repeated.map(({ origin }) => origin.sessionId)),
  };
}

/** A unit small enough for every model's lowest price band. */
const UNIT = 1_000;

function priceOf(pricer: Pricer, model: string, at: number, tokens: TokenCounts): { nanoUsd: number; unpriced: boolean } {
  const query: Omit<PriceQuery, 'tokens'> = { model, at, speed: '', serviceTier: '', inferenceGeo: '' };
  const parts = [...TOKEN_CLASSES, 'webSearches'] as const;
  const prices = parts.map((part) => pricer.price({ ...query, tokens: { ...NO_TOKENS, [part]: UNIT } }));
  const nanoUsd = parts.reduce((sum, part, index) => sum + Math.round((prices[index]!.nanoUsd * tokens[part]) / UNIT), 0);
  return { nanoUsd, unpriced: prices.some(({ confidence }) => confidence === 'unpriced') };
}

const add = (a: TokenCounts, b: TokenCounts): TokenCounts => ({
  input: a.input + b.input,
  output: a.output + b.output,
  cacheRead: a.cacheRead + b.cacheRead,
  cacheWrite5m: a.cacheWrite5m + b.cacheWrite5m,
  cacheWrite1h: a.cacheWrite1h + b.cacheWrite1h,
  webSearches: a.webSearches + b.webSearches,
});
