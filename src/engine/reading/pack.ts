import { MARKS as MARK_NAMES, type Origin } from '../../core/usage/event';
import type { WorkflowId } from '../../core/workflows/workflow';
import type { ResponseState, ToolState } from '../../core/usage/merge';
import type { KeptMark } from '../../store/writes/marks';
import type { Gathered } from './gather';

/** What was gathered, in a form that crosses threads without being copied object by object. */
export interface Packed extends Omit<Gathered, 'responses' | 'tools' | 'marks'> {
  /** Every text once; rows name them by their place. */
  readonly texts: readonly string[];
  readonly responses: PackedRows;
  readonly tools: PackedRows;
  readonly marks: PackedRows;
}

interface PackedRows {
  readonly keys: BigInt64Array<ArrayBuffer>;
  /** Rows of equal width, in the order of the keys. */
  readonly numbers: Float64Array<ArrayBuffer>;
}

export function pack({ responses, tools, marks, ...rest }: Gathered): Packed {
  const texts = new Map<string, number>();
  const id = (text: string): number => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, texts.size);
    return texts.size - 1;
  };
  const packed = { responses: packRows(responses, id, putResponse), tools: packRows(tools, id, putTool), marks: packRows(marks, id, putMark) };
  return { ...rest, ...packed, texts: [...texts.keys()] };
}

/** What may change hands instead of being copied. */
export const transferred = ({ responses, tools, marks }: Packed): ArrayBuffer[] =>
  [responses, tools, marks].flatMap(({ keys, numbers }) => [keys.buffer, numbers.buffer]);

export function unpack({ texts, responses, tools, marks, ...rest }: Packed): Gathered {
  const of = <S>(rows: PackedRows, take: (row: RowReader) => S): ReadonlyMap<bigint, S> => unpackRows(rows, texts, take);
  return { ...rest, responses: of(responses, takeResponse), tools: of(tools, takeTool), marks: of(marks, takeMark) };
}

type Id = (text: string) => number;

function packRows<S>(states: ReadonlyMap<bigint, S>, id: Id, put: (state: S, into: number[], id: Id) => void): PackedRows {
  const numbers: number[] = [];
  for (const state of states.values()) put(state, numbers, id);
  return { keys: BigInt64Array.from(states.keys()), numbers: Float64Array.from(numbers) };
}

function unpackRows<S>({ keys, numbers }: PackedRows, texts: readonly string[], take: (row: RowReader) => S): ReadonlyMap<bigint, S> {
  const row = new RowReader(numbers, texts);
  const states = new Map<bigint, S>();
  for (const key of keys) states.set(key, take(row));
  return states;
}

/** Gives the numbers of all rows one after the other. */
class RowReader {
  readonly #numbers: Float64Array;
  readonly #texts: readonly string[];
  #at = 0;

  constructor(numbers: Float64Array, texts: readonly string[]) {
    this.#numbers = numbers;
    this.#texts = texts;
  }

  number(): number {
    return this.#numbers[this.#at++]!;
  }

  flag(): boolean {
    return this.number() === 1;
  }

  text(): string {
    return this.#texts[this.number()]!;
  }
}

function putOrigin(origin: Origin, into: number[], id: Id): void {
  into.push(origin.at, Number(origin.sidechain), Number(origin.copied), id(origin.sessionId), id(origin.cwd), id(origin.branch));
  into.push(id(origin.version), id(origin.entrypoint), id(origin.agentId));
}

function takeOrigin(row: RowReader): Origin {
  const [at, sidechain, copied, sessionId, cwd, branch] = [row.number(), row.flag(), row.flag(), row.text(), row.text(), row.text()];
  return { at, sessionId, cwd, branch, version: row.text(), entrypoint: row.text(), sidechain, copied, agentId: row.text() };
}

function putResponse(state: ResponseState, into: number[], id: Id): void {
  const { tokens } = state;
  putOrigin(state.origin, into, id);
  into.push(Number(state.replayed), tokens.input, tokens.output, tokens.cacheRead, tokens.cacheWrite5m, tokens.cacheWrite1h, tokens.webSearches);
  into.push(Number(state.final), id(state.model), id(state.speed), id(state.serviceTier), id(state.inferenceGeo), state.thinkingTokens, state.visibleChars);
  into.push(id(state.skill), id(state.mcpServer), id(state.agentType), state.recordedNanoUsd ?? Number.NaN);
}

function takeResponse(row: RowReader): ResponseState {
  const origin = takeOrigin(row);
  const replayed = row.flag();
  const [input, output, cacheRead] = [row.number(), row.number(), row.number()];
  const tokens = { input, output, cacheRead, cacheWrite5m: row.number(), cacheWrite1h: row.number(), webSearches: row.number() };
  const final = row.flag();
  const [model, speed, serviceTier, inferenceGeo] = [row.text(), row.text(), row.text(), row.text()];
  const [thinkingTokens, visibleChars] = [row.number(), row.number()];
  const [skill, mcpServer, agentType, recorded] = [row.text(), row.text(), row.text(), row.number()];
  return {
    origin,
    replayed,
    tokens,
    final,
    model,
    speed,
    serviceTier,
    inferenceGeo,
    thinkingTokens,
    visibleChars,
    skill,
    mcpServer,
    agentType,
    recordedNanoUsd: Number.isNaN(recorded) ? null : recorded,
  };
}

function putTool(state: ToolState, into: number[], id: Id): void {
  putOrigin(state.origin, into, id);
  const [high, low] = halves(state.response);
  into.push(Number(state.called), id(state.name), Number(state.isError), high, low, id(state.workflow));
}

const takeTool = (row: RowReader): ToolState => ({
  origin: takeOrigin(row),
  called: row.flag(),
  name: row.text(),
  isError: row.flag(),
  response: whole(row.number(), row.number()),
  workflow: row.text() as WorkflowId | '',
});

/** A key as two numbers, which hold 53 bits each: the upper 32 bits, signed, and the lower. */
const halves = (key: bigint): readonly [high: number, low: number] => [Number(key >> 32n), Number(key & 0xffff_ffffn)];
const whole = (high: number, low: number): bigint => (BigInt(high) << 32n) | BigInt(low);

function putMark(state: KeptMark, into: number[], id: Id): void {
  putOrigin(state.origin, into, id);
  into.push(MARK_NAMES.indexOf(state.mark), id(state.name), id(state.workflow), Number(state.counted));
}

const takeMark = (row: RowReader): KeptMark => ({
  origin: takeOrigin(row),
  mark: MARK_NAMES[row.number()]!,
  name: row.text(),
  workflow: row.text() as WorkflowId | '',
  counted: row.flag(),
});
