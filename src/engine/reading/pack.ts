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
  const texts = new Texts();
  const packed = {
    responses: packRows(responses, RESPONSE_WIDTH, texts, putResponse),
    tools: packRows(tools, TOOL_WIDTH, texts, putTool),
    marks: packRows(marks, MARK_WIDTH, texts, putMark),
  };
  return { ...rest, ...packed, texts: texts.all };
}

/** What may change hands instead of being copied. */
export const transferred = ({ responses, tools, marks }: Packed): ArrayBuffer[] =>
  [responses, tools, marks].flatMap(({ keys, numbers }) => [keys.buffer, numbers.buffer]);

export function unpack({ texts, responses, tools, marks, ...rest }: Packed): Gathered {
  const of = <S>(rows: PackedRows, take: (row: RowReader) => S): ReadonlyMap<bigint, S> => unpackRows(rows, texts, take);
  return { ...rest, responses: of(responses, takeResponse), tools: of(tools, takeTool), marks: of(marks, takeMark) };
}

/** Gives each text a number. */
class Texts {
  readonly all: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.all.length);
    return this.all.push(text) - 1;
  }
}

/** Numbers in a row of each kind. */
const ORIGIN_WIDTH = 9;
const RESPONSE_WIDTH = ORIGIN_WIDTH + 18;
const TOOL_WIDTH = ORIGIN_WIDTH + 6;
const MARK_WIDTH = ORIGIN_WIDTH + 4;

function packRows<S>(states: ReadonlyMap<bigint, S>, width: number, texts: Texts, put: (state: S, row: RowWriter) => void): PackedRows {
  const keys = new BigInt64Array(states.size);
  const numbers = new Float64Array(states.size * width);
  const row = new RowWriter(numbers, width, texts);
  let place = 0;
  for (const [key, state] of states) {
    keys[place++] = key;
    put(state, row);
  }
  return { keys, numbers };
}

/** Takes the numbers of all rows one after the other. */
class RowWriter {
  readonly #numbers: Float64Array;
  readonly #texts: Texts;
  readonly #width: number;
  /** The last text of each column, and its number: most stay the same from row to row. */
  readonly #last: string[];
  readonly #lastNumbers: number[];
  #at = 0;

  constructor(numbers: Float64Array, width: number, texts: Texts) {
    this.#numbers = numbers;
    this.#texts = texts;
    this.#width = width;
    this.#last = new Array<string>(width).fill('');
    this.#lastNumbers = new Array<number>(width).fill(texts.numberOf(''));
  }

  number(value: number): void {
    this.#numbers[this.#at++] = value;
  }

  flag(value: boolean): void {
    this.#numbers[this.#at++] = value ? 1 : 0;
  }

  text(value: string): void {
    const column = this.#at % this.#width;
    if (this.#last[column] !== value) {
      this.#last[column] = value;
      this.#lastNumbers[column] = this.#texts.numberOf(value);
    }
    this.#numbers[this.#at++] = this.#lastNumbers[column]!;
  }
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

function putOrigin(origin: Origin, row: RowWriter): void {
  row.number(origin.at);
  row.flag(origin.sidechain);
  row.flag(origin.copied);
  row.text(origin.sessionId);
  row.text(origin.cwd);
  row.text(origin.branch);
  row.text(origin.version);
  row.text(origin.entrypoint);
  row.text(origin.agentId);
}

function takeOrigin(row: RowReader): Origin {
  const [at, sidechain, copied, sessionId, cwd, branch] = [row.number(), row.flag(), row.flag(), row.text(), row.text(), row.text()];
  return { at, sessionId, cwd, branch, version: row.text(), entrypoint: row.text(), sidechain, copied, agentId: row.text() };
}

function putResponse(state: ResponseState, row: RowWriter): void {
  const { tokens } = state;
  putOrigin(state.origin, row);
  row.flag(state.replayed);
  row.number(tokens.input);
  row.number(tokens.output);
  row.number(tokens.cacheRead);
  row.number(tokens.cacheWrite5m);
  row.number(tokens.cacheWrite1h);
  row.number(tokens.webSearches);
  row.flag(state.final);
  row.text(state.model);
  row.text(state.speed);
  row.text(state.serviceTier);
  row.text(state.inferenceGeo);
  row.number(state.thinkingTokens);
  row.number(state.visibleChars);
  row.text(state.skill);
  row.text(state.mcpServer);
  row.text(state.agentType);
  row.number(state.recordedNanoUsd ?? Number.NaN);
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

function putTool(state: ToolState, row: RowWriter): void {
  const [high, low] = halves(state.response);
  putOrigin(state.origin, row);
  row.flag(state.called);
  row.text(state.name);
  row.flag(state.isError);
  row.number(high);
  row.number(low);
  row.text(state.workflow);
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

function putMark(state: KeptMark, row: RowWriter): void {
  putOrigin(state.origin, row);
  row.number(MARK_NAMES.indexOf(state.mark));
  row.text(state.name);
  row.text(state.workflow);
  row.flag(state.counted);
}

const takeMark = (row: RowReader): KeptMark => ({
  origin: takeOrigin(row),
  mark: MARK_NAMES[row.number()]!,
  name: row.text(),
  workflow: row.text() as WorkflowId | '',
  counted: row.flag(),
});
