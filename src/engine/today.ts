import { dayText, dayRange } from '../core/time/zone';
import { SESSIONS_SHOWN, TURNS_SHOWN, type TodaySession, type TodayView } from '../protocol/todayView';
import { groupsBy } from '../store/queries/explore';
import { ALL_WITHIN, type Narrowed } from '../store/queries/narrowed';
import { sessionCalls, sessionMarks } from '../store/queries/sessionFacts';
import { totals } from '../store/queries/totals';
import { ofPeriod, type Asked } from './ask';
import type { Context, Facts } from './context';
import { monthFilesOf, responsesWithSums } from './responses';
import { QUIET_MS } from './turn';
import { totalOf, turnsOf } from './turns';

/** Today's sessions and their turns (A5): what the side bar shows. A turn that began yesterday shows what it cost today. */
export function todayView({ asked, facts, provenance }: Context): TodayView {
  const day = dayRange(dayText(asked.now, asked.calendar.timezone), asked.calendar.timezone);
  const narrowed = { ...ALL_WITHIN, ...day };
  const found = groupsBy(asked.sums, 'session', narrowed).sort((a, b) => b.lastAt - a.lastAt || (a.name < b.name ? -1 : 1));
  const sessions = found.slice(0, SESSIONS_SHOWN).map(({ name }) => sessionOf(asked, facts, { ...narrowed, session: name }));
  return {
    provenance,
    today: totals(asked.sums, ofPeriod(asked, 'day')),
    sessions: sessions.sort((a, b) => b.lastAt - a.lastAt),
    more: Math.max(0, found.length - SESSIONS_SHOWN),
  };
}

function sessionOf({ now }: Asked, { ledger, tables }: Facts, narrowed: Narrowed & { readonly session: string }): TodaySession {
  const answers = responsesWithSums(ledger, tables, narrowed);
  const files = monthFilesOf(ledger, narrowed);
  const within = ({ at }: { readonly at: number }): boolean => at >= narrowed.start && at < narrowed.end;
  const begins = files
    .flatMap((file) => sessionMarks(file, narrowed.session))
    .filter((mark) => within(mark) && (mark.kind === 'prompt' || mark.kind === 'command'));
  const calls = files.flatMap((file) => sessionCalls(file, narrowed.session)).filter(within);
  const turns = turnsOf(answers, begins, calls).toReversed();
  const last = answers.at(-1)?.state.origin;
  const lastAt = last?.at ?? narrowed.start;
  return {
    sessionId: narrowed.session,
    project: last?.cwd ?? '',
    branch: last?.branch ?? '',
    lastAt,
    live: now >= lastAt && now - lastAt < QUIET_MS,
    totals: totalOf(answers),
    turns: turns.slice(0, TURNS_SHOWN),
    turnsInAll: turns.length,
  };
}
