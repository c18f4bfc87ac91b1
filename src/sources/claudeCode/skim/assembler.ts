/**
 * Just enough of an assembler for WebAssembly (WebAssembly Core Specification 2.0, chapter 5, and its vector instructions) to write
 * a program as nested calls: operands first, as in `i32.add(at.get, i32.const(1))`. Code is a tree until a function is complete,
 * because a branch can only say how many blocks lie between it and its target.
 */
export type Code = number | readonly Code[] | Block | Branch;

/** Where a branch may go: to the end of a block, or to the start of a loop. */
export type Target = symbol;

interface Block {
  readonly opcode: number;
  readonly target: Target | null;
  readonly body: Code;
}

interface Branch {
  readonly opcode: number;
  readonly to: Target;
}

export const I32 = 0x7f;
export const V128 = 0x7b;
type Type = typeof I32 | typeof V128;

export interface Variable {
  readonly get: Code;
  set(value: Code): Code;
  /** Sets it and gives the value. */
  tee(value: Code): Code;
}

export interface Callable {
  call(...parameters: readonly Code[]): Code;
}

/** A function while it is written. It gives one i32. */
export interface Body {
  readonly parameters: readonly Variable[];
  local(type?: Type): Variable;
}

/** A whole number as LEB128, signed. */
const signed = (value: number): number[] => {
  const low = value & 0x7f;
  const rest = value >> 7;
  return (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0) ? [low] : [low | 0x80, ...signed(rest)];
};
const unsigned = (value: number): number[] => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]);

const operation =
  (...opcode: readonly number[]) =>
  (...operands: readonly Code[]): Code => [operands, opcode];
const vector = (opcode: number) => operation(0xfd, ...unsigned(opcode));
/** Memory at an address plus `offset`; nothing is assumed of its alignment. */
const memory =
  (...opcode: readonly number[]) =>
  (address: Code, offset = 0): Code => [address, opcode, 0, unsigned(offset)];
const storing =
  (...opcode: readonly number[]) =>
  (address: Code, value: Code, offset = 0): Code => [address, value, opcode, 0, unsigned(offset)];

export const i32 = {
  const: (value: number): Code => [0x41, signed(value | 0)],
  load: memory(0x28),
  load8: memory(0x2d),
  store: storing(0x36),
  eqz: operation(0x45),
  eq: operation(0x46),
  ne: operation(0x47),
  less: operation(0x48),
  greater: operation(0x4a),
  atLeast: operation(0x4e),
  /** Unsigned. */
  below: operation(0x49),
  /** Unsigned. */
  above: operation(0x4b),
  ctz: operation(0x68),
  popcnt: operation(0x69),
  add: operation(0x6a),
  sub: operation(0x6b),
  mul: operation(0x6c),
  and: operation(0x71),
  or: operation(0x72),
  xor: operation(0x73),
  shl: operation(0x74),
  shr: operation(0x76),
  rotl: operation(0x77),
};

/** Sixteen bytes at once. */
export const i8x16 = {
  load: memory(0xfd, 0),
  store: storing(0xfd, 11),
  /** The same byte everywhere. */
  all: (byte: number): Code => [0xfd, 12, Array.from({ length: 16 }, () => byte & 0xff)],
  /** Four numbers of 32 bits. */
  words: (...words: readonly number[]): Code => [0xfd, 12, words.flatMap((word) => [word & 0xff, (word >> 8) & 0xff, (word >> 16) & 0xff, word >>> 24])],
  eq: vector(35),
  /** Signed: every byte of ASCII is greater than any other. */
  greater: vector(39),
  above: vector(40),
  noneAbove: vector(42),
  and: vector(78),
  or: vector(80),
  xor: vector(81),
  anyTrue: vector(83),
  /** The highest bit of each byte. */
  bits: vector(100),
  word: (value: Code, lane: number): Code => [value, 0xfd, 27, lane],
  addWords: vector(174),
  mulWords: vector(181),
};

