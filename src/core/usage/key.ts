/** The 64 bits by which a thing is known for ever, as two halves of 32 bits, signed. */
export interface Key {
  readonly high: number;
  readonly low: number;
}

const UTF8 = new TextEncoder();
const BLOCK = 16;

/**
 * The key of an identity: the head of MurmurHash3 for 128 bits in words of 32 (Austin Appleby, public domain), with the seed 0, of its
 * UTF-8. It spreads as well as a cryptographic hash where nobody seeks for two identities with one key, and who could do so may as well
 * write any transcript. With ten million facts the chance of any two meeting is below one in a hundred thousand. Whatever hashes
 * identities elsewhere (the scanner of Claude Code's lines does) must give the same.
 */
export function keyHalves(identity: string): Key {
  const text = UTF8.encode(identity);
  const bytes = new Uint8Array(Math.ceil(text.length / BLOCK) * BLOCK);
  bytes.set(text);
  const words = new DataView(bytes.buffer);
  const whole = text.length - (text.length % BLOCK);
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let at = 0; at < bytes.length; at += BLOCK) {
    const within = at < whole;
    a ^= scrambled(words.getInt32(at, true), 0x239b961b, 15, 0xab0e9789);
    if (within) a = mixed(a, 19, b, 0x561ccd1b);
    b ^= scrambled(words.getInt32(at + 4, true), 0xab0e9789, 16, 0x38b34ae5);
    if (within) b = mixed(b, 17, c, 0x0bcaa747);
    c ^= scrambled(words.getInt32(at + 8, true), 0x38b34ae5, 17, 0xa1e38b93);
    if (within) c = mixed(c, 15, d, 0x96cd1c35);
    d ^= scrambled(words.getInt32(at + 12, true), 0xa1e38b93, 18, 0x239b961b);
    if (within) d = mixed(d, 13, a, 0x32ac3b17);
  }
  [a, b, c, d] = [a ^ text.length, b ^ text.length, c ^ text.length, d ^ text.length];
  a = (a + b + c + d) | 0;
  [a, b, c, d] = [spread(a), spread(b + a), spread(c + a), spread(d + a)];
  a = (a + b + c + d) | 0;
  return { high: a, low: (b + a) | 0 };
}

const turned = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));
const scrambled = (word: number, first: number, bits: number, second: number): number => Math.imul(turned(Math.imul(word, first), bits), second);
const mixed = (word: number, bits: number, next: number, added: number): number => (Math.imul((turned(word, bits) + next) | 0, 5) + added) | 0;

function spread(word: number): number {
  let all = word ^ (word >>> 16);
  all = Math.imul(all, 0x85ebca6b);
  all = Math.imul(all ^ (all >>> 13), 0xc2b2ae35);
  return all ^ (all >>> 16);
}
