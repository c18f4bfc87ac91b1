import type { Texts } from './texts';

/** Whether a number names one of these texts; null: it does. */
export function among(texts: Pick<Texts, 'value'>, wanted: readonly string[] | null): (id: number) => boolean {
  if (wanted === null) return () => true;
  const names = new Set(wanted);
  const known: (boolean | undefined)[] = [];
  return (id) => (known[id] ??= names.has(texts.value(id)));
}
