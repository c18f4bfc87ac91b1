import { block, give, go, goIf, i32, i8x16, loop, V128, when, type Assembly, type Callable, type Code, type Variable } from './assembler';
import { MASKS, SLOT_BITS, SLOT_BYTES, WORD_BYTES, WORDS } from './layout';
import { plus } from './scanValue';

/**
 * `units(from, to)` gives the length of a text in UTF-16 units, of which one stands for every byte that begins a character, and two
 * for those of four bytes. Only of valid UTF-8, and of no more than the scanner's memory.
 */
export function addUnits(assembly: Assembly): void {
  const units = assembly.declare('units', 2);
  units.define(({ parameters: [from, to], local }) => {
    const [sum, bytes, inside] = [local(), local(V128), local()];
    const count = (which: Code): Code => sum.set(i32.add(sum.get, i32.popcnt(i32.and(inside.get, i8x16.bits(which)))));
    return [
      inside.set(i32.const(0xffff)),
      loop((again) => [
        // Of the last ones not all belong to the text.
        when(i32.less(i32.sub(to!.get, from!.get), i32.const(16)), [
          when(i32.less(i32.sub(to!.get, from!.get), i32.const(1)), give(sum.get)),
          inside.set(i32.sub(i32.shl(i32.const(1), i32.sub(to!.get, from!.get)), i32.const(1))),
        ]),
        bytes.set(i8x16.load(from!.get)),
        count(i8x16.greater(bytes.get, i8x16.all(0xbf))),
        count(i8x16.above(bytes.get, i8x16.all(0xef))),
        from!.set(plus(from!, 16)),
        go(again),
      ]),
    ];
  });
}

/** Multipliers without meaning but to spread. */
const SPREAD = [
  [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f],
  [0x165667b1, 0x7feb352d, 0x846ca68b, 0x2c1b3c6d],
] as const;

/** Words are found by their bytes, without making a string of them. */
export function addWords(assembly: Assembly): Callable {
  const load = (from: Variable, length: Variable, half: number): Code =>
    i8x16.and(i8x16.load(from.get, 16 * half), i8x16.load(i32.sub(i32.const(MASKS + WORD_BYTES + 16 * half), length.get)));
  const hash = (low: Variable, high: Variable, spread: Variable): Code => [
    spread.set(i8x16.addWords(i8x16.mulWords(low.get, i8x16.words(...SPREAD[0])), i8x16.mulWords(high.get, i8x16.words(...SPREAD[1])))),
    i32.mul(
      i32.shr(
        i32.add(i32.add(i8x16.word(spread.get, 0), i8x16.word(spread.get, 1)), i32.add(i8x16.word(spread.get, 2), i8x16.word(spread.get, 3))),
        i32.const(32 - SLOT_BITS),
      ),
      i32.const(SLOT_BYTES),
    ),
  ];
  const slot = assembly.declare('slot', 2);
  slot.define(({ parameters: [from, length], local }) => {
    const [low, high, spread] = [local(V128), local(V128), local(V128)];
    return [low.set(load(from!, length!, 0)), high.set(load(from!, length!, 1)), give(hash(low, high, spread))];
  });
  const find = assembly.declare('find', 2);
  find.define(({ parameters: [from, length], local }) => {
    const [low, high, spread, place] = [local(V128), local(V128), local(V128), local()];
    return [
      when(i32.above(length!.get, i32.const(WORD_BYTES)), give(i32.const(0))),
      low.set(load(from!, length!, 0)),
      high.set(load(from!, length!, 1)),
      place.set(hash(low, high, spread)),
      block((found) =>
        loop((again) => [
          goIf(found, i32.eqz(i32.load(place.get, WORDS + WORD_BYTES))),
          goIf(
            found,
            i32.eqz(i8x16.anyTrue(i8x16.or(i8x16.xor(low.get, i8x16.load(place.get, WORDS)), i8x16.xor(high.get, i8x16.load(place.get, WORDS + 16))))),
          ),
          place.set(plus(place, SLOT_BYTES)),
          when(i32.eq(place.get, i32.const(SLOT_BYTES << SLOT_BITS)), place.set(i32.const(0))),
          go(again),
        ]),
      ),
      give(i32.load(place.get, WORDS + WORD_BYTES)),
    ];
  });
  return find;
}
