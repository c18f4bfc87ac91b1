import { block, either, give, go, goIf, i32, i8x16, loop, V128, when, type Assembly, type Callable, type Code, type Variable } from './assembler';
import { ESCAPES, HARD_ESCAPE, HEX, NAMES, STACK, STACK_BYTES } from './layout';

/** Instead of a position: the text is no JSON, or it must be read in another way because it is rarer than this program is long. */
export const MALFORMED = -1;
export const TOO_RARE = -2;

export const byte = (character: string): Code => i32.const(character.charCodeAt(0));
export const at = (position: Variable, offset = 0): Code => i32.load8(position.get, offset);
export const plus = (position: Variable, bytes: number): Code => i32.add(position.get, i32.const(bytes));
export const is = (what: Code, character: string): Code => i32.eq(what, byte(character));
export const refuse: Code = give(i32.const(MALFORMED));
/** Gives up where a position is none. */
export const orGive = (position: Variable): Code => when(i32.less(position.get, i32.const(0)), give(position.get));

/** What a scanner's functions tell of the last value, besides where it ends. */
export interface Told {
  /** Bytes that the escapes of the last string are longer than what they stand for. */
  readonly escaped: Variable;
  /** Since it was set to 0: something is not ASCII. */
  readonly notAscii: Variable;
  /** Since it was set to 0: something is written in another way than JSON.stringify writes it, perhaps. */
  readonly notPlain: Variable;
}

export interface ValueScan extends Told {
  /** Blanks inside a line. */
  readonly blanks: Callable;
  /** From behind the opening quote to behind the closing one. */
  readonly string: Callable;
  /** From behind a name to its value. */
  readonly colon: Callable;
  /** Any value, however deeply nested. */
  readonly value: Callable;
  /** The same; `notPlain` tells of it. */
  readonly measured: Callable;
}

/** Where a quote, a backslash or a control character stands among sixteen bytes. Flipping bit 1 puts the quote just above the control characters, and the blank elsewhere. */
export const specials = (bytes: Code, other: Code = bytes): Code =>
  i8x16.bits(i8x16.or(i8x16.noneAbove(i8x16.xor(bytes, i8x16.all(2)), i8x16.all(0x20)), i8x16.eq(other, i8x16.all(0x5c))));

/**
 * Functions that walk over JSON without making anything of it, and refuse exactly what JSON.parse refuses. Every one takes the
 * position where its part begins, and gives the one behind it. A line feed must follow the text: it ends every loop, because it can
 * stand nowhere inside.
 */
export function addValueScan(assembly: Assembly): ValueScan {
  const told: Told = { escaped: assembly.global(), notAscii: assembly.global(), notPlain: assembly.global() };
  const blanks = addBlanks(assembly);
  const string = addString(assembly, told);
  const colon = assembly.declare('colon', 1);
  colon.define(({ parameters: [from] }) => [
    from!.set(skipBlanks(blanks, from!)),
    when(i32.ne(at(from!), byte(':')), refuse),
    from!.set(plus(from!, 1)),
    give(skipBlanks(blanks, from!)),
  ]);
  const parts = { ...told, blanks, string, colon };
  return { ...parts, value: addValue(assembly, parts, false), measured: addValue(assembly, parts, true) };
}

/** The position behind blanks; mostly there are none. */
export const skipBlanks = (blanks: Callable, from: Variable): Code => [when(i32.below(at(from), byte('!')), from.set(blanks.call(from.get))), from.get];

function addBlanks(assembly: Assembly): Callable {
  const blanks = assembly.declare('blanks', 1);
  blanks.define(({ parameters: [from] }) => [
    loop((again) => [when(i32.or(i32.or(is(at(from!), ' '), is(at(from!), '\t')), is(at(from!), '\r')), [from!.set(plus(from!, 1)), go(again)])]),
    give(from!.get),
  ]);
  return blanks;
}

