import { MARKS as MARK_NAMES, type Origin } from '../../core/usage/event';
import type { ResponseState, ToolState } from '../../core/usage/merge';
import { Numbered } from '../../store/numbered';
import { PACKED_MARKS } from '../../store/rows/markRow';
import type { PackedRows } from '../../store/rows/packedRows';
import { PACKED_RESPONSES } from '../../store/rows/responseRow';
import { PACKED_TOOLS } from '../../store/rows/toolRow';
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

export function pack({ responses, tools, marks, ...rest }: Gathered): Packed {
  const texts = new Numbered();
  const packed = {
    responses: packRows(responses, PACKED_RESPONSES.width, texts, putResponse),
    tools: packRows(tools, PACKED_TOOLS.width, texts, putTool),
    marks: packRows(marks, PACKED_MARKS.width, texts, putMark),
  };
  return { ...rest, ...packed, texts: texts.all };
}

/** What may change hands instead of being copied. */
export const transferred = ({ responses, tools, marks }: Packed): ArrayBuffer[] =>
  [responses, tools, marks].flatMap(({ keys, numbers }) => [keys.buffer, numbers.buffer]);

function packRows<S>(states: ReadonlyMap<bigint, S>, width: number, texts: Numbered, put: (state: S, row: RowWriter) => void): PackedRows {
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
  readonly #texts: Numbered;
  readonly #width: number;
  /** The last text of each column, and its number: most stay the same from row to row. */
  readonly #last: string[];
  readonly #lastNumbers: number[];
  #at = 0;

  constructor(numbers: Float64Array, width: number, texts: Numbered) {
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

/** A key as two numbers, which hold 53 bits each: the upper 32 bits, signed, and the lower. */
const halves = (key: bigint): readonly [high: number, low: number] => [Number(key >> 32n), Number(key & 0xffff_ffffn)];
function putMark(state: KeptMark, row: RowWriter): void {
  putOrigin(state.origin, row);
  row.number(MARK_NAMES.indexOf(state.mark));
  row.text(state.name);
  row.text(state.workflow);
  row.flag(state.counted);
}
