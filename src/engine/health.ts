import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mergeCoverage } from '../core/doctor/coverage';
import { namesWithVersions } from '../core/doctor/names';
import type { HealthView, Provenance } from '../protocol/views';
import type { Ledger } from '../store/ledger';
import { AGGREGATES_SCHEMA } from '../store/migrations/aggregates';
import { CATALOG_SCHEMA } from '../store/migrations/catalog';
import { MONTH_SCHEMA } from '../store/migrations/month';
import { EVERYTHING } from '../store/queries/selection';
import { totals } from '../store/queries/totals';
import { coverageOf } from '../store/queries/coverage';
import { unpricedModels } from '../store/queries/names';
import { nextSweep } from './sweep';
import type { EngineParts } from './engine';
import { notItemised } from './notItemised';
import type { EngineHost } from './fromSettings';

/** Months whose responses are looked at: what newer versions write is the question, and an older month may have to be opened. */
export const NEWEST_MONTHS = 2;

/** How reading and storing go. Sizes in bytes on disk. */
export function healthView(
  { ledgerDir, aggregatesPath }: Pick<EngineHost, 'ledgerDir' | 'aggregatesPath'>,
  parts: EngineParts,
  provenance: Provenance,
  newestMonths = NEWEST_MONTHS,
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
    badLines: catalog.badLines(),
    unknownRecordTypes: catalog.unknownTypes(),
    unknownNames: namesWithVersions(catalog.unknownNames()),
    coverage: coverage(parts.books.ledger, newestMonths),
    unpricedModels: unpricedModels(parts.books.aggregates.database),
    notItemised: notItemised(parts.books.ledger, parts.books.aggregates.database, parts.tables.current).toSorted((a, b) => b.lastAt - a.lastAt),
    recordedNanoUsd: totals(parts.books.aggregates.database, EVERYTHING).recordedNanoUsd,
    sweep: nextSweep(parts, provenance.now),
    ledgerBytes: folderBytes(ledgerDir),
    aggregateBytes: fileBytes(aggregatesPath),
    schemaVersions: { catalog: CATALOG_SCHEMA.version, month: MONTH_SCHEMA.version, aggregates: AGGREGATES_SCHEMA.version },
    writer: parts.lease.held,
    messages: [...parts.importer.problems, ...parts.messages],
  };
}

function coverage(ledger: Ledger, newestMonths: number): HealthView['coverage'] {
  const months = ledger.months().slice(-newestMonths);
  const files = months.flatMap((month) => ledger.monthFile(month) ?? []);
  return { months, versions: mergeCoverage(files.flatMap(coverageOf)) };
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
