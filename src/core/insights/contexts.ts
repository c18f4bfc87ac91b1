import { CACHE_LIFETIME, contextMove, type ContextStep } from '../sessions/contextStep';
import type { CacheBreaks, SwitchesTo } from './facts';

/** What contexts were sent anew, and where the model changed. */
export interface ContextChanges {
  readonly switches: readonly SwitchesTo[];
  readonly breaks: readonly CacheBreaks[];
}

type Growing<T> = { -readonly [Field in keyof T]: T[Field] };

/** Adds up what became of contexts from response to response (core/sessions/contextStep.ts). `steps` one session after the other, oldest first. */
export function contextChanges(steps: Iterable<ContextStep>): ContextChanges {
  const switches = new Map<string, Growing<SwitchesTo>>();
  const breaks = new Map<string, { row: Growing<CacheBreaks>; sessions: Set<string> }>();
  let before: ContextStep | undefined;
  let longLived = false;
  for (const step of steps) {
    if (before?.sessionId !== step.sessionId) {
      before = step;
      ({ longLived } = step);
      continue;
    }
    const { kind, resent } = contextMove(before, step);
    if (kind === 'switch') addSwitch(switches, step, resent);
    if (kind === 'break') {
      const pause = step.at - before.at;
      addBreak(breaks, step, resent, pause, pause > (longLived ? CACHE_LIFETIME.longMs : CACHE_LIFETIME.shortMs));
    }
    longLived ||= step.longLived;
    before = step;
  }
  return { switches: [...switches.values()], breaks: [...breaks.values()].map(({ row, sessions }) => ({ ...row, sessions: sessions.size })) };
}

function addSwitch(switches: Map<string, Growing<SwitchesTo>>, { sessionId, project, model }: ContextStep, resent: number): void {
  const key = `${sessionId}\n${model}`;
  const known = switches.get(key) ?? { sessionId, project, model, switches: 0, resent: 0 };
  known.switches++;
  known.resent += resent;
  switches.set(key, known);
}

function addBreak(
  breaks: Map<string, { row: Growing<CacheBreaks>; sessions: Set<string> }>,
  { sessionId, project, model }: ContextStep,
  resent: number,
  pause: number,
  idle: boolean,
): void {
  const key = `${idle}\n${model}\n${project}`;
  const known = breaks.get(key) ?? { row: { project, model, idle, breaks: 0, sessions: 0, resent: 0, longestMs: 0 }, sessions: new Set<string>() };
  known.row.breaks++;
  known.row.resent += resent;
  known.row.longestMs = Math.max(known.row.longestMs, pause);
  known.sessions.add(sessionId);
  breaks.set(key, known);
}
