import { Assembly, block, clear, give, go, i32, i8x16, loop, when, type Callable, type Code, type Variable } from './assembler';
import {
  ATTACHMENT,
  BLOCK_COUNT,
  CONTENT_STATE,
  HEADER,
  IN_ATTACHMENT,
  IN_INPUT,
  IN_MESSAGE,
  IN_RECORD,
  IN_USAGE,
  INPUT,
  INPUT_SPANS,
  INTO_ATTACHMENT,
  INTO_CONTENT,
  INTO_MESSAGE,
  INTO_USAGE,
  KIND,
  MARK_BITS,
  MEASURED,
  MESSAGE,
  MESSAGE_STATE,
  MISSED,
  MISSES,
  MOST_STRANGE,
  NAMED,
  NOT_PLAIN,
  PLACE,
  RECORD,
  SPAN_BYTES,
  LINE_BYTES,
  STRANGE,
  STRANGE_COUNT,
  STRANGE_MESSAGE,
  STRANGE_MESSAGE_COUNT,
  UNLISTED,
  USAGE,
  USAGE_STATE,
  CACHE_WRITES,
  INTO_CACHE_WRITES,
  INTO_SERVER_TOOLS,
  INTO_OUTPUT_DETAILS,
  INTO_ITERATIONS,
  SERVER_TOOLS,
  OUTPUT_DETAILS,
  NESTED_PLACE,
  NESTED_STATE,
} from './layout';
import { addHash } from './scanHash';
import { addIterations, addList, header, levelOf, setHeader } from './scanLists';
import { addUnits, addWords } from './scanTexts';
import { USAGE_FIELDS } from './vocabulary';
import { addValueScan, at, byte, is, orGive, plus, refuse, skipBlanks, specials, TOO_RARE, type ValueScan } from './scanValue';

/**
 * The program that looks over a line, as WebAssembly. `skim(from)` gives the position of the line feed behind the record whose
 * first byte is at `from`, MALFORMED or TOO_RARE; what it found stands in the memory as layout.ts says. `look(from)` does
 * the same for the object that is the input of a call. `find(from, length)` gives
 * the number of a word, 0 where it is in no list; `slot(from, length)` the address where its search begins. For `likeness` and `key`
 * see scanHash.ts.
 */
export function scannerProgram(): Uint8Array<ArrayBuffer> {
  const assembly = new Assembly();
  const scan = addValueScan(assembly);
  const words = addWords(assembly);
  const object = addObject(assembly, scan, words);
  const skim = assembly.declare('skim', 1);
  skim.define(({ parameters: [from] }) => [
    clear(i32.const(HEADER), LINE_BYTES),
    when(i32.ne(at(from!), byte('{')), refuse),
    from!.set(object.call(from!.get, i32.const(levelOf(RECORD)), i32.const(IN_RECORD))),
    orGive(from!),
    from!.set(skipBlanks(scan.blanks, from!)),
    when(i32.ne(at(from!), byte('\n')), refuse),
    give(from!.get),
  ]);
  addUnits(assembly);
  addHash(assembly);
  const look = assembly.declare('look', 1);
  look.define(({ parameters: [from] }) => [
    clear(i32.const(IN_INPUT), INPUT_SPANS * SPAN_BYTES),
    give(object.call(from!.get, i32.const(levelOf(INPUT)), i32.const(IN_INPUT))),
  ]);
  return assembly.bytes();
}

