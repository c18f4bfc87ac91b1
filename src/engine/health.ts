import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mergeCoverage } from '../core/doctor/coverage';
import { namesWithVersions } from '../core/doctor/names';
import type { HealthView, Provenance } from '../protocol/views';
import { AGGREGATES_SCHEMA } from '../store/migrations/aggregates';
import { CATALOG_SCHEMA } from '../store/migrations/catalog';
import { MONTH_SCHEMA } from '../store/migrations/month';
import { EVERYTHING } from '../store/queries/selection';
import { totals } from '../store/queries/totals';
import { coverageOf } from '../store/queries/coverage';
import { unpricedModels } from '../store/queries/names';
import { nextSweep } from './sweep';
import type { EngineParts } from './engine';
import type { Books } from './books';
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
    coverage: coverage(parts.books, newestMonths),
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

/** A month that does not change is looked through once. */
function coverage({ ledger, aggregates }: Pick<Books, 'ledger' | 'aggregates'>, newestMonths: number): HealthView['coverage'] {
  const months = ledger.months().slice(-newestMonths);
  const found = months.map((month) => aggregates.kept.of(month, 'coverage', () => ledger.ask(month, coverageOf) ?? []));
  return { months, versions: mergeCoverage(found.flat()) };
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