function addString(assembly: Assembly, { escaped, notAscii, notPlain }: Told): Callable {
  const string = assembly.declare('string', 1);
  string.define(({ parameters, local }) => {
    const from = parameters[0]!;
    const [found, place, code, longer, bytes, all] = [local(), local(), local(), local(), local(V128), local(V128)];
    const tell: Code = [escaped.set(longer.get), when(i8x16.bits(all.get), notAscii.set(i32.const(1)))];
    const escape: Code = [
      code.set(i32.load8(at(place, 1), ESCAPES)),
      when(i32.eqz(code.get), refuse),
      when(i32.above(code.get, i32.const(HARD_ESCAPE)), [notPlain.set(i32.const(1)), code.set(i32.and(code.get, i32.const(HARD_ESCAPE - 1)))]),
      when(i32.above(code.get, i32.const(1)), [when(i32.eqz(i32.and(i32.and(hex(place, 2), hex(place, 3)), i32.and(hex(place, 4), hex(place, 5)))), refuse)]),
      longer.set(i32.add(longer.get, code.get)),
      place.set(i32.add(plus(place, 1), code.get)),
    ];
    return [
      loop((nextBytes) => [
        bytes.set(i8x16.load(from.get)),
        all.set(i8x16.or(all.get, bytes.get)),
        found.set(specials(bytes.get)),
        loop((nextFound) => [
          when(found.get, [
            place.set(i32.add(from.get, i32.ctz(found.get))),
            code.set(at(place)),
            when(is(code.get, '"'), [tell, give(plus(place, 1))]),
            when(i32.ne(code.get, byte('\\')), refuse),
            escape,
            code.set(i32.sub(place.get, from.get)),
            when(i32.above(code.get, i32.const(15)), [from.set(place.get), go(nextBytes)]),
            found.set(i32.and(found.get, i32.shl(i32.const(-1), code.get))),
            go(nextFound),
          ]),
        ]),
        from.set(plus(from, 16)),
        go(nextBytes),
      ]),
    ];
  });
  return string;
}

const hex = (place: Variable, offset: number): Code => i32.load8(at(place, offset), HEX);

type Parts = Told & Pick<ValueScan, 'blanks' | 'string' | 'colon'>;

/** JSON.stringify gives up at some depth far beyond. */
const PLAIN_DEPTH = 500;

