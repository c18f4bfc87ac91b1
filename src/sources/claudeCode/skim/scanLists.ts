import { clear, give, go, i32, loop, when, type Assembly, type Callable, type Code } from './assembler';
import {
  BLOCK,
  BLOCKS,
  BLOCK_BYTES,
  BLOCK_COUNT,
  FIELDS,
  HEADER,
  IN_ITERATION,
  ITERATION,
  MARK_BITS,
  MOST_BLOCKS,
  MOST_WORDS,
  NESTED_STATE,
  SPAN_BYTES,
  USUAL_ITERATION,
} from './layout';
import { at, is, orGive, plus, refuse, skipBlanks, TOO_RARE, type ValueScan } from './scanValue';

export const header = (place: number): Code => i32.load(i32.const(HEADER + 4 * place));
export const setHeader = (place: number, value: Code): Code => i32.store(i32.const(HEADER + 4 * place), value);
export const levelOf = (level: number): number => FIELDS + level * MOST_WORDS;

/** The blocks of a content: from the bracket to behind its end. */
export function addList(assembly: Assembly, { blanks, value }: ValueScan, object: Callable): Callable {
  const list = assembly.declare('list', 1);
  list.define(({ parameters, local }) => {
    const from = parameters[0]!;
    const spans = local();
    return [
      from.set(plus(from, 1)),
      from.set(skipBlanks(blanks, from)),
      when(is(at(from), ']'), give(plus(from, 1))),
      loop((next) => [
        when(i32.eq(header(BLOCK_COUNT), i32.const(MOST_BLOCKS)), give(i32.const(TOO_RARE))),
        spans.set(i32.add(i32.const(BLOCKS), i32.mul(header(BLOCK_COUNT), i32.const(BLOCK_BYTES)))),
        setHeader(BLOCK_COUNT, i32.add(header(BLOCK_COUNT), i32.const(1))),
        clear(spans.get, BLOCK_BYTES),
        when(is(at(from), '{'), from.set(object.call(from.get, i32.const(levelOf(BLOCK)), spans.get)), from.set(value.call(from.get))),
        orGive(from),
        from.set(skipBlanks(blanks, from)),
        when(is(at(from), ','), [from.set(plus(from, 1)), from.set(skipBlanks(blanks, from)), go(next)]),
        when(is(at(from), ']'), give(plus(from, 1))),
        refuse,
      ]),
    ];
  });
  return list;
}

/** The iterations of a usage: from the bracket to behind its end. Notes where one is of another type than the usual. */
export function addIterations(assembly: Assembly, { blanks, value }: ValueScan, object: Callable): Callable {
  const iterations = assembly.declare('iterations', 1);
  const unusual = setHeader(NESTED_STATE, i32.const(1));
  iterations.define(({ parameters }) => {
    const from = parameters[0]!;
    return [
      from.set(plus(from, 1)),
      from.set(skipBlanks(blanks, from)),
      when(is(at(from), ']'), give(plus(from, 1))),
      loop((next) => [
        clear(i32.const(IN_ITERATION), SPAN_BYTES),
        when(
          is(at(from), '{'),
          [from.set(object.call(from.get, i32.const(levelOf(ITERATION)), i32.const(IN_ITERATION)))],
          [unusual, from.set(value.call(from.get))],
        ),
        orGive(from),
        when(i32.ne(i32.shr(i32.load(i32.const(IN_ITERATION + 12)), i32.const(MARK_BITS)), i32.load(i32.const(USUAL_ITERATION))), unusual),
        from.set(skipBlanks(blanks, from)),
        when(is(at(from), ','), [from.set(plus(from, 1)), from.set(skipBlanks(blanks, from)), go(next)]),
        when(is(at(from), ']'), give(plus(from, 1))),
        refuse,
      ]),
    ];
  });
  return iterations;
}
