/** A number from 0 to 1, 1 excluded; the same ones again for the same seed. */
export type Dice = () => number;

/** mulberry32, by Tommy Ettinger (public domain). */
export function dice(seed: number): Dice {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from 0 to `below`, excluded. */
export const below = (roll: Dice, limit: number): number => Math.floor(roll() * limit);

type Damage = (bytes: Buffer, roll: Dice) => Buffer;

const splice = (bytes: Buffer, at: number, remove: number, insert: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(Math.min(bytes.length, at + remove))]);

const lines = (bytes: Buffer): string[] => bytes.toString('latin1').split('\n');
const ofLines = (texts: readonly string[]): Buffer => Buffer.from(texts.join('\n'), 'latin1');

/** Another text for the next piece of that form after a random place. */
function instead(bytes: Buffer, roll: Dice, form: RegExp, text: string): Buffer {
  form.lastIndex = below(roll, bytes.length + 1);
  const found = form.exec(bytes.toString('latin1'));
  return found === null ? bytes : splice(bytes, found.index, found[0].length, Buffer.from(text));
}

const GARBAGE: readonly ((roll: Dice) => Buffer)[] = [
  (roll) => Buffer.from(Array.from({ length: 1 + below(roll, 40) }, () => below(roll, 256))),
  (roll) => Buffer.alloc(1 + below(roll, 600)),
  // No UTF-8: a continuation alone, an overlong slash, half a surrogate, half an emoji, a byte that never occurs.
  (roll) => Buffer.from([[0x80], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf0, 0x9f, 0x98], [0xff]][below(roll, 5)]!),
  (roll) => Buffer.from(['{', '}', '"', '\\', ',', '[[[[', '\u0000', '\ufeff', '\u2028', '\r', '\n', '\n\n\n'][below(roll, 12)]!),
  (roll) => Buffer.from(['null\n', '[]\n', '{}\n', '{"type":"assistant","message":null}\n', '"\\ud800"\n', '{"type":"x-new"}\n'][below(roll, 6)]!),
  (roll) => Buffer.from('['.repeat(below(roll, 20_000))),
];

const DAMAGES: Readonly<Record<string, Damage>> = {
  bits: (bytes, roll) => {
    const flipped = Buffer.from(bytes);
    for (let times = 1 + below(roll, 8); times > 0 && flipped.length > 0; times--) {
      const at = below(roll, flipped.length);
      flipped[at] = flipped[at]! ^ (1 << below(roll, 8));
    }
    return flipped;
  },
  cut: (bytes, roll) => bytes.subarray(0, below(roll, bytes.length + 1)),
  hole: (bytes, roll) => splice(bytes, below(roll, bytes.length + 1), below(roll, 3_000), Buffer.alloc(0)),
  swap: (bytes, roll) => {
    const all = lines(bytes);
    const [one, two] = [below(roll, all.length), below(roll, all.length)];
    [all[one], all[two]] = [all[two]!, all[one]!];
    return ofLines(all);
  },
  join: (bytes, roll) => {
    const all = lines(bytes);
    const at = below(roll, all.length);
    return ofLines([...all.slice(0, at), all.slice(at, at + 2).join(''), ...all.slice(at + 2)]);
  },
  repeat: (bytes, roll) => {
    const all = lines(bytes);
    all.splice(below(roll, all.length), 0, all[below(roll, all.length)]!);
    return ofLines(all);
  },
  garbage: (bytes, roll) => splice(bytes, below(roll, bytes.length + 1), 0, GARBAGE[below(roll, GARBAGE.length)]!(roll)),
  // A figure that nobody has counted.
  digits: (bytes, roll) => {
    return instead(bytes, roll, /\d+/g, '9'.repeat([12, 15, 16, 19, 400][below(roll, 5)]!));
  },
  // Valid, and deeper than a recursion can follow.
  depth: (bytes, roll) => instead(bytes, roll, /(?<=:)(?:\{\}|null|\d+)/g, `${'['.repeat(9_000)}${']'.repeat(9_000)}`),
  lineEnds: (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'),
};

/** A transcript after one to three kinds of damage, and their names. Lines are repeated last: a repeated line is whole. */
export function corrupt(bytes: Buffer, roll: Dice): { readonly bytes: Buffer; readonly damages: readonly string[] } {
  const names = Object.keys(DAMAGES);
  const damages = Array.from({ length: 1 + below(roll, 3) }, () => names[below(roll, names.length)]!).sort(
    (a, b) => Number(a === 'repeat') - Number(b === 'repeat'),
  );
  return { bytes: damages.reduce((damaged, name) => DAMAGES[name]!(damaged, roll), bytes), damages };
}

/** The lines of a transcript byte by byte (as Latin-1), without blanks around them. */
export const bareLines = (bytes: Buffer): ReadonlySet<string> => new Set(lines(bytes).map((line) => line.replace(/^[ \t\r]+|[ \t\r]+$/g, '')));
