import type { UnknownNameView } from '../../src/core/doctor/names';
import { plainText } from '../../src/core/format/escape';
import type { Figures } from './figures';
import { cut } from './projects';
import type { Table } from './table';

const whatOf = ({ of, where }: UnknownNameView): string => (of === 'type' ? 'record type' : where === '' ? of : `${of} of ${where}`);

const versionsOf = ({ versions }: UnknownNameView): string => {
  const [first, last] = [versions[0], versions.at(-1)];
  if (first === undefined || last === undefined) return '(not said)';
  return first === last ? first : `${first} – ${last}`;
};

/** Names that no known version of Claude Code writes: where, in which versions, in how many records. */
export const unknownTable = (names: readonly UnknownNameView[], figures: Pick<Figures, 'count'>): Table => ({
  columns: [
    { name: 'What', align: 'left' },
    { name: 'Name', align: 'left' },
    { name: 'Versions', align: 'left' },
    { name: 'Records', align: 'right' },
  ],
  rows: names.map((name) => [...[whatOf(name), name.name, versionsOf(name)].map((text) => cut(plainText(text))), figures.count(name.count)]),
});
