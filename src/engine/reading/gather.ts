import type { CostState, Fact, ParseIssue, ToolCall, ToolResult } from '../../core/usage/event';
import { markOf, mergeResponse, mergeTool, NO_RESPONSE, responseOf, toolOf, type ResponseState, type ToolState } from '../../core/usage/merge';
import type { Batch } from '../../sources/source';
import { keyOf } from '../../store/key';
import { isDatable } from '../../store/month';
import { MARKS, type KeptMark } from '../../store/writes/marks';

/** What pieces of one transcript that follow each other come to: the lines of each thing merged, by the key of the thing. */
export interface Gathered {
  readonly responses: ReadonlyMap<bigint, ResponseState>;
  readonly tools: ReadonlyMap<bigint, ToolState>;
  readonly marks: ReadonlyMap<bigint, KeptMark>;
  /** Responses of which a session holds a copy. */
  readonly copies: readonly { readonly session: string; readonly key: bigint }[];
  /** The last one. */
  readonly costState: CostState | null;
  readonly issues: readonly ParseIssue[];
  readonly lines: number;
  /** ms UTC. */
  readonly newestAt: number | null;
  /** After the last piece. */
  readonly cursor: string;
  readonly offset: number;
  readonly modifiedAt: number;
  /** As the first piece says. */
  readonly restarted: boolean;
}

/** What is known of a thing so far. */
interface Held<S> {
  readonly key: bigint;
  state: S;
}

/** While pieces are brought together, things go by their identities: hashing one again takes longer than finding it. */
interface Growing extends Omit<{ -readonly [Field in keyof Gathered]: Gathered[Field] }, 'responses' | 'tools' | 'marks'> {
  readonly responses: Map<string, Held<ResponseState>>;
  readonly tools: Map<string, Held<ToolState>>;
  readonly marks: Map<string, Held<KeptMark>>;
  readonly copies: { session: string; key: bigint }[];
  readonly issues: ParseIssue[];
}

/** Brings pieces of one transcript together, until somebody takes what there is. */
export class Gatherer {
  #growing: Growing | undefined;

  add(batch: Batch): void {
    const { restarted, cursor, offset, modifiedAt } = batch;
    this.#growing ??= {
      responses: new Map(),
      tools: new Map(),
      marks: new Map(),
      copies: [],
      costState: null,
      issues: [],
      lines: 0,
      newestAt: null,
      cursor,
      offset,
      modifiedAt,
      restarted,
    };
    const into = this.#growing;
    for (const fact of batch.facts) put(into, fact);
    for (const issue of batch.issues) into.issues.push(issue);
    into.lines += batch.lines;
    into.newestAt = latest(into.newestAt, batch.newestAt);
    into.cursor = cursor;
    into.offset = offset;
    into.modifiedAt = modifiedAt;
  }

  /** Null when nothing came since the last time. */
  take(): Gathered | null {
    const growing = this.#growing;
    this.#growing = undefined;
    return growing ? { ...growing, responses: byKey(growing.responses), tools: byKey(growing.tools), marks: byKey(growing.marks) } : null;
  }
}

/** A fact of a time that no day can be named for lacks what its record promises: it is skipped, like any other that does. */
function put(into: Growing, fact: Fact): void {
  if (fact.kind === 'costState') into.costState = fact;
  else if (!isDatable(fact.origin.at)) return;
  else if (fact.kind === 'response') {
    const { key } = merge(into.responses, fact.identity, responseOf(fact), mergeResponse);
    if (fact.origin.copied) into.copies.push({ session: fact.origin.sessionId, key });
  } else if (fact.kind === 'mark') merge(into.marks, fact.identity, { ...markOf(fact), counted: true }, MARKS.merge);
  else merge(into.tools, fact.identity, toolOf(fact, responseKey(into, fact)), mergeTool);
}

function responseKey({ responses }: Growing, fact: ToolCall | ToolResult): bigint {
  if (fact.kind !== 'toolCall' || fact.response === '') return NO_RESPONSE;
  return responses.get(fact.response)?.key ?? keyOf(fact.response);
}

function merge<S>(into: Map<string, Held<S>>, identity: string, state: S, mergeStates: (a: S, b: S) => S): Held<S> {
  const held = into.get(identity);
  if (held) {
    held.state = mergeStates(held.state, state);
    return held;
  }
  const begun = { key: keyOf(identity), state };
  into.set(identity, begun);
  return begun;
}

const byKey = <S>(held: ReadonlyMap<string, Held<S>>): ReadonlyMap<bigint, S> => new Map(Array.from(held.values(), ({ key, state }) => [key, state]));

/** Of two times in ms UTC; null is none. */
export const latest = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b));
