import { previousDays } from '../core/time/range';
import { dayIndex, type MsRange } from '../core/time/zone';
import { PAGE_SIZE, type ExploreQuestion, type ExploreRow, type ExploreView } from '../protocol/explorerViews';
import { groupsBy, narrowedTotals, quarterSums, type GroupName, type GroupRow } from '../store/queries/explore';
import { firstDay, unpricedModels } from '../store/queries/names';
import type { Narrowed } from '../store/queries/narrowed';
import { groupsOf, totalOf } from '../store/queries/rolledSums';
import { addSums, NO_SUM, type SumRow } from '../store/queries/totals';
import { monthsOfSpan, rolledQuarters } from '../store/rolled';
import type { SqlDatabase } from '../store/sqlite';
import { rangeOf, type Asked } from './ask';
import { hasAny, ofClasses } from './classes';
import type { Context, Facts } from './context';
import { order, type Row } from './exploreOrder';
import { narrowedTo } from './narrowing';
import { canRankByMonth, rankedTurns, turnRow } from './rankedTurns';
import { monthFilesOf, responsesWithSums } from './responses';
import { wholeTurns } from './wholeTurns';

/** The Explorer (D5): sums of days, projects, branches, sessions, turns or models, sorted and paged. */
export function exploreView(context: Context, question: ExploreQuestion): ExploreView {
  const { asked, facts, provenance } = context;
  const days = rangeOf(asked, question.filter);
  const narrowed = narrowedTo(context, days, question);
  const exactly = (row: Row): Row => (question.by === 'turn' ? exact(facts, question, narrowed, row) : row);
  if (canRankByMonth(question)) {
    const { first, found } = rankedTurns(asked, facts, question, narrowed);
    const rows = first.slice(question.page * PAGE_SIZE).map(exactly);
    return {
      provenance,
      range: { since: days.since, until: days.until },
      question,
      rows,
      found,
      selected: totalsOf(asked, question, narrowed),
      previous: null,
    };
  }
  const matching = matchingRows(context, question, narrowed);
  // What turns are ranked by does not say what a class costs.
  const added = (): readonly Row[] => (question.classes.length > 0 ? matching.map(exactly) : matching);
  return {
    provenance,
    range: { since: days.since, until: days.until },
    question,
    rows: matching.slice(question.page * PAGE_SIZE, (question.page + 1) * PAGE_SIZE).map(exactly),
    found: matching.length,
    selected: question.search.trim() === '' ? totalsOf(asked, question, narrowed) : added().reduce<SumRow>((sum, row) => addSums(sum, row.totals), NO_SUM),
    previous: question.by === 'turn' ? null : previousTotals(context, question, days),
  };
}

/** Every row of a question, on whichever page, with its exact figures. */
export function exploreRows(context: Context, question: ExploreQuestion): readonly ExploreRow[] {
  const narrowed = narrowedTo(context, rangeOf(context.asked, question.filter), question);
  const rows = matchingRows(context, question, narrowed);
  return question.by === 'turn' ? rows.map((row) => exact(context.facts, question, narrowed, row)) : rows;
}

function matchingRows({ asked, facts }: Context, question: ExploreQuestion, narrowed: Narrowed): Row[] {
  const wanted = question.search.trim().toLowerCase();
  return rowsOf(asked, facts, question, narrowed)
    .filter((row) => wanted === '' || searchable(row, question).includes(wanted))
    .sort(order(question));
}

function rowsOf(asked: Asked, facts: Facts, { by, classes }: ExploreQuestion, narrowed: Narrowed): readonly Row[] {
  const ask = (within: Narrowed): Row[] => (by === 'day' ? dayRows(asked, within) : by === 'turn' ? turnRows(facts, within) : groupRows(asked, by, within));
  const rows = ask(narrowed);
  if (classes.length === 0) return rows;
  const unpriced = by === 'turn' ? null : unpricedOf(asked, narrowed);
  const parts = new Map(unpriced ? ask(unpriced).map(({ key, totals }) => [key, totals]) : []);
  return rows.map((row) => ({ ...row, totals: ofClasses(row.totals, parts.get(row.key) ?? NO_SUM, classes) })).filter(({ totals }) => hasAny(totals));
}

/** The same of models without a price alone; null where there are none. */
function unpricedOf({ sums }: Asked, narrowed: Narrowed): Narrowed | null {
  const models = unpricedModels(sums).flatMap(({ model }) => (narrowed.models.length === 0 || narrowed.models.includes(model) ? [model] : []));
  return models.length === 0 ? null : { ...narrowed, models };
}

