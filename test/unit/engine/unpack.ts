import type { Gathered } from '../../../src/engine/reading/gather';
import type { Packed } from '../../../src/engine/reading/pack';
import { PACKED_MARKS } from '../../../src/store/rows/markRow';
import { Cursor, type PackedRows } from '../../../src/store/rows/packedRows';
import type { PackedTable } from '../../../src/store/rows/packedTable';
import { PACKED_RESPONSES } from '../../../src/store/rows/responseRow';
import { PACKED_TOOLS } from '../../../src/store/rows/toolRow';

/** What was packed, as objects. */
export function unpack({ texts, responses, tools, marks, ...rest }: Packed): Gathered {
  return {
    ...rest,
    responses: states(PACKED_RESPONSES, responses, texts),
    tools: states(PACKED_TOOLS, tools, texts),
    marks: states(PACKED_MARKS, marks, texts),
  };
}

function states<S>(table: PackedTable<S>, { keys, numbers }: PackedRows, texts: readonly string[]): ReadonlyMap<bigint, S> {
  const row = new Cursor(numbers, table.width, texts);
  const state = table.at(row);
  const found = new Map<bigint, S>();
  keys.forEach((key, i) => {
    row.go(i);
    found.set(key, table.whole(state));
  });
  return found;
}
