import type { Pricer, PriceQuery } from '../core/pricing/price';
import { remainders, type SessionAccounts } from '../core/reconcile/notItemised';
import { addTokens, NO_TOKENS, TOKEN_CLASSES, type TokenCounts } from '../core/usage/tokens';
import type { NotItemisedView } from '../protocol/views';
import type { Ledger } from '../store/ledger';
import { copiedKeys } from '../store/queries/copied';
import { costStates, type CostStateRow } from '../store/queries/costStates';
import { sessionModels, type SessionModelRow } from '../store/queries/sessionModels';
import type { SqlDatabase } from '../store/sqlite';
import type { FactTables } from '../store/writes/factTables';

/**
 * All sessions whose own running total is more than their lines. Priced like short prompts: how the calls were cut is not known.
 * Never part of a turn, a day or a budget.
 */
export function notItemised(ledger: Ledger, sums: SqlDatabase, tables: FactTables): NotItemisedView[] {
  const { stated, lines, accounts } = statedSessions(ledger, sums, tables);
  return remainders(accounts).flatMap(({ sessionId, models }) => {
    const lastAt = Math.max(...(stated.get(sessionId) ?? []).map((row) => row.lastAt));
    const project = lines.get(sessionId)?.[0]?.project ?? '';
    return [...models].map(([model, tokens]) => ({ sessionId, project, lastAt, model, tokens, ...priceOf(tables.pricer, model, lastAt, tokens) }));
  });
}

/** Every session that has a running total of its own: that total, its lines, and both as accounts. */
export function statedSessions(ledger: Ledger, sums: SqlDatabase, tables: FactTables) {
  const stated = grouped(costStates(ledger.catalog.database));
  const lines = grouped(sessionModels(sums, [...stated.keys()]));
  const accounts = [...stated.values()].map((rows) => accountsOf(rows, lines.get(rows[0]!.sessionId) ?? [], ledger, tables));
  return { stated, lines, accounts };
}

function accountsOf(rows: readonly CostStateRow[], lines: readonly SessionModelRow[], ledger: Ledger, tables: FactTables): SessionAccounts {
  const { sessionId, startAt } = rows[0]!;
  const repeated = copiedKeys(ledger.catalog.database, sessionId)
    .flatMap((key) => ledger.find(tables.responses, key) ?? [])
    .filter(({ origin }) => origin.sessionId !== sessionId);
  const copied = new Map<string, TokenCounts>();
  for (const { model, tokens } of repeated) copied.set(model, addTokens(copied.get(model) ?? NO_TOKENS, tokens));
  return {
    sessionId,
    startAt,
    stated: new Map(rows.map(({ model, tokens }) => [model, tokens])),
    lines: new Map(lines.map(({ model, sum }) => [model, sum])),
    copied,
    owners: new Set(repeated.map(({ origin }) => origin.sessionId)),
  };
}

function grouped<T extends { readonly sessionId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.sessionId);
    if (group) group.push(row);
    else groups.set(row.sessionId, [row]);
  }
  return groups;
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
