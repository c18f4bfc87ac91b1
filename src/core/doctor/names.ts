/** What a name names: a type of record, a field, or the kind of a record (a system subtype, an attachment's type). */
export type NameKind = 'type' | 'field' | 'kind';

/** A name in a record that Spendlight does not know. Names only; never a value. */
export interface UnknownName {
  readonly of: NameKind;
  /** Which object has it: 'assistant', 'message.usage', ...; '' for a type of record. From a fixed list, never from a transcript. */
  readonly where: string;
  readonly name: string;
  /** Of Claude Code, '' where the transcript does not say. */
  readonly version: string;
}

export interface NameCount extends UnknownName {
  /** Records that have it. */
  readonly count: number;
}

/** Stands for names that look like no name: a key may hold content. */
export const OTHER = '(other)';
/** Stands for names beyond the limit. */
export const MORE = '(more)';
/** Distinct names that are kept of one transcript. */
export const NAMES_PER_TRANSCRIPT = 200;

const FIELD = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
/** Types are written with hyphens. */
const TYPE = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;
const VERSION = /^\d{1,4}\.\d{1,5}\.\d{1,6}(?:-[a-z]{1,10}(?:\.\d{1,6})?)?$/;

/** The name itself where it looks like one, else OTHER. */
export const keptName = (of: NameKind, name: string): string => ((of === 'field' ? FIELD : TYPE).test(name) ? name : OTHER);

/** The version where it looks like one ('2.1.330', '2.2.0-beta.1'), else ''. */
export const keptVersion = (version: string): string => (VERSION.test(version) ? version : '');

const keyOf = ({ of, where, name, version }: UnknownName): string => `${of} ${where} ${name} ${version}`;

/** Adds one for each of `seen` to what was counted before. Beyond NAMES_PER_TRANSCRIPT distinct names, new ones count as MORE. */
export function countNames(before: readonly NameCount[], seen: readonly UnknownName[]): readonly NameCount[] {
  if (seen.length === 0) return before;
  const counts = new Map(before.map((row) => [keyOf(row), row]));
  for (const { of, where, name, version } of seen) {
    const kept = { of, where, name, version };
    const full = counts.size >= NAMES_PER_TRANSCRIPT && !counts.has(keyOf(kept));
    const counted = full ? { of, where: '', name: MORE, version: '' } : kept;
    const key = keyOf(counted);
    counts.set(key, { ...counted, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

/** A name with the versions that wrote it. */
export interface UnknownNameView {
  readonly of: NameKind;
  readonly where: string;
  readonly name: string;
  /** Oldest first; without those that do not say. */
  readonly versions: readonly string[];
  /** Records that have it. */
  readonly count: number;
}

/** Brings the versions of a name together, most frequent name first. */
export function namesWithVersions(rows: readonly NameCount[]): readonly UnknownNameView[] {
  const views = new Map<string, UnknownNameView>();
  for (const row of rows) {
    const { of, where, name, version, count } = row;
    const key = keyOf({ ...row, version: '' });
    const held = views.get(key);
    const versions = version === '' ? [] : [version];
    views.set(key, { of, where, name, versions: [...(held?.versions ?? []), ...versions], count: (held?.count ?? 0) + count });
  }
  return [...views.values()]
    .map((view) => ({ ...view, versions: view.versions.toSorted(compareVersions) }))
    .sort((a, b) => b.count - a.count || compareTexts(keyOf({ ...a, version: '' }), keyOf({ ...b, version: '' })));
}

/** Oldest first: '2.1.98' before '2.1.114'. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split(/[.-]/).map(Number)) as [number[], number[]];
  for (let place = 0; place < 3; place++) {
    const difference = (left[place] ?? 0) - (right[place] ?? 0);
    if (difference) return difference;
  }
  return compareTexts(a, b);
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
