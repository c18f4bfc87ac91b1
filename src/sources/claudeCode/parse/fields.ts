/** Fields of a JSON object that somebody else wrote: any may be missing or of any type. */
export type Fields<Name extends string = string> = { readonly [Key in Name]?: unknown };

export const objectOf = <Name extends string>(value: unknown): Fields<Name> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;

/** The object that a line is, or null for anything else, valid JSON or not. */
export function parseObject(text: string): Fields | null {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return null;
  }
}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A count of tokens or requests: a whole number from 0 on; anything else counts as 0. */
export const countOf = (value: unknown): number => (typeof value === 'number' && value > 0 && value <= Number.MAX_SAFE_INTEGER ? Math.trunc(value) : 0);

/** USD as nano-USD, or null where there is no amount. */
export const nanoUsdOf = (value: unknown): number | null => {
  if (typeof value !== 'number' || !(value >= 0)) return null;
  const nano = Math.round(value * 1e9);
  return Number.isSafeInteger(nano) ? nano : null;
};

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;

/** ms UTC of an ISO time, or null. A time without a zone is UTC, as the writer means it, never the reader's zone. */
export function timeOf(value: unknown): number | null {
  const parts = typeof value === 'string' ? ISO.exec(value) : null;
  if (!parts) return null;
  const at = Date.parse(parts[1] === undefined ? `${parts[0]}Z` : parts[0]);
  return Number.isNaN(at) ? null : at;
}

/** A piece cut out of a text keeps the whole text alive; its copy does not. */
export const copyOf = (piece: string): string => Buffer.from(piece).toString();
