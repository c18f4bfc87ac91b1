import { isRecord } from '../record';
import { STARTER_BUDGETS, type WrittenBudget } from './newBudget';

/** spendlight.budgets as settings.json holds it: entries that nobody checked. Edits keep what they do not touch as it is, faulty entries too. */
export type WrittenList = readonly unknown[];

const idOf = (entry: unknown): unknown => (isRecord(entry) && typeof entry['id'] === 'string' ? entry['id'].trim() : undefined);

/**
 * The list with the budget at its end, under an id that is still free: day, day-2, day-3. `others` are the entries that count beside it: where ids meet, only
 * one budget counts, so an id of theirs is not free either.
 */
export function withBudget(list: WrittenList, budget: WrittenBudget, others: WrittenList = []): WrittenList {
  const taken = new Set([...list, ...others].map(idOf));
  let number = 1;
  while (taken.has(number === 1 ? budget.id : `${budget.id}-${number}`)) number += 1;
  const added = number === 1 ? budget : { ...budget, id: `${budget.id}-${number}`, name: `${budget.name} ${number}` };
  return [...list, added];
}

/** The list with those starter budgets that are not in it yet, whatever somebody made of them since. The same list where all are. */
export const withStarters = (list: WrittenList, others: WrittenList = []): WrittenList => {
  const present = new Set(list.map(idOf));
  const missing = STARTER_BUDGETS.filter(({ id }) => !present.has(id));
  return missing.reduce<WrittenList>((grown, budget) => withBudget(grown, budget, others), list);
};

/** The entry that counts under an id: the first of it. */
export const entryOf = (list: WrittenList, id: string): Readonly<Record<string, unknown>> | undefined =>
  list.filter(isRecord).find((entry) => idOf(entry) === id);

/** The list with some fields of one entry changed, and the others, its own unknown ones too, as they are. The same list where no entry has the id. */
export const withChange = (list: WrittenList, id: string, change: Readonly<Record<string, unknown>>): WrittenList => {
  const entry = entryOf(list, id);
  return entry === undefined ? list : list.map((one) => (one === entry ? { ...entry, ...change } : one));
};

/** The list without one entry. */
export const withoutBudget = (list: WrittenList, id: string): WrittenList => {
  const entry = entryOf(list, id);
  return list.filter((one) => one !== entry);
};