/** `body` as often as something goes `again`; it ends where nothing does. */
export const loop = (body: (again: Target) => Code): Code => {
  const target = Symbol('loop');
  return { opcode: 0x03, target, body: body(target) };
};
export const block = (body: (out: Target) => Code): Code => {
  const target = Symbol('block');
  return { opcode: 0x02, target, body: body(target) };
};
export const when = (condition: Code, then: Code, otherwise?: Code): Code => [
  condition,
  { opcode: 0x04, target: null, body: otherwise === undefined ? then : [then, 0x05, otherwise] },
];
export const go = (to: Target): Code => ({ opcode: 0x0c, to });
export const goIf = (to: Target, condition: Code): Code => [condition, { opcode: 0x0d, to }];
export const give = (value: Code): Code => [value, 0x0f];
/** One of two values, both made. */
export const either = (condition: Code, then: Code, otherwise: Code): Code => [then, otherwise, condition, 0x1b];
/** Sets `length` bytes to 0. */
export const clear = (address: Code, length: number): Code => [address, i32.const(0), i32.const(length), 0xfc, 11, 0];

function encode(code: Code, open: readonly (Target | null)[], into: number[]): void {
  if (typeof code === 'number') into.push(code);
  else if ('body' in code) {
    into.push(code.opcode, 0x40);
    encode(code.body, [...open, code.target], into);
    into.push(0x0b);
  } else if ('to' in code) into.push(code.opcode, ...unsigned(open.length - 1 - open.lastIndexOf(code.to)));
  else for (const part of code) encode(part, open, into);
}

const variable = (index: number, get: number, set: number, tee?: number): Variable => ({
  get: [get, unsigned(index)],
  set: (value) => [value, set, unsigned(index)],
  tee: (value) => (tee === undefined ? [value, set, unsigned(index), get, unsigned(index)] : [value, tee, unsigned(index)]),
});

const listed = (items: readonly (readonly number[])[]): number[] => [...unsigned(items.length), ...items.flat()];
const sized = (bytes: readonly number[]): number[] => [...unsigned(bytes.length), ...bytes];
const text = (value: string): number[] => sized([...Buffer.from(value)]);

const MAGIC = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** A module that imports its memory as `env.memory` and exports its functions by their names. */
export class Assembly {
  readonly #functions: { readonly name: string; readonly parameters: number; body: number[] }[] = [];
  #globals = 0;

  /** An i32 that all functions share, 0 at first. */
  global(): Variable {
    return variable(this.#globals++, 0x23, 0x24);
  }

  /** A function of i32 parameters. Its body may call any function that was declared before the body was asked for. */
  declare(name: string, parameters: number): Callable & { define(write: (body: Body) => Code): void } {
    const index = this.#functions.length;
    const made = { name, parameters, body: [] as number[] };
    this.#functions.push(made);
    return {
      call: (...given) => [given, 0x10, unsigned(index)],
      define(write) {
        const types: Type[] = [];
        const local = (place: number): Variable => variable(place, 0x20, 0x21, 0x22);
        const code = write({
          parameters: Array.from({ length: parameters }, (_, place) => local(place)),
          local: (type = I32) => local(parameters + types.push(type) - 1),
        });
        made.body = listed(types.map((type) => [1, type]));
        encode(code, [], made.body);
        // The end of a function is never reached: every way through it gives something.
        made.body.push(0x00, 0x0b);
      },
    };
  }

  /** The module as bytes. */
  bytes(): Uint8Array<ArrayBuffer> {
    const functions = this.#functions;
    const section = (id: number, items: readonly (readonly number[])[]): number[] => [id, ...sized(listed(items))];
    return Uint8Array.from([
      ...MAGIC,
      ...section(
        1,
        functions.map(({ parameters }) => [0x60, ...listed(Array.from({ length: parameters }, () => [I32])), ...listed([[I32]])]),
      ),
      ...section(2, [[...text('env'), ...text('memory'), 2, 0, 1]]),
      ...section(
        3,
        functions.map((_, type) => unsigned(type)),
      ),
      ...section(
        6,
        Array.from({ length: this.#globals }, () => [I32, 1, 0x41, 0, 0x0b]),
      ),
      ...section(
        7,
        functions.map(({ name }, index) => [...text(name), 0, ...unsigned(index)]),
      ),
      ...section(
        10,
        functions.map(({ body }) => sized(body)),
      ),
    ]);
  }
}
