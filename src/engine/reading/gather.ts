import { A_CALL, A_RESPONSE, type Alike } from '../../core/usage/alike';
import type { CostState, Fact, ParseIssue, ToolCall, ToolResult, UsageEvent } from '../../core/usage/event';
import { keyHalves } from '../../core/usage/key';
import { markOf, NO_RESPONSE, responseOf, toolOf, type ResponseState, type ToolState } from '../../core/usage/merge';
import type { Batch } from '../../sources/source';
import { keyOf } from '../../store/key';
import { isDatable } from '../../store/month';
import { Numbered } from '../../store/numbered';
import { keyOfHalves } from '../../store/rows/halves';
import { RESPONSE_PLACES } from '../../store/rows/responseRow';
import { TOOL_PLACES } from '../../store/rows/toolRow';
import type { KeptMark } from '../../store/writes/marks';
import { MARK_ROWS, RESPONSE_ROWS, TOOL_ROWS, type Packed } from './pack';
import { RowTable } from './rowTable';

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

/** The same while lines are brought together: rows, and what is kept of them for the next line. */
class Growing {
  readonly #texts = new Numbered();
  readonly #responses = new RowTable<ResponseState>(RESPONSE_ROWS, this.#texts);
  readonly #tools = new RowTable<ToolState>(TOOL_ROWS, this.#texts);
  readonly #marks = new RowTable<KeptMark>(MARK_ROWS, this.#texts);
  readonly #copies: { session: string; key: bigint }[] = [];
  readonly #issues: ParseIssue[] = [];
  /** Rows of what lines are like, by the place of the pattern, and the patterns that they are of. */
  #alikeResponses: Float64Array[] = [];
  #alikeCalls: Float64Array[] = [];
  #patterns: Alike['patterns'] = [];
  readonly #restarted: boolean;
  #costState: CostState | null = null;
  #lines = 0;
  #newestAt: number | null = null;
  #last: Batch;

  constructor(first: Batch) {
    this.#restarted = first.restarted;
    this.#last = first;
  }

  add(batch: Batch): void {
    for (const fact of batch.facts) this.#put(fact);
    this.#putAlike(batch.alike);
    for (const issue of batch.issues) this.#issues.push(issue);
    this.#lines += batch.lines;
    this.#newestAt = latest(this.#newestAt, batch.newestAt);
    this.#last = batch;
  }

  get packed(): Packed {
    const { cursor, offset, modifiedAt } = this.#last;
    return {
      responses: this.#responses.packed,
      tools: this.#tools.packed,
      marks: this.#marks.packed,
      texts: this.#texts.all,
      copies: this.#copies,
      costState: this.#costState,
      issues: this.#issues,
      lines: this.#lines,
      newestAt: this.#newestAt,
      cursor,
      offset,
      modifiedAt,
      restarted: this.#restarted,
    };
  }

  /** A fact of a time that no day can be named for lacks what its record promises: it is skipped, like any other that does. */
  #put(fact: Fact): void {
    if (fact.kind === 'costState') {
      this.#costState = fact;
      return;
    }
    if (!isDatable(fact.origin.at)) return;
    const { high, low } = keyHalves(fact.identity);
    if (fact.kind === 'response') {
      this.#responses.put(high, low, responseOf(fact));
      this.#noteCopy(fact, high, low);
    } else if (fact.kind === 'mark') this.#marks.put(high, low, { ...markOf(fact), counted: true });
    else this.#tools.put(high, low, toolOf(fact, responseKey(fact)));
  }

  /** Rows that differ from their pattern's in a few places. */
  #putAlike({ patterns, texts, responses, calls }: Alike): void {
    // Another reading of the same transcript numbers its patterns anew.
    if (patterns !== this.#patterns) [this.#patterns, this.#alikeResponses, this.#alikeCalls] = [patterns, [], []];
    for (let at = 0; at < responses.length; at += A_RESPONSE.width) {
      if (!isDatable(responses[at + A_RESPONSE.at]!)) continue;
      const place = responses[at + A_RESPONSE.pattern]!;
      const row = (this.#alikeResponses[place] ??= this.#responses.rowOf(responseOf(patterns[place]!)));
      const [high, low] = [responses[at + A_RESPONSE.high]!, responses[at + A_RESPONSE.low]!];
      row[RESPONSE_PLACES.at] = responses[at + A_RESPONSE.at]!;
      row[RESPONSE_PLACES.input] = responses[at + A_RESPONSE.input]!;
      row[RESPONSE_PLACES.output] = responses[at + A_RESPONSE.output]!;
      row[RESPONSE_PLACES.cacheRead] = responses[at + A_RESPONSE.cacheRead]!;
      row[RESPONSE_PLACES.cacheWrite5m] = responses[at + A_RESPONSE.cacheWrite5m]!;
      row[RESPONSE_PLACES.cacheWrite1h] = responses[at + A_RESPONSE.cacheWrite1h]!;
      row[RESPONSE_PLACES.webSearches] = responses[at + A_RESPONSE.webSearches]!;
      row[RESPONSE_PLACES.thinkingTokens] = responses[at + A_RESPONSE.thinkingTokens]!;
      row[RESPONSE_PLACES.visibleChars] = responses[at + A_RESPONSE.visibleChars]!;
      this.#responses.putRow(high, low, row);
      this.#noteCopy(patterns[place]!, high, low);
    }
    for (let at = 0; at < calls.length; at += A_CALL.width) {
      if (!isDatable(calls[at + A_CALL.at]!)) continue;
      const place = calls[at + A_CALL.pattern]!;
      const row = (this.#alikeCalls[place] ??= this.#tools.rowOf(callLike(patterns[place]!)));
      row[TOOL_PLACES.at] = calls[at + A_CALL.at]!;
      row[TOOL_PLACES.response] = calls[at + A_CALL.responseHigh]!;
      row[TOOL_PLACES.response + 1] = calls[at + A_CALL.responseLow]! >>> 0;
      row[TOOL_PLACES.name] = this.#texts.numberOf(texts[calls[at + A_CALL.name]!]!);
      row[TOOL_PLACES.workflow] = this.#texts.numberOf(texts[calls[at + A_CALL.workflow]!]!);
      this.#tools.putRow(calls[at + A_CALL.high]!, calls[at + A_CALL.low]!, row);
    }
  }

  #noteCopy({ origin }: Pick<UsageEvent, 'origin'>, high: number, low: number): void {
    if (origin.copied) this.#copies.push({ session: origin.sessionId, key: keyOfHalves(high, low) });
  }
}

const callLike = ({ origin }: UsageEvent): ToolState => toolOf({ kind: 'toolCall', identity: '', origin, name: '', response: '', workflow: '' }, NO_RESPONSE);

const responseKey = (fact: ToolCall | ToolResult): bigint => (fact.kind === 'toolCall' && fact.response !== '' ? keyOf(fact.response) : NO_RESPONSE);

/** Brings pieces of one transcript together, until somebody takes what there is. */
export class Gatherer {
  #growing: Growing | undefined;

  add(batch: Batch): void {
    this.#growing ??= new Growing(batch);
    this.#growing.add(batch);
  }

  /** Null when nothing came since the last time. */
  take(): Packed | null {
    const growing = this.#growing;
    this.#growing = undefined;
    return growing?.packed ?? null;
  }
}

/** Of two times in ms UTC; null is none. */
export const latest = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b));
