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

type Growing = { -readonly [Field in keyof Gathered]: Gathered[Field] } & {
  readonly responses: Map<bigint, ResponseState>;
  readonly tools: Map<bigint, ToolState>;
  readonly marks: Map<bigint, KeptMark>;
  readonly copies: { session: string; key: bigint }[];
  readonly issues: ParseIssue[];
};

/** Brings pieces of one transcript together, until somebody takes what there is. */
export class Gatherer {
  /** The lines of a thing mostly follow each other. */
  readonly #keys = new Map<string, bigint>();
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
    for (const fact of batch.facts) this.#put(into, fact);
    for (const issue of batch.issues) into.issues.push(issue);
    into.lines += batch.lines;
    into.newestAt = latest(into.newestAt, batch.newestAt);
    into.cursor = cursor;
    into.offset = offset;
    into.modifiedAt = modifiedAt;
  }

  /** Null when nothing came since the last time. */
  take(): Gathered | null {
    const gathered = this.#growing ?? null;
    this.#growing = undefined;
    this.#keys.clear();
    return gathered;
  }

  /** A fact of a time that no day can be named for lacks what its record promises: it is skipped, like any other that does. */
  #put(into: Growing, fact: Fact): void {
    if (fact.kind === 'costState') into.costState = fact;
    else if (!isDatable(fact.origin.at)) return;
    else if (fact.kind === 'response') {
      const key = this.#keyOf(fact.identity);
      merge(into.responses, key, responseOf(fact), mergeResponse);
      if (fact.origin.copied) into.copies.push({ session: fact.origin.sessionId, key });
    } else if (fact.kind === 'mark') merge(into.marks, this.#keyOf(fact.identity), { ...markOf(fact), counted: true }, MARKS.merge);
    else merge(into.tools, this.#keyOf(fact.identity), toolOf(fact, this.#responseOf(fact)), mergeTool);
  }

  #responseOf(fact: ToolCall | ToolResult): bigint {
    return fact.kind === 'toolCall' && fact.response !== '' ? this.#keyOf(fact.response) : NO_RESPONSE;
  }

  #keyOf(identity: string): bigint {
    const known = this.#keys.get(identity);
    if (known !== undefined) return known;
    const key = keyOf(identity);
    this.#keys.set(identity, key);
    return key;
  }
}

function merge<S>(into: Map<bigint, S>, key: bigint, state: S, mergeStates: (a: S, b: S) => S): void {
  const held = into.get(key);
  into.set(key, held ? mergeStates(held, state) : state);
}

/** Of two times in ms UTC; null is none. */
export const latest = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b));
