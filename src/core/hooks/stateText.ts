import { budgetKey } from '../budget/budget';
import { MOMENTS, STALE_FACT, stopFact, stopWords, type Moment } from './words';
import type { Gate, StopState } from './stopState';

/*
 * The state that the hooks read: JSON for everybody, and by its lines for a shell that has no JSON. Each answer is one line, ready to be printed.
 * The scripts in src/hook know the beginnings of these lines; a change here is a change there, and a new schema number.
 */

/** What a state is written with. */
export interface Writing {
  /** ms UTC by the clock that the hooks look at. */
  readonly writtenAt: number;
  /** How long it holds, ms. */
  readonly freshMs: number;
  /** The moment that the statuses are of, ms UTC. Another than `writtenAt` only where a caller asks about another moment. */
  readonly now: number;
  readonly money: 'show' | 'hide';
  /** The folders that a budget covers, each with all below; null: the whole machine. */
  foldersOf(gate: Gate): readonly string[] | null;
}

/** Plain ASCII, so that no locale and no console encoding gets between. */
const ascii = (value: unknown): string => JSON.stringify(value).replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** In Claude Code's own words (hooks reference: UserPromptSubmit, PostToolBatch, PreToolUse). The prompt stays readable. */
const ANSWERS: Readonly<Record<Moment, (words: string) => object>> = {
  prompt: (reason) => ({ decision: 'block', reason }),
  batch: (stopReason) => ({ continue: false, stopReason }),
  tool: (reason) => ({ hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision: 'deny', permissionDecisionReason: reason } }),
};

const answerLines = (fact: string): readonly string[] => MOMENTS.map((moment) => `"${moment}":${ascii(ANSWERS[moment](stopWords(moment, fact)))},`);

/** As core/budget/measure.ts compares them: without a slash at the end. */
const trimmed = (folder: string): string => folder.replace(/^(?:[A-Za-z]:|\\\\)/.test(folder) ? /[\\/]+$/ : /\/+$/, '');

/** Folders as JSON.stringify writes them, because that is how Claude Code writes the one it works in. */
function coverLines({ status }: Gate, folders: readonly string[] | null): readonly string[] {
  if (status.budget.period === 'session') return [`${JSON.stringify(`session:${status.sessionId}`)},`];
  return folders === null ? ['"all",'] : folders.map((folder) => `${JSON.stringify(`in:${trimmed(folder)}`)},`);
}

function stopLines(gate: Gate, validUntil: number, { writtenAt, now, money, foldersOf }: Writing): readonly string[] {
  const { periodEnd } = gate.status;
  const until = periodEnd === null ? validUntil : periodEnd - now + writtenAt;
  return [`{"until":${until},"covers":[`, ...coverLines(gate, foldersOf(gate)), '""],', ...answerLines(stopFact(gate.status, now, money)), '"end":0},'];
}

const reported = ({ status: { budget, spent, limit, ratio, periodEnd }, over, unfit }: Gate, money: Writing['money']): string =>
  ascii({
    key: budgetKey(budget),
    name: budget.name,
    metric: budget.metric,
    ...(money === 'hide' && budget.metric === 'cost' ? {} : { spent, limit }),
    ratio,
    periodEnd,
    over,
    unfit,
  });

/** The whole text of a state file. */
export function stateText({ gates, blocked, overrideUntil, strict }: StopState, writing: Writing): string {
  const { writtenAt, freshMs, now, money } = writing;
  const validUntil = writtenAt + freshMs;
  const over = gates.filter((gate) => gate.over);
  const reason = over[0] === undefined ? '' : stopFact(over[0].status, now, money);
  return [
    `{"schema":1,"stopping":${over.length},"strict":${strict},"updatedAt":${writtenAt},"validUntil":${validUntil},`,
    `"blocked":${blocked},"overrideUntil":${overrideUntil},"reason":${ascii(reason)},`,
    ...(strict ? ['"stale":{', ...answerLines(STALE_FACT), '"end":0},'] : []),
    '"stops":[',
    ...over.flatMap((gate) => stopLines(gate, validUntil, writing)),
    '{}],',
    '"budgets":[',
    gates.map((gate) => reported(gate, money)).join(',\n'),
    ']}',
    '',
  ].join('\n');
}
