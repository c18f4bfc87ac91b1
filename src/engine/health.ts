import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { HealthView, Provenance } from '../protocol/views';
import { unpricedModels } from '../store/queries/names';
import type { EngineParts } from './engine';
import type { EngineHost } from './fromSettings';

/** How reading and storing go. Sizes in bytes on disk. */
export function healthView(
  { ledgerDir, aggregatesPath }: Pick<EngineHost, 'ledgerDir' | 'aggregatesPath'>,
  parts: EngineParts,
  provenance: Provenance,
): HealthView {
  const { catalog } = parts.books.ledger;
  const { files, bytes, lines, malformed } = catalog.totals();
  return {
    provenance,
    roots: parts.importer.roots,
    files,
    bytes,
    lines,
    malformedLines: malformed,
    unknownRecordTypes: catalog.unknownTypes(),
    unpricedModels: unpricedModels(parts.books.aggregates.database),
    ledgerBytes: folderBytes(ledgerDir),
    aggregateBytes: fileBytes(aggregatesPath),
    writer: parts.lease.held,
    messages: [...parts.importer.problems, ...parts.messages],
  };
}

function folderBytes(folder: string): number {
  try {
    return readdirSync(folder).reduce((sum, name) => sum + fileBytes(join(folder, name)), 0);
  } catch {
    return 0;
  }
}

function fileBytes(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
