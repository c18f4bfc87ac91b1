import { CACHE_BREAK, type CacheBreaks, type SwitchesTo } from './facts';

/** A response of a session's main thread, as far as its context goes. */
export interface ContextStep {
  readonly sessionId: string;
  readonly project: string;
  readonly model: string;
  /** ms UTC. */
  readonly at: number;
  /** Tokens of the prompt, and those of them that were read from the cache. */
  readonly prompt: number;
  readonly read: number;
  /** It wrote to the cache for an hour. */
  readonly longLived: boolean;
}

/** What contexts were sent anew, and where the model changed. */
export interface ContextChanges {
  readonly switches: readonly SwitchesTo[];
  readonly breaks: readonly CacheBreaks[];
}

type Growing<T> = { -readonly [Field in keyof T]: T[Field] };

/**
 * Compares each response with the one before in its session. What of the earlier context was not read from the cache again was sent
 * anew. A prompt that shrank was compacted, and another model has another cache: neither is a break. `steps` one session after the
 * other, oldest first.
 */
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
    const resent = Math.max(0, Math.min(before.prompt, step.prompt) - step.read);
    if (before.model !== step.model) addSwitch(switches, step, resent);
    else if (isBreak(before, step, resent)) {
      const pause = step.at - before.at;
      addBreak(breaks, step, resent, pause, pause > (longLived ? CACHE_BREAK.longMs : CACHE_BREAK.shortMs));
    }
    longLived ||= step.longLived;
    before = step;
  }
  return { switches: [...switches.values()], breaks: [...breaks.values()].map(({ row, sessions }) => ({ ...row, sessions: sessions.size })) };
}

const isBreak = (before: ContextStep, { prompt }: ContextStep, resent: number): boolean =>
  before.prompt >= CACHE_BREAK.from && prompt >= before.prompt * CACHE_BREAK.share && resent >= before.prompt * CACHE_BREAK.share;

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
