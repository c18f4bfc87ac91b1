import { addTokens } from '../core/usage/tokens';
import type { MonthFile } from '../store/monthFile';
import type { Narrowed } from '../store/queries/narrowed';
import { lastBegins, turnGroups, type TurnBegin, type TurnGroup } from '../store/queries/turns';

/** A turn over all the months that are asked; `begun`: its beginning is in one of them. */
export type WholeTurn = TurnGroup;

/**
 * What of these sessions' turns began in the files before one (oldest first) and goes on in it: the last prompt or command of each. Sessions that none is known of are
 * left out.
 */
export function carriedInto(files: readonly MonthFile[], index: number, sessions: readonly string[]): ReadonlyMap<string, TurnBegin> {
  const found = new Map<string, TurnBegin>();
  for (let before = index - 1; before >= 0; before--) {
    const missing = sessions.filter((session) => !found.has(session));
    const file = files[before];
    if (missing.length === 0 || !file) break;
    for (const begin of lastBegins(file, missing)) found.set(begin.session, begin);
  }
  return found;
}

/** Tells turns apart. A session's responses before any prompt that is known are one. */
export const turnKey = ({ session, startedAt, begun }: Pick<WholeTurn, 'session' | 'startedAt' | 'begun'>): string => `${session} ${begun ? startedAt : ''}`;

/** A part of a turn with what began it, where that is known. */
export const begunBy = (group: TurnGroup, begin: TurnBegin | undefined): WholeTurn =>
  begin ? { ...group, begun: true, startedAt: begin.at, command: begin.command, asked: begin.asked } : group;

/**
 * Every turn with a response in what it is narrowed to, in no order: what a turn did after a month's end is part of it, as in the view of its session. `files` are the
 * months that are asked, oldest first.
 */
export function wholeTurns(files: readonly MonthFile[], narrowed: Narrowed): readonly WholeTurn[] {
  const turns = new Map<string, WholeTurn>();
  for (const [index, file] of files.entries()) {
    const groups = turnGroups(file, narrowed);
    const orphans = groups.flatMap(({ begun, session }) => (begun ? [] : [session]));
    const carried = carriedInto(files, index, orphans);
    for (const group of groups) {
      const turn = group.begun ? group : begunBy(group, carried.get(group.session));
      const known = turns.get(turnKey(turn));
      turns.set(turnKey(turn), known ? joined(known, turn) : turn);
    }
  }
  return [...turns.values()];
}

/** What a turn did in two months. */
export const joined = (earlier: WholeTurn, later: WholeTurn): WholeTurn => ({
  ...earlier,
  lastAt: later.lastAt,
  responses: earlier.responses + later.responses,
  tokens: addTokens(earlier.tokens, later.tokens),
  nanoUsd: earlier.nanoUsd + later.nanoUsd,
});
