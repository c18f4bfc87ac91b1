import { modelSwitches, rewrittenTokens, thinned, type TimelineResponse } from '../core/sessions/timeline';
import type { SessionPoint, SessionView } from '../protocol/sessionView';
import { sessionCalls, sessionMarks } from '../store/queries/sessionFacts';
import { sessionSpan } from '../store/queries/sessionSpan';
import type { Context, Facts } from './context';
import { monthFilesOf, responsesWithSums, sumOf } from './responses';
import { totalOf, turnsOf, type Answer } from './turns';

/** Columns that a picture of a session has at most. */
const POINTS = 1_000;

const timelineOf = ({ state }: Answer): TimelineResponse => ({
  at: state.origin.at,
  model: state.model,
  sidechain: state.origin.sidechain,
  input: state.tokens.input,
  cacheRead: state.tokens.cacheRead,
  cacheWrite: state.tokens.cacheWrite5m + state.tokens.cacheWrite1h,
  output: state.tokens.output,
});

/** One session in full (D5): its timeline, its turns, what its cache cost. Null where nothing is known of it. */
export function sessionView({ asked, facts, provenance }: Context, sessionId: string): SessionView | null {
  const span = sessionSpan(asked.sums, sessionId);
  if (span === null) return null;
  const narrowed = { ...span, projects: [], models: [], branch: null, session: sessionId, used: null };
  const answers = responsesWithSums(facts.ledger, facts.tables, narrowed);
  const files = monthFilesOf(facts.ledger, narrowed);
  const marks = files.flatMap((file) => sessionMarks(file, sessionId));
  const compactions = marks.filter(({ kind }) => kind === 'compaction').map(({ at }) => at);
  const points = pointsOf(facts, answers, compactions);
  const shown = thinned(points, POINTS, ({ nanoUsd, rewritten, output }) => nanoUsd + rewritten + output);
  const origins = answers.map(({ state }) => state.origin);
  return {
    provenance,
    sessionId,
    project: origins[0]?.cwd ?? '',
    branches: [...new Set(origins.map(({ branch }) => branch))].filter((branch) => branch !== ''),
    versions: [...new Set(origins.map(({ version }) => version))].filter((version) => version !== ''),
    firstAt: origins[0]?.at ?? span.start,
    lastAt: origins.at(-1)?.at ?? span.end,
    totals: totalOf(answers),
    sidechain: totalOf(answers.filter(({ state }) => state.origin.sidechain)),
    points: shown,
    thinned: points.length - shown.length,
    turns: turnsOf(
      answers,
      marks.filter(({ kind }) => kind === 'prompt' || kind === 'command'),
      files.flatMap((file) => sessionCalls(file, sessionId)),
    ),
    compactions,
    modelSwitches: modelSwitches(answers.map(timelineOf)),
  };
}

function pointsOf({ tables }: Facts, answers: readonly Answer[], compactions: readonly number[]): SessionPoint[] {
  const rewritten = rewrittenTokens(answers.map(timelineOf), compactions);
  return answers.map((answer, index) => {
    const { at, model, sidechain, input, cacheRead, cacheWrite, output } = timelineOf(answer);
    const again = rewritten[index] ?? 0;
    const paid = { at, model, sidechain, context: input + cacheRead + cacheWrite, output, nanoUsd: answer.sum.nanoUsd, rewritten: again };
    return { ...paid, rewrittenNanoUsd: again === 0 ? 0 : paidAgain(tables, answer, again) };
  });
}

/** What it cost to pay tokens again: as the response's writes (or input, where it wrote none) less what reading them would have cost. */
function paidAgain(tables: Facts['tables'], { state, sum }: Answer, tokens: number): number {
  const { cacheWrite5m, cacheWrite1h, input } = state.tokens;
  const written = cacheWrite5m + cacheWrite1h;
  const rate = written > 0 ? (sum.cost.cacheWrite5m + sum.cost.cacheWrite1h) / written : input > 0 ? sum.cost.input / input : 0;
  const alone = { ...state.tokens, input: 0, output: 0, cacheRead: tokens, cacheWrite5m: 0, cacheWrite1h: 0, webSearches: 0 };
  return Math.max(0, Math.round(rate * tokens - sumOf(tables, { ...state, tokens: alone }).cost.cacheRead));
}
