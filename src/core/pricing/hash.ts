const fnv1a = (text: string, seed: number): number => {
  let hash = seed;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
};

const hex = (value: number): string => value.toString(16).padStart(8, '0');

/**
 * A short name for a text: 16 hexadecimal digits that differ when the text does. Two FNV-1a runs (http://www.isthe.com/chongo/tech/comp/fnv/) over UTF-16
 * units; tells versions apart, protects nothing.
 */
export const shortHash = (text: string): string => hex(fnv1a(text, 0x811c9dc5)) + hex(fnv1a(text, 0x01234567));
