import { contextMoves } from '../core/sessions/contextMoves';
import type { ContextMove } from '../core/sessions/contextStep';
import { thinned } from '../core/sessions/thinned';
import { promptTokens } from '../core/usage/tokens';
import type { SessionPoint, SessionView } from '../protocol/sessionView';
import { sessionCalls, sessionMarks } from '../store/queries/sessionFacts';
import { ALL_WITHIN } from '../store/queries/narrowed';
import { sessionSpan } from '../store/queries/sessionSpan';
import type { Context, Facts } from './context';
import { monthFilesOf, responsesWithSums, sumOf } from './responses';
import { totalOf, turnsOf, type Answer } from './turns';

/** Columns that a picture of a session has at most. */
const POINTS = 1_000;

const movesOf = (answers: readonly Answer[]): readonly (ContextMove | null)[] =>
  contextMoves(
    answers.map(({ state: { origin, model, tokens } }) => ({
      sessionId: origin.sessionId,
      project: origin.cwd,
      sidechain: origin.sidechain,
      model,
      at: origin.at,
      prompt: promptTokens(tokens),
      read: tokens.cacheRead,
      longLived: tokens.cacheWrite1h > 0,
    })),
  );

/** One session in full (D5): its timeline, its turns, what its cache cost. Null where nothing is known of it. */
export function sessionView({ asked, facts, provenance }: Context, sessionId: string): SessionView | null {
  const span = sessionSpan(asked.sums, sessionId);
  if (span === null) return null;
  const narrowed = { ...ALL_WITHIN, ...span, session: sessionId };
  const answers = responsesWithSums(facts.ledger, facts.tables, narrowed);
  const files = monthFilesOf(facts.ledger, narrowed);
  const marks = files.flatMap((file) => sessionMarks(file, sessionId));
  const compactions = marks.filter(({ kind }) => kind === 'compaction').map(({ at }) => at);
  const moves = movesOf(answers);
  const points = answers.map((answer, index) => pointOf(facts, answer, moves[index] ?? null));
  const shown = thinned(points, POINTS, ({ nanoUsd, resent, output }) => nanoUsd + resent + output);
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
    modelSwitches: moves.filter((move) => move?.kind === 'switch').length,
  };
}

function pointOf({ tables }: Facts, answer: Answer, move: ContextMove | null): SessionPoint {
  const { origin, model, tokens } = answer.state;
  const resent = move?.kind === 'break' ? move.resent : 0;
  return {
    at: origin.at,
    model,
    sidechain: origin.sidechain,
    context: promptTokens(tokens),
    output: tokens.output,
    nanoUsd: answer.sum.nanoUsd,
    resent,
    resentNanoUsd: resent === 0 ? 0 : paidAgain(tables, answer, resent),
  };
}

/** What it cost to pay tokens again: as the response's writes (or input, where it wrote none) less what reading them would have cost. */
function paidAgain(tables: Facts['tables'], { state, sum }: Answer, tokens: number): number {
  const { cacheWrite5m, cacheWrite1h, input } = state.tokens;
  const written = cacheWrite5m + cacheWrite1h;
  const rate = written > 0 ? (sum.cost.cacheWrite5m + sum.cost.cacheWrite1h) / written : input > 0 ? sum.cost.input / input : 0;
  const alone = { ...state.tokens, input: 0, output: 0, cacheRead: tokens, cacheWrite5m: 0, cacheWrite1h: 0, webSearches: 0 };
  return Math.max(0, Math.round(rate * tokens - sumOf(tables, { ...state, tokens: alone }).cost.cacheRead));
}
