import type { Gathered } from '../../../src/engine/reading/gather';
import { MARK_ROWS, RESPONSE_ROWS, TOOL_ROWS, type Packed, type RowKind } from '../../../src/engine/reading/pack';
import { RowTable } from '../../../src/engine/reading/rowTable';
import { Numbered } from '../../../src/store/numbered';
import { PACKED_MARKS } from '../../../src/store/rows/markRow';
import { Cursor, type PackedRows } from '../../../src/store/rows/packedRows';
import type { PackedTable } from '../../../src/store/rows/packedTable';
import { PACKED_RESPONSES } from '../../../src/store/rows/responseRow';
import { PACKED_TOOLS } from '../../../src/store/rows/toolRow';

/** Things as rows, as they come out of reading. */
export function pack({ responses, tools, marks, ...rest }: Gathered): Packed {
  const texts = new Numbered();
  const rows = {
    responses: packed(RESPONSE_ROWS, responses, texts),
    tools: packed(TOOL_ROWS, tools, texts),
    marks: packed(MARK_ROWS, marks, texts),
  };
  return { ...rest, ...rows, texts: texts.all };
}

function packed<S>(kind: RowKind<S>, all: Iterable<readonly [key: bigint, state: S]>, texts: Numbered): PackedRows {
  const rows = new RowTable(kind, texts);
  for (const [key, state] of all) rows.put(Number(key >> 32n), Number(BigInt.asIntN(32, key)), state);
  return rows.packed;
}

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
