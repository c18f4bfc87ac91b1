import type { SessionComparison } from './comparison';
import type { VersionCoverage } from './coverage';
import { keptName, keptVersion, MORE, OTHER, type NameKind, type UnknownNameView } from './names';
import { publicCounts, publicModel } from './publicNames';

/** What a report is made from; all of it may hold paths and foreign texts. A health view is one. */
export interface Examined {
  readonly provenance: { readonly asOf: number | null; readonly timezone: string; readonly priceVersion: string };
  readonly roots: readonly { readonly origin: string; readonly state: 'read' | 'missing' | 'unreadable'; readonly transcripts: number }[];
  readonly files: number;
  readonly bytes: number;
  readonly lines: number;
  readonly badLines: { readonly malformed: number; readonly oversize: number; readonly halfWritten: number; readonly files: number };
  readonly unknownNames: readonly UnknownNameView[];
  readonly coverage: { readonly months: readonly string[]; readonly versions: readonly VersionCoverage[] };
  readonly unpricedModels: readonly { readonly model: string; readonly tokens: number }[];
  readonly ledgerBytes: number;
  readonly aggregateBytes: number;
  readonly schemaVersions: { readonly catalog: number; readonly month: number; readonly aggregates: number };
  readonly messages: readonly string[];
}

/**
 * What may stand in a public issue: counts, versions, and names of Claude Code's own. No prompt, path, branch, project, session, tool or
 * amount of money. Tokens in tokens, sizes in bytes.
 */
export interface DoctorReport {
  readonly schema: 1;
  readonly dataAsOf: string | null;
  readonly timezone: string;
  readonly priceVersion: string;
  readonly roots: readonly { readonly name: string; readonly state: string; readonly transcripts: number }[];
  readonly files: number;
  readonly bytes: number;
  readonly lines: number;
  /** All of badLines. */
  readonly malformedLines: number;
  readonly badLines: Examined['badLines'];
  readonly unknownRecordTypes: Readonly<Record<string, number>>;
  readonly unknownNames: readonly UnknownNameView[];
  readonly months: readonly string[];
  readonly versions: readonly VersionCoverage[];
  readonly unpricedModels: Readonly<Record<string, number>>;
  readonly databaseBytes: number;
  readonly schemaVersions: Examined['schemaVersions'];
  /** Sessions that have a running total of Claude Code's own, beside it; null where they were not compared. */
  readonly sessions: readonly SessionComparison[] | null;
  /** How many messages there are; they hold paths and stay in the log. */
  readonly messages: number;
}

const WHERE = /^[a-z-]+(?:\.[A-Za-z_]+)*$/;
const MONTH = /^\d{4}-\d\d$/;
const ORIGIN = /^[a-z]+$/;
const ZONE = /^[A-Za-z][A-Za-z0-9_+/-]{0,60}$/;
const PRICES = /^[\w.:+ -]{1,80}$/;

const fitting = (text: string, shape: RegExp): string => (shape.test(text) ? text : OTHER);
const publicName = (of: NameKind, name: string): string => (name === MORE ? MORE : keptName(of, name));

/** Takes out of `examined` what may be public. Names are checked once more: the database may hold what another version wrote. */
export function doctorReport(examined: Examined, sessions: readonly SessionComparison[] | null = null): DoctorReport {
  const { provenance, roots, files, bytes, lines, badLines, coverage, ledgerBytes, aggregateBytes, schemaVersions, messages } = examined;
  const types = examined.unknownNames.filter(({ of }) => of === 'type').map(({ name, count }) => [name, count] as const);
  return {
    schema: 1,
    dataAsOf: provenance.asOf === null ? null : new Date(provenance.asOf).toISOString(),
    timezone: fitting(provenance.timezone, ZONE),
    priceVersion: fitting(provenance.priceVersion, PRICES),
    roots: numbered(roots),
    files,
    bytes,
    lines,
    malformedLines: badLines.malformed + badLines.oversize + badLines.halfWritten,
    badLines,
    unknownRecordTypes: Object.fromEntries(publicCounts(types, (name) => publicName('type', name))),
    unknownNames: examined.unknownNames.map(publicUnknown),
    months: coverage.months.filter((month) => MONTH.test(month)),
    versions: coverage.versions.map((row) => ({ ...row, version: row.version === '' ? '' : keptVersion(row.version) || OTHER })),
    unpricedModels: Object.fromEntries(
      publicCounts(
        examined.unpricedModels.map(({ model, tokens }) => [model, tokens] as const),
        publicModel,
      ),
    ),
    databaseBytes: ledgerBytes + aggregateBytes,
    schemaVersions,
    sessions,
    messages: messages.length,
  };
}

/** 'default 1', 'default 2', 'setting 1': which folder it is, without its path. */
function numbered(roots: Examined['roots']): DoctorReport['roots'] {
  const seen = new Map<string, number>();
  return roots.map(({ origin, state, transcripts }) => {
    const kind = fitting(origin, ORIGIN);
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    return { name: `${kind} ${seen.get(kind)}`, state, transcripts };
  });
}

const publicUnknown = ({ of, where, name, versions, count }: UnknownNameView): UnknownNameView => ({
  of,
  where: where === '' ? '' : fitting(where, WHERE),
  name: publicName(of, name),
  versions: versions.filter((version) => keptVersion(version) !== ''),
  count,
});