function totalsOf(asked: Asked, { classes }: ExploreQuestion, narrowed: Narrowed): SumRow {
  const unpriced = classes.length === 0 ? null : unpricedOf(asked, narrowed);
  return ofClasses(total(asked, narrowed), unpriced ? total(asked, unpriced) : NO_SUM, classes);
}

const groupRows = (asked: Asked, by: GroupName, narrowed: Narrowed): Row[] =>
  groups(asked, by, narrowed).map(({ name, project, branch, session, firstAt, lastAt, sessions, sum }) => ({
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

/** Month by month, remembered, where it can be narrowed that way. */
const groups = ({ sums, monthly }: Asked, by: GroupName, narrowed: Narrowed): GroupRow[] =>
  narrowed.quarters === null ? groupsOf(rolledQuarters(monthly, narrowed.start, narrowed.end), by, monthly.texts, narrowed) : groupsBy(sums, by, narrowed);

const total = ({ sums, monthly }: Asked, narrowed: Narrowed): SumRow =>
  narrowed.quarters === null ? totalOf(rolledQuarters(monthly, narrowed.start, narrowed.end), monthly.texts, narrowed) : narrowedTotals(sums, narrowed);

interface DayOf {
  readonly day: string;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly totals: SumRow;
}

/** Month by month, remembered, where what it is narrowed to is short. */
function dayRows({ monthly, calendar: { timezone } }: Asked, narrowed: Narrowed): Row[] {
  const { start, end, sessions, quarters, ...names } = narrowed;
  const isShort = sessions === null && quarters === null;
  const question = `days of quarters ${timezone} ${JSON.stringify(names)}`;
  const days = new Map<string, DayOf>();
  for (const { month, start: from, end: to } of monthsOfSpan(monthly, start, end)) {
    const ask = (): DayOf[] => daysOf(monthly.database, timezone, { ...narrowed, start: from, end: to });
    for (const part of isShort ? monthly.kept.of(month, `${question} ${from} ${to}`, ask) : ask()) {
      const known = days.get(part.day);
      days.set(part.day, known ? { ...part, firstAt: known.firstAt, totals: addSums(known.totals, part.totals) } : part);
    }
  }
  return Array.from(days.values(), ({ day, ...row }) => ({ key: day, name: day, project: '', branch: '', sessionId: '', sessions: null, ...row }));
}

function daysOf(sums: SqlDatabase, timezone: string, narrowed: Narrowed): DayOf[] {
  const index = dayIndex(timezone);
  const byDay = new Map<string, DayOf>();
  for (const { at, sum } of quarterSums(sums, narrowed)) {
    const day = index.dayText(at);
    const known = byDay.get(day);
    byDay.set(day, { day, firstAt: known?.firstAt ?? at, lastAt: at, totals: known ? addSums(known.totals, sum) : sum });
  }
  return [...byDay.values()];
}

/** Ranked by what the month files have; the totals of the rows that are shown come with `exact`. */
const turnRows = ({ ledger }: Facts, narrowed: Narrowed): Row[] => wholeTurns(monthFilesOf(ledger, narrowed), narrowed).map(turnRow);

function exact({ ledger, tables }: Facts, { classes }: ExploreQuestion, narrowed: Narrowed, row: Row): Row {
  const own = { ...narrowed, session: row.sessionId, start: Math.max(narrowed.start, row.firstAt), end: Math.min(narrowed.end, row.lastAt + 1) };
  const parts = responsesWithSums(ledger, tables, own).map(({ sum }) => ofClasses(sum, sum.unpricedTokens > 0 ? sum : NO_SUM, classes));
  return { ...row, totals: parts.reduce<SumRow>(addSums, NO_SUM) };
}

function previousTotals(context: Context, question: ExploreQuestion, days: MsRange & { readonly since: string; readonly until: string }): SumRow | null {
  const { asked } = context;
  const first = firstDay(asked.sums);
  const before = previousDays(days, asked.calendar.timezone);
  return first === null || before.since < first ? null : totalsOf(asked, question, narrowedTo(context, before, question));
}

const searchable = (row: Row, { by }: ExploreQuestion): string =>
  (by === 'session' || by === 'turn' ? [row.name, row.sessionId, row.project, row.branch].join('\n') : row.name).toLowerCase();
