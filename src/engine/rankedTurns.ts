import { PAGE_SIZE, type ExploreQuestion } from '../protocol/explorerViews';
import type { MonthFile } from '../store/monthFile';
import type { Narrowed } from '../store/queries/narrowed';
import { NO_SUM } from '../store/queries/totals';
import { lastBegins, turnGroups, type TurnBegin } from '../store/queries/turns';
import { monthsOfSpan } from '../store/rolled';
import type { Asked } from './ask';
import type { Facts } from './context';
import { order, type Row } from './exploreOrder';
import { begunBy, joined, turnKey, type WholeTurn } from './wholeTurns';

/** Of a month's turns those that come first, and those that other months may add to. */
interface RankedMonth {
  readonly length: number;
  /** Turns that nothing can be added to: how many, and the first ones. */
  readonly settled: number;
  readonly first: readonly Row[];
  /** The last turn of each session, and what no beginning in this month is known of. */
  readonly open: readonly WholeTurn[];
  readonly begins: readonly TurnBegin[];
}

const NOTHING: RankedMonth = { length: 0, settled: 0, first: [], open: [], begins: [] };

/** Ranked by what the month files have. */
export const turnRow = ({ session, startedAt, firstAt, lastAt, responses, tokens, nanoUsd, project, branch, command }: WholeTurn): Row => ({
  key: `${session} ${firstAt}`,
  name: command,
  project,
  branch,
  sessionId: session,
  firstAt: Math.min(startedAt, firstAt),
  lastAt,
  sessions: null,
  totals: { ...NO_SUM, ...tokens, responses, nanoUsd },
});

/** What is searched or narrowed by long lists is looked for among all turns. */
export const canRankByMonth = ({ by, search, classes, used, hours }: ExploreQuestion): boolean =>
  by === 'turn' && search.trim() === '' && classes.length === 0 && used === null && hours.length === 0;

/** The turns up to the end of the page that is asked, in order, and how many there are in all. Of months that do not change the first ones are remembered. */
export function rankedTurns(
  { monthly }: Asked,
  { ledger }: Facts,
  question: ExploreQuestion,
  narrowed: Narrowed,
): { readonly first: readonly Row[]; readonly found: number } {
  const { start, end, ...names } = narrowed;
  const { sort, descending, page } = question;
  const most = (page + 1) * PAGE_SIZE;
  const key = `turns ${sort} ${descending} ${most} ${JSON.stringify(names)}`;
  const months = monthsOfSpan(monthly, start, end).map(({ month, start: from, end: to }) => {
    const ask = (file: MonthFile): RankedMonth => rankedMonth(file, { ...names, start: from, end: to }, question, most);
    return monthly.kept.of(month, `${key} ${from} ${to}`, () => ledger.ask(month, ask) ?? NOTHING);
  });
  const open = joinedTurns(months).map(turnRow);
  const first = [...months.flatMap((month) => month.first), ...open].sort(order(question)).slice(0, most);
  return { first, found: open.length + months.reduce((sum, { settled }) => sum + settled, 0) };
}

function rankedMonth(file: MonthFile, narrowed: Narrowed, question: ExploreQuestion, most: number): RankedMonth {
  const begins = lastBegins(file, null);
  const last = new Set(begins.map(({ session, at }) => turnKey({ session, begun: true, startedAt: at })));
  const turns = turnGroups(file, narrowed);
  const isOpen = (turn: WholeTurn): boolean => !turn.begun || last.has(turnKey(turn));
  const settled = turns.filter((turn) => !isOpen(turn)).map(turnRow);
  const [first, open] = [settled.sort(order(question)).slice(0, most), turns.filter(isOpen)];
  return { length: first.length + open.length + begins.length, settled: settled.length, first, open, begins };
}

/** Turns over a month's end are one; `months` oldest first. */
function joinedTurns(months: readonly RankedMonth[]): WholeTurn[] {
  const turns = new Map<string, WholeTurn>();
  const begins = new Map<string, TurnBegin>();
  for (const month of months) {
    for (const part of month.open) {
      const turn = part.begun ? part : begunBy(part, begins.get(part.session));
      const known = turns.get(turnKey(turn));
      turns.set(turnKey(turn), known ? joined(known, turn) : turn);
    }
    for (const begin of month.begins) begins.set(begin.session, begin);
  }
  return [...turns.values()];
}
