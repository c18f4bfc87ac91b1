import { block, give, go, goIf, i32, i8x16, loop, V128, when, type Assembly, type Callable, type Code, type Variable } from './assembler';
import {
  ATTACHMENT_SPANS,
  HASHED,
  HEADER,
  IN_ATTACHMENT,
  IN_RECORD,
  KEY,
  LIKENESS,
  LOOSE,
  MASKS,
  MOST_HASHED,
  PREFIX_BYTES,
  PREFIXES,
  SPAN_BYTES,
  WORD_BYTES,
} from './layout';
import { plus } from './scanValue';

const C = [0x239b961b, 0xab0e9789, 0x38b34ae5, 0xa1e38b93] as const;
const TURNS = [15, 16, 17, 18] as const;
const MIXED = [
  [19, 0x561ccd1b],
  [17, 0x0bcaa747],
  [15, 0x96cd1c35],
  [13, 0x32ac3b17],
] as const;
const LANES = [0, 1, 2, 3] as const;

/**
 * Adds two functions that hash. `key(from, to, prefix)` hashes a prefix, by its number, and the bytes of an id behind it: the same
 * numbers as core/usage/key.ts. `likeness()` hashes all that the last line said in spans that are not loose; it gives 0 where one of
 * them is too long, else 1. The answers stand in the header.
 */
export function addHash(assembly: Assembly): void {
  const hash = addMurmur(assembly);
  const copy = addCopy(assembly);
  const key = assembly.declare('key', 3);
  key.define(({ parameters, local }) => {
    const [from, to, prefix] = parameters as [Variable, Variable, Variable];
    const [start, end] = [local(), local()];
    return [
      start.set(i32.add(i32.const(PREFIXES), i32.mul(prefix.get, i32.const(PREFIX_BYTES)))),
      // The last byte of a prefix is its length.
      end.set(i32.add(i32.const(HASHED), i32.load8(start.get, PREFIX_BYTES - 1))),
      i8x16.store(i32.const(HASHED), i8x16.load(start.get)),
      end.set(copy.call(from.get, to.get, end.get)),
      give(hash.call(i32.const(HASHED), end.get, i32.const(HEADER + 4 * KEY))),
    ];
  });
  const likeness = assembly.declare('likeness', 0);
  likeness.define(({ local }) => {
    const [span, place, end, length] = [local(), local(), local(), local()];
    return [
      span.set(i32.const(IN_RECORD)),
      end.set(i32.const(HASHED)),
      loop((next) => [
        block((done) => [
          goIf(done, i32.load8(place.get, LOOSE)),
          goIf(done, i32.eqz(i32.load(span.get))),
          length.set(i32.sub(i32.load(span.get, 4), i32.load(span.get))),
          when(i32.above(length.get, i32.const(MOST_HASHED)), give(i32.const(0))),
          // Which value it is, and where it ends, so that no two lines say the same in other words.
          i32.store(end.get, i32.or(i32.shl(place.get, i32.const(16)), length.get)),
          end.set(copy.call(i32.load(span.get), i32.load(span.get, 4), plus(end, 4))),
        ]),
        place.set(plus(place, 1)),
        span.set(plus(span, SPAN_BYTES)),
        when(i32.below(span.get, i32.const(IN_ATTACHMENT + ATTACHMENT_SPANS * SPAN_BYTES)), go(next)),
      ]),
      give(hash.call(i32.const(HASHED), end.get, i32.const(HEADER + 4 * LIKENESS))),
    ];
  });
}

/** `copied(from, to, place)` copies, sixteen bytes at once, and gives where the copy ends. */
function addCopy(assembly: Assembly): Callable {
  const copied = assembly.declare('copied', 3);
  copied.define(({ parameters, local }) => {
    const [from, to, place] = parameters as [Variable, Variable, Variable];
    const end = local();
    return [
      end.set(i32.add(place.get, i32.sub(to.get, from.get))),
      loop((again) => [
        i8x16.store(place.get, i8x16.load(from.get)),
        from.set(plus(from, 16)),
        place.set(plus(place, 16)),
        when(i32.below(from.get, to.get), go(again)),
      ]),
      give(end.get),
    ];
  });
  return copied;
}

/** `hash(from, to, into)`: MurmurHash3 for 128 bits in words of 32 (Austin Appleby, public domain), with the seed 0. Gives 1. */
function addMurmur(assembly: Assembly): Callable {
  const hash = assembly.declare('hash', 3);
  hash.define(({ parameters, local }) => {
    const [from, to, into] = parameters as [Variable, Variable, Variable];
    const [length, last] = [local(), local(V128)];
    const h = LANES.map(() => local());
    const k = local();
    const scrambled = (lane: number, word: Code): Code => [
      k.set(i32.mul(word, i32.const(C[lane]!))),
      h[lane]!.set(i32.xor(h[lane]!.get, i32.mul(i32.rotl(k.get, i32.const(TURNS[lane]!)), i32.const(C[(lane + 1) % 4]!)))),
    ];
    const mixed = (lane: number): Code => {
      const [turns, added] = MIXED[lane]!;
      const turned = i32.add(i32.rotl(h[lane]!.get, i32.const(turns)), h[(lane + 1) % 4]!.get);
      return h[lane]!.set(i32.add(i32.mul(turned, i32.const(5)), i32.const(added)));
    };
    const shifted = (lane: number, bits: number): Code => h[lane]!.set(i32.xor(h[lane]!.get, i32.shr(h[lane]!.get, i32.const(bits))));
    const times = (lane: number, factor: number): Code => h[lane]!.set(i32.mul(h[lane]!.get, i32.const(factor)));
    const spread = (lane: number): Code => [shifted(lane, 16), times(lane, 0x85ebca6b), shifted(lane, 13), times(lane, 0xc2b2ae35), shifted(lane, 16)];
    const together: Code = [
      [1, 2, 3].map((lane) => h[0]!.set(i32.add(h[0]!.get, h[lane]!.get))),
      [1, 2, 3].map((lane) => h[lane]!.set(i32.add(h[lane]!.get, h[0]!.get))),
    ];
    return [
      length.set(i32.sub(to.get, from.get)),
      loop((again) =>
        when(i32.above(i32.sub(to.get, from.get), i32.const(15)), [
          LANES.map((lane) => [scrambled(lane, i32.load(from.get, 4 * lane)), mixed(lane)]),
          from.set(plus(from, 16)),
          go(again),
        ]),
      ),
      last.set(i8x16.and(i8x16.load(from.get), i8x16.load(i32.sub(i32.const(MASKS + WORD_BYTES), i32.sub(to.get, from.get))))),
      LANES.map((lane) => scrambled(lane, i8x16.word(last.get, lane))),
      LANES.map((lane) => h[lane]!.set(i32.xor(h[lane]!.get, length.get))),
      together,
      LANES.map(spread),
      together,
      LANES.map((lane) => i32.store(into.get, h[lane]!.get, 4 * lane)),
      give(i32.const(1)),
    ];
  });
  return hash;
}
