import { MARKS as MARK_NAMES, type Origin } from '../../core/usage/event';
import { mergeResponse, mergeTool, type ResponseState, type ToolState } from '../../core/usage/merge';
import type { Numbered } from '../../store/numbered';
import { PACKED_MARKS } from '../../store/rows/markRow';
import type { PackedRows } from '../../store/rows/packedRows';
import type { PackedTable } from '../../store/rows/packedTable';
import { PACKED_RESPONSES } from '../../store/rows/responseRow';
import { PACKED_TOOLS } from '../../store/rows/toolRow';
import { MARKS, type KeptMark } from '../../store/writes/marks';
import type { Gathered } from './gather';

/** What was gathered, in a form that crosses threads without being copied object by object. */
export interface Packed extends Omit<Gathered, 'responses' | 'tools' | 'marks'> {
  /** Every text once; rows name them by their place. */
  readonly texts: readonly string[];
  readonly responses: PackedRows;
  readonly tools: PackedRows;
  readonly marks: PackedRows;
}

/** What may change hands instead of being copied. */
export const transferred = ({ responses, tools, marks }: Packed): ArrayBuffer[] =>
  [responses, tools, marks].flatMap(({ keys, numbers }) => [keys.buffer, numbers.buffer]);

/** Takes the numbers of a row one after the other. */
export class RowWriter {
  #numbers: Float64Array = new Float64Array(0);
  readonly #texts: Numbered;
  /** The last text of each column, and its number: most stay the same from row to row. */
  readonly #last: string[];
  readonly #lastNumbers: number[];
  #start = 0;
  #at = 0;

  constructor(width: number, texts: Numbered) {
    this.#texts = texts;
    this.#last = new Array<string>(width).fill('');
    this.#lastNumbers = new Array<number>(width).fill(texts.numberOf(''));
  }

  /** The next number is the first of a row there. */
  begin(numbers: Float64Array, at: number): void {
    this.#numbers = numbers;
    this.#start = this.#at = at;
  }

  number(value: number): void {
    this.#numbers[this.#at++] = value;
  }

  flag(value: boolean): void {
    this.#numbers[this.#at++] = value ? 1 : 0;
  }

  text(value: string): void {
    const column = this.#at - this.#start;
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

/** How one kind of things stands in rows, and what two lines of the same one come to. */
export interface RowKind<S> {
  readonly table: PackedTable<S>;
  readonly put: (state: S, row: RowWriter) => void;
  readonly merge: (a: S, b: S) => S;
}

export const RESPONSE_ROWS: RowKind<ResponseState> = { table: PACKED_RESPONSES, put: putResponse, merge: mergeResponse };
export const TOOL_ROWS: RowKind<ToolState> = { table: PACKED_TOOLS, put: putTool, merge: mergeTool };
export const MARK_ROWS: RowKind<KeptMark> = { table: PACKED_MARKS, put: putMark, merge: MARKS.merge };
