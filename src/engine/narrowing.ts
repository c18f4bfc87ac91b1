import { hourOfWeekIn } from '../core/sessions/hours';
import type { MsRange } from '../core/time/zone';
import type { ExploreQuestion, Use } from '../protocol/explorerViews';
import type { Filter } from '../protocol/views';
import { QUARTER_MS, quarterOf } from '../store/month';
import { ALL_WITHIN, type Narrowed } from '../store/queries/narrowed';
import { sessionsThatCalled, sessionsThatCalledServer, sessionsWithResponsesOf } from '../store/queries/usedIn';
import type { Context } from './context';
import { monthFilesOf } from './responses';
import { judgedTurns } from './workflows';

/** What a page shows, as the store is asked for it. */
export const narrowedBy = ({ start, end }: MsRange, { projects, models }: Pick<Filter, 'projects' | 'models'>): Narrowed => ({
  ...ALL_WITHIN,
  start,
  end,
  projects,
  models,
});

/** What the Explorer is asked, as the store is asked for it: which sessions and quarter-hours that are is looked up here, once for all that follows. */
export function narrowedTo(context: Context, days: MsRange, { filter, branch, session, used, hours }: ExploreQuestion): Narrowed {
  const within = narrowedBy(days, filter);
  return {
    ...within,
    branch,
    session,
    sessions: used && sessionsThatUsed(context, used, within),
    quarters: hours.length === 0 ? null : quartersOf(days, new Set(hours), context.asked.calendar.timezone),
  };
}

/** Those quarter-hours of a span in which clocks of a zone (IANA) show one of these hours of the week. */
function quartersOf({ start, end }: MsRange, hours: ReadonlySet<number>, zone: string): number[] {
  const hourOfWeek = hourOfWeekIn(zone);
  const found: number[] = [];
  for (let quarter = quarterOf(start); quarter * QUARTER_MS < end; quarter++) if (hours.has(hourOfWeek(quarter * QUARTER_MS))) found.push(quarter);
  return found;
}

function sessionsThatUsed({ asked: { sums }, facts }: Context, { kind, name }: Use, within: Narrowed): readonly string[] {
  if (kind === 'tool' || kind === 'command') return sessionsThatCalled(sums, kind, name, within);
  if (kind === 'server') return sessionsThatCalledServer(sums, name, within);
  const files = monthFilesOf(facts.ledger, within);
  const sessions =
    kind === 'workflow'
      ? judgedTurns(files, within).flatMap(({ turn, workflow }) => (workflow === name ? [turn.session] : []))
      : files.flatMap((file) => sessionsWithResponsesOf(file, kind, name, within));
  return [...new Set(sessions)];
}
