import type { Period, Threshold } from '../budget/budget';

/** A budget as settings.json has it; limit in USD. */
export interface WrittenBudget {
  readonly id: string;
  readonly name: string;
  readonly period: Period;
  readonly limit: number;
  readonly thresholds?: readonly Threshold[];
}

const PERIOD_NAMES: Readonly<Record<Period, string>> = { day: 'Day', week: 'Week', month: 'Month' };

/** What a new budget is made of; the name and the id come from the period. */
export const newBudget = (period: Period, limit: number): WrittenBudget => ({ id: period, name: PERIOD_NAMES[period], period, limit });

/** Offered to everybody who has none; the first of product section J. None is set unasked. */
export const STARTER_BUDGETS: readonly WrittenBudget[] = [
  { ...newBudget('day', 5), thresholds: [80, 100].map((percent) => ({ percent, severity: 'warning' })) },
  newBudget('month', 100),
  newBudget('month', 500),
];

const idOf = (entry: unknown): unknown => (typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined);

/**
 * The list with the budget at its end, under an id that is still free: day, day-2, day-3. `others` are the lists that count beside it: where ids meet, only
 * one budget counts, so an id of theirs is not free either.
 */
export function withBudget(list: readonly unknown[], budget: WrittenBudget, others: readonly unknown[] = []): readonly unknown[] {
  const taken = new Set([...list, ...others].map(idOf));
  let number = 1;
  while (taken.has(number === 1 ? budget.id : `${budget.id}-${number}`)) number += 1;
  const added = number === 1 ? budget : { ...budget, id: `${budget.id}-${number}`, name: `${budget.name} ${number}` };
  return [...list, added];
}

/** USD from what a person typed ('$1,000', '12.50'); null where it is no amount above 0. */
export function amountTyped(text: string): number | null {
  const plain = text
    .trim()
    .replace(/^\$\s*/, '')
    .replace(/\s*(?:\$|usd)$/i, '')
    .replace(/,(?=\d{3}(?:\D|$))/g, '');
  const amount = /^(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN;
  return amount > 0 && amount <= 1_000_000_000 ? amount : null;
}
