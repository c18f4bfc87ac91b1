import { totalTokens } from '../core/usage/tokens';
import { dayIndex } from '../core/time/zone';
import { previousDays } from '../core/time/range';
import { PAGE_SIZE, type ExploreQuestion, type ExploreRow, type ExploreView, type Sort } from '../protocol/explorerViews';
import { groupsBy, narrowedTotals, quarterSums } from '../store/queries/explore';
import { firstDay } from '../store/queries/names';
import type { Narrowed } from '../store/queries/narrowed';
import { addSums, NO_SUM, type SumRow } from '../store/queries/totals';
import { turnGroups } from '../store/queries/turns';
import { rangeOf, type Asked } from './ask';
import type { Context, Facts } from './context';
import { monthFilesOf, responsesWithSums } from './responses';

type Row = Omit<ExploreRow, 'totals'> & { readonly totals: SumRow };

/** A question's days and names as the store asks them. */
export const narrowedTo = (
  days: { readonly start: number; readonly end: number },
  question: Pick<ExploreQuestion, 'filter' | 'branch' | 'session' | 'used'>,
): Narrowed => ({
  start: days.start,
  end: days.end,
  projects: question.filter.projects,
  models: question.filter.models,
  branch: question.branch,
  session: question.session,
  used: question.used,
});

/** The Explorer (D5): sums of days, projects, branches, sessions, turns or models, sorted and paged. */
export function exploreView({ asked, facts, provenance }: Context, question: ExploreQuestion): ExploreView {
  const days = rangeOf(asked, question.filter);
  const narrowed = narrowedTo(days, question);
  const matching = matchingRows(asked, facts, question, narrowed);
  const rows = matching.slice(question.page * PAGE_SIZE, (question.page + 1) * PAGE_SIZE);
  const searched = question.search.trim() !== '';
  return {
    provenance,
    range: { since: days.since, until: days.until },
    question,
    rows: question.by === 'turn' ? rows.map((row) => exact(facts, narrowed, row)) : rows,
    found: matching.length,
    selected: searched ? matching.reduce<SumRow>((sum, row) => addSums(sum, row.totals), NO_SUM) : narrowedTotals(asked.sums, narrowed),
    previous: question.by === 'turn' ? null : previousTotals(asked, question, days),
  };
}

/** Every row of a question, on whichever page, with its exact figures. */
export function exploreRows({ asked, facts }: Context, question: ExploreQuestion): readonly ExploreRow[] {
  const narrowed = narrowedTo(rangeOf(asked, question.filter), question);
  const rows = matchingRows(asked, facts, question, narrowed);
  return question.by === 'turn' ? rows.map((row) => exact(facts, narrowed, row)) : rows;
}

function matchingRows(asked: Asked, facts: Facts, question: ExploreQuestion, narrowed: Narrowed): Row[] {
  const wanted = question.search.trim().toLowerCase();
  return rowsOf(asked, facts, question, narrowed)
    .filter((row) => wanted === '' || searchable(row, question).includes(wanted))
    .sort(order(question));
}

function rowsOf(asked: Asked, facts: Facts, { by }: ExploreQuestion, narrowed: Narrowed): Row[] {
  if (by === 'turn') return turnRows(facts, narrowed);
  if (by === 'day') return dayRows(asked, narrowed);
  return groupsBy(asked.sums, by, narrowed).map(({ name, project, branch, session, firstAt, lastAt, sessions, sum }) => ({
    key: name,
    name,
    project,
    branch,
    sessionId: session,
    firstAt,
    lastAt,
    sessions,
    totals: sum,
  }));
}

function dayRows(asked: Asked, narrowed: Narrowed): Row[] {
  const index = dayIndex(asked.calendar.timezone);
  const byDay = new Map<string, { firstAt: number; lastAt: number; totals: SumRow }>();
  for (const { at, sum } of quarterSums(asked.sums, narrowed)) {
    const day = index.dayText(at);
    const known = byDay.get(day);
    byDay.set(day, { firstAt: known?.firstAt ?? at, lastAt: at, totals: known ? addSums(known.totals, sum) : sum });
  }
  return [...byDay].map(([day, row]) => ({ key: day, name: day, project: '', branch: '', sessionId: '', sessions: null, ...row }));
}

/** Ranked by what the month files have; the totals of the rows that are shown come with `exact`. */
function turnRows({ ledger }: Facts, narrowed: Narrowed): Row[] {
  return monthFilesOf(ledger, narrowed).flatMap((file) =>
    turnGroups(file, narrowed).map(({ session, startedAt, firstAt, lastAt, responses, tokens, nanoUsd, project, branch, command }) => ({
      key: `${session} ${firstAt}`,
      name: command,
      project,
      branch,
      sessionId: session,
      firstAt: Math.min(startedAt, firstAt),
      lastAt,
      sessions: null,
      totals: { ...NO_SUM, responses, input: tokens, nanoUsd },
    })),
  );
}

function exact({ ledger, tables }: Facts, narrowed: Narrowed, row: Row): Row {
  const own = { ...narrowed, session: row.sessionId, start: Math.max(narrowed.start, row.firstAt), end: row.lastAt + 1 };
  return { ...row, totals: responsesWithSums(ledger, tables, own).reduce<SumRow>((sum, part) => addSums(sum, part.sum), NO_SUM) };
}

function previousTotals(asked: Asked, question: ExploreQuestion, days: { readonly since: string; readonly until: string }): SumRow | null {
  const first = firstDay(asked.sums);
  const before = previousDays(days, asked.calendar.timezone);
  return first === null || before.since < first ? null : narrowedTotals(asked.sums, narrowedTo(before, question));
}

const searchable = (row: Row, { by }: ExploreQuestion): string =>
  (by === 'session' || by === 'turn' ? [row.name, row.sessionId, row.project, row.branch].join('\n') : row.name).toLowerCase();

const VALUES: Readonly<Record<Exclude<Sort, 'name'>, (row: Row) => number>> = {
  cost: ({ totals }) => totals.nanoUsd,
  tokens: ({ totals }) => totalTokens(totals),
  responses: ({ totals }) => totals.responses,
  last: ({ lastAt }) => lastAt,
};

/** Rows that are equal by what is asked keep the order of their keys, so that pages do not overlap. */
function order({ sort, descending, by }: ExploreQuestion): (a: Row, b: Row) => number {
  const sign = descending ? -1 : 1;
  const byKey = (a: Row, b: Row): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
  if (sort === 'name') return by === 'turn' ? (a, b) => sign * (a.firstAt - b.firstAt) || byKey(a, b) : (a, b) => sign * byKey(a, b);
  const value = VALUES[sort];
  return (a, b) => sign * (value(a) - value(b)) || (sort === 'cost' ? sign * (totalTokens(a.totals) - totalTokens(b.totals)) : 0) || byKey(a, b);
}