/** What is open is a number on the stack: 0 for a list, for an object 1 and twice the place of the hash of its first name. */
function addValue(assembly: Assembly, parts: Parts, measure: boolean): Callable {
  const { blanks, string, colon, notPlain } = parts;
  const scalar = addScalar(assembly, notPlain, measure);
  const value = assembly.declare(measure ? 'measured' : 'value', 1);
  value.define(({ parameters, local }) => {
    const from = parameters[0]!;
    const [open, top, code, names, hash, look] = [local(), local(), local(), local(), local(), local()];
    const spaced = measure ? when(i32.below(at(from), byte('!')), notPlain.set(i32.const(1))) : [];
    const skip: Code = [spaced, from.set(skipBlanks(blanks, from))];
    const push = (what: Code): Code => [
      when(i32.eq(open.get, i32.const(STACK_BYTES)), give(i32.const(TOO_RARE))),
      measure ? when(i32.above(open.get, i32.const(4 * PLAIN_DEPTH)), notPlain.set(i32.const(1))) : [],
      i32.store(open.get, what, STACK),
      open.set(plus(open, 4)),
    ];
    /** The text of a name: two equal ones in an object are one. */
    const remember: Code = [
      look.set(from.get),
      hash.set(i32.const(7)),
      block((out) =>
        loop((again) => [
          goIf(out, is(at(look), '"')),
          when(is(at(look), '\\'), [hash.set(i32.add(i32.mul(hash.get, i32.const(31)), at(look))), look.set(plus(look, 1))]),
          hash.set(i32.add(i32.mul(hash.get, i32.const(31)), at(look))),
          look.set(plus(look, 1)),
          go(again),
        ]),
      ),
      look.set(i32.shr(top.get, i32.const(1))),
      block((out) =>
        loop((again) => [
          goIf(out, i32.eq(look.get, names.get)),
          when(i32.eq(i32.load(look.get), hash.get), notPlain.set(i32.const(1))),
          look.set(plus(look, 4)),
          go(again),
        ]),
      ),
      when(i32.eq(names.get, i32.const(STACK)), notPlain.set(i32.const(1)), [i32.store(names.get, hash.get), names.set(plus(names, 4))]),
    ];
    const name: Code = [
      when(i32.ne(at(from), byte('"')), refuse),
      code.set(plus(from, 1)),
      from.set(string.call(code.get)),
      orGive(from),
      measure ? [look.set(from.get), from.set(code.get), code.set(look.get), remember, from.set(code.get)] : [],
      spaced,
      from.set(colon.call(from.get)),
      orGive(from),
      measure ? when(i32.below(i32.load8(i32.sub(from.get, i32.const(1))), byte('!')), notPlain.set(i32.const(1))) : [],
    ];
    return [
      measure ? names.set(i32.const(NAMES)) : [],
      loop((next) => [
        code.set(at(from)),
        block((ended) => [
          when(is(code.get, '"'), [from.set(string.call(plus(from, 1))), orGive(from), go(ended)]),
          when(is(code.get, '{'), [
            from.set(plus(from, 1)),
            skip,
            when(is(at(from), '}'), [from.set(plus(from, 1)), go(ended)]),
            top.set(measure ? i32.add(i32.shl(names.get, i32.const(1)), i32.const(1)) : i32.const(1)),
            push(top.get),
            name,
            go(next),
          ]),
          when(is(code.get, '['), [from.set(plus(from, 1)), skip, when(is(at(from), ']'), [from.set(plus(from, 1)), go(ended)]), push(i32.const(0)), go(next)]),
          from.set(scalar.call(from.get)),
          orGive(from),
        ]),
        // A value has ended: so may what is around it.
        loop((closing) => [
          when(i32.eqz(open.get), give(from.get)),
          skip,
          code.set(at(from)),
          top.set(i32.load(open.get, STACK - 4)),
          from.set(plus(from, 1)),
          when(is(code.get, ','), [skip, when(top.get, name), go(next)]),
          when(i32.ne(code.get, either(top.get, byte('}'), byte(']'))), refuse),
          measure ? when(top.get, names.set(i32.shr(top.get, i32.const(1)))) : [],
          open.set(plus(open, -4)),
          go(closing),
        ]),
      ]),
    ];
  });
  return value;
}

/** Beyond 15 digits a number may come back in other digits. */
const PLAIN_DIGITS = 15;

function addScalar(assembly: Assembly, notPlain: Variable, measure: boolean): Callable {
  const scalar = assembly.declare(measure ? 'measuredScalar' : 'scalar', 1);
  scalar.define(({ parameters, local }) => {
    const start = parameters[0]!;
    const [from, first] = [local(), local()];
    const four = (word: string): Code => i32.eq(i32.load(start.get), i32.const(Buffer.from(word).readInt32LE(0)));
    const digits: Code = [
      first.set(from.get),
      loop((again) => when(i32.below(i32.sub(at(from), byte('0')), i32.const(10)), [from.set(plus(from, 1)), go(again)])),
      when(i32.eq(first.get, from.get), refuse),
    ];
    const hard: Code = measure ? notPlain.set(i32.const(1)) : [];
    return [
      when(i32.or(four('true'), four('null')), give(plus(start, 4))),
      when(i32.and(four('fals'), is(at(start, 4), 'e')), give(plus(start, 5))),
      from.set(start.get),
      when(is(at(from), '-'), [from.set(plus(from, 1)), when(is(at(from), '0'), hard)]),
      when(is(at(from), '0'), from.set(plus(from, 1)), digits),
      measure ? when(i32.above(i32.sub(from.get, start.get), i32.const(PLAIN_DIGITS)), hard) : [],
      when(is(at(from), '.'), [hard, from.set(plus(from, 1)), digits]),
      when(is(i32.or(at(from), i32.const(0x20)), 'e'), [
        hard,
        from.set(plus(from, 1)),
        when(i32.or(is(at(from), '+'), is(at(from), '-')), from.set(plus(from, 1))),
        digits,
      ]),
      give(from.get),
    ];
  });
  return scalar;
}