/** An object at a level that parsers look into: from its bracket to behind its end. `spans` is where the spans of its level begin. */
function addObject(assembly: Assembly, scan: ValueScan, find: Callable): Callable {
  const { blanks, string, colon, value, measured, escaped, notAscii, notPlain } = scan;
  const object = assembly.declare('object', 3);
  const list = addList(assembly, scan, object);
  const iterations = addIterations(assembly, scan, object);
  object.define(({ parameters, local }) => {
    const [from, level, spans] = parameters as [Variable, Variable, Variable];
    const [start, end, word, field, place, marks] = [local(), local(), local(), local(), local(), local()];
    const levelIs = (which: number): Code => i32.eq(level.get, i32.const(levelOf(which)));
    const open = (character: string): Code => is(at(from), character);
    const into = (which: number, base: number): Code => from.set(object.call(from.get, i32.const(levelOf(which)), i32.const(base)));
    const skipValue: Code = from.set(value.call(from.get));

    /** `start` to `end` is the name; `from` goes to its value. A name with escapes may be any name. */
    const name: Code = [
      when(i32.ne(at(from), byte('"')), refuse),
      start.set(plus(from, 1)),
      end.set(specials(i8x16.load(start.get))),
      when(
        end.get,
        [end.set(i32.add(start.get, i32.ctz(end.get)))],
        [from.set(string.call(start.get)), orGive(from), when(escaped.get, give(i32.const(TOO_RARE))), end.set(plus(from, -1))],
      ),
      when(i32.ne(at(end), byte('"')), give(i32.const(TOO_RARE))),
      word.set(find.call(start.get, i32.sub(end.get, start.get))),
      from.set(plus(end, 1)),
      when(is(at(from), ':'), [from.set(plus(from, 1)), from.set(skipBlanks(blanks, from))], [from.set(colon.call(from.get)), orGive(from)]),
      field.set(i32.load8(i32.add(level.get, word.get))),
    ];

    const strange = (list: number, count: number): Code => [
      when(i32.eq(header(count), i32.const(MOST_STRANGE)), give(i32.const(TOO_RARE))),
      i32.store(i32.shl(header(count), i32.const(3)), start.get, list),
      i32.store(i32.shl(header(count), i32.const(3)), end.get, list + 4),
      setHeader(count, i32.add(header(count), i32.const(1))),
    ];
    const note: Code = [
      when(levelIs(RECORD), [
        setHeader(MISSED, i32.or(header(MISSED), i32.load8(word.get, MISSES))),
        when(i32.eq(field.get, i32.const(UNLISTED)), strange(STRANGE, STRANGE_COUNT)),
      ]),
      when(i32.eq(field.get, i32.const(UNLISTED)), [
        when(levelIs(MESSAGE), strange(STRANGE_MESSAGE, STRANGE_MESSAGE_COUNT)),
        when(levelIs(USAGE), setHeader(USAGE_STATE, i32.const(2))),
        when(i32.above(level.get, i32.const(levelOf(INPUT))), setHeader(NESTED_STATE, i32.const(1))),
        field.set(i32.const(0)),
      ]),
    ];

    const keep = (walk: Callable): Code => [
      start.set(from.get),
      escaped.set(i32.const(0)),
      notAscii.set(i32.const(0)),
      notPlain.set(i32.const(0)),
      from.set(walk.call(from.get)),
      orGive(from),
      marks.set(i32.or(notAscii.get, i32.mul(notPlain.get, i32.const(NOT_PLAIN)))),
    ];
    const named: Code = when(
      i32.and(is(at(start), '"'), i32.eqz(escaped.get)),
      marks.set(i32.or(marks.get, i32.shl(find.call(plus(start, 1), i32.sub(plus(from, -2), start.get)), i32.const(MARK_BITS)))),
    );
    const kept: Code = [
      place.set(i32.sub(i32.and(field.get, i32.const(PLACE)), i32.const(1))),
      field.set(i32.and(field.get, i32.const(KIND))),
      when(i32.eq(field.get, i32.const(MEASURED)), keep(measured), [keep(value), when(i32.eq(field.get, i32.const(NAMED)), named)]),
      place.set(i32.add(spans.get, i32.mul(place.get, i32.const(SPAN_BYTES)))),
      i32.store(place.get, start.get),
      i32.store(place.get, from.get, 4),
      i32.store(place.get, escaped.get, 8),
      i32.store(place.get, marks.get, 12),
    ];

    /** Of several equal names the last one counts. */
    const message: Code = [
      clear(i32.const(IN_MESSAGE), IN_ATTACHMENT - IN_MESSAGE),
      setHeader(STRANGE_MESSAGE_COUNT, i32.const(0)),
      setHeader(CONTENT_STATE, i32.const(0)),
      setHeader(USAGE_STATE, i32.const(0)),
      setHeader(NESTED_STATE, i32.const(0)),
      setHeader(MESSAGE_STATE, open('{')),
      when(open('{'), into(MESSAGE, IN_MESSAGE), skipValue),
    ];
    const usage: Code = [
      clear(i32.const(IN_USAGE), IN_ATTACHMENT - IN_USAGE),
      setHeader(USAGE_STATE, open('{')),
      setHeader(NESTED_STATE, i32.const(0)),
      // Its own span is the first one.
      start.set(from.get),
      when(open('{'), into(USAGE, IN_USAGE), skipValue),
      i32.store(i32.const(IN_USAGE), start.get),
      i32.store(i32.const(IN_USAGE), from.get, 4),
    ];
    const content: Code = [
      clear(spans.get, SPAN_BYTES),
      setHeader(BLOCK_COUNT, i32.const(0)),
      setHeader(CONTENT_STATE, open('[')),
      when(open('['), [from.set(list.call(from.get))], [field.set(i32.const(1)), kept]),
    ];
    /** A value within the usage that is looked into where it begins with `bracket`, and kept as it stands besides. */
    const nested = (name: (typeof USAGE_FIELDS)[number], bracket: string, cleared: Code, walk: Code): Code => {
      const own = IN_USAGE + USAGE_FIELDS.indexOf(name) * SPAN_BYTES;
      return [
        cleared,
        when(
          open(bracket),
          [clear(i32.const(own), SPAN_BYTES), start.set(from.get), walk, i32.store(i32.const(own), start.get), i32.store(i32.const(own), from.get, 4)],
          [field.set(i32.const(USAGE_FIELDS.indexOf(name) + 1)), kept],
        ),
      ];
    };
    const nestedObject = (name: (typeof USAGE_FIELDS)[number], which: number, place: number, spansWithin: number): Code => {
      const base = IN_USAGE + place * SPAN_BYTES;
      return nested(name, '{', clear(i32.const(base), spansWithin * SPAN_BYTES), into(which, base));
    };
    const attachment: Code = [clear(i32.const(IN_ATTACHMENT), SPAN_BYTES), when(open('{'), into(ATTACHMENT, IN_ATTACHMENT), skipValue)];

    const member: Code = block((done) => [
      when(i32.eqz(field.get), [skipValue, go(done)]),
      when(i32.below(field.get, i32.const(INTO_MESSAGE)), [kept, go(done)]),
      when(i32.eq(field.get, i32.const(INTO_MESSAGE)), [message, go(done)]),
      when(i32.eq(field.get, i32.const(INTO_CONTENT)), [content, go(done)]),
      when(i32.eq(field.get, i32.const(INTO_USAGE)), [usage, go(done)]),
      when(i32.eq(field.get, i32.const(INTO_ATTACHMENT)), [attachment, go(done)]),
      when(i32.eq(field.get, i32.const(INTO_CACHE_WRITES)), [nestedObject('cache_creation', CACHE_WRITES, NESTED_PLACE, 2), go(done)]),
      when(i32.eq(field.get, i32.const(INTO_SERVER_TOOLS)), [nestedObject('server_tool_use', SERVER_TOOLS, NESTED_PLACE + 2, 1), go(done)]),
      when(i32.eq(field.get, i32.const(INTO_OUTPUT_DETAILS)), [nestedObject('output_tokens_details', OUTPUT_DETAILS, NESTED_PLACE + 3, 1), go(done)]),
      when(i32.eq(field.get, i32.const(INTO_ITERATIONS)), [nested('iterations', '[', [], from.set(iterations.call(from.get))), go(done)]),
      give(i32.const(TOO_RARE)),
    ]);
    return [
      from.set(plus(from, 1)),
      from.set(skipBlanks(blanks, from)),
      when(open('}'), give(plus(from, 1))),
      loop((next) => [
        name,
        note,
        member,
        orGive(from),
        from.set(skipBlanks(blanks, from)),
        when(open(','), [from.set(plus(from, 1)), from.set(skipBlanks(blanks, from)), go(next)]),
        when(open('}'), give(plus(from, 1))),
        refuse,
      ]),
    ];
  });
  return object;
}
