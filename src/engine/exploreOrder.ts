import { totalTokens } from '../core/usage/tokens';
import type { ExploreQuestion, ExploreRow, Sort } from '../protocol/explorerViews';
import type { SumRow } from '../store/queries/totals';

/** A row of the Explorer before it is shown. */
export type Row = Omit<ExploreRow, 'totals'> & { readonly totals: SumRow };

const VALUES: Readonly<Record<Exclude<Sort, 'name'>, (row: Row) => number>> = {
  cost: ({ totals }) => totals.nanoUsd,
  tokens: ({ totals }) => totalTokens(totals),
  responses: ({ totals }) => totals.responses,
  last: ({ lastAt }) => lastAt,
};

/** Rows that are equal by what is asked keep the order of their keys, so that pages do not overlap. */
export function order({ sort, descending, by }: ExploreQuestion): (a: Row, b: Row) => number {
  const sign = descending ? -1 : 1;
  const byKey = (a: Row, b: Row): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
  if (sort === 'name') return by === 'turn' ? (a, b) => sign * (a.firstAt - b.firstAt) || byKey(a, b) : (a, b) => sign * byKey(a, b);
  const value = VALUES[sort];
  return (a, b) => sign * (value(a) - value(b)) || (sort === 'cost' ? sign * (totalTokens(a.totals) - totalTokens(b.totals)) : 0) || byKey(a, b);
}
