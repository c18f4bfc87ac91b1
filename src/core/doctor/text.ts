import { COVERAGE_FACTS, type CoverageFact, type VersionCoverage } from './coverage';
import type { UnknownNameView } from './names';
import type { DoctorReport } from './report';

export type ReportLine = readonly [name: string, value: string | number];

/** Rows of a list that are written out; a report is read by people. */
const ROWS = 30;

const listed = (rows: readonly string[], none: string): string =>
  rows.length === 0 ? none : [...rows.slice(0, ROWS), ...(rows.length > ROWS ? [`and ${rows.length - ROWS} more`] : [])].join(', ');

/** 'message.usage.image_tokens 12 (2.1.329 to 2.1.330)' */
function unknownText({ of, where, name, versions, count }: UnknownNameView): string {
  const [first, last] = [versions[0], versions.at(-1)];
  const span = first === undefined ? '' : first === last ? ` (${first})` : ` (${first} to ${last})`;
  const named = where === '' ? name : of === 'kind' ? `${where} ${name}` : `${where}.${name}`;
  return `${named} ${count}${span}`;
}

const versionText = ({ version, responses }: VersionCoverage): string => `${version || '(none)'} ${responses}`;

function coverageText(versions: readonly VersionCoverage[]): string {
  const all = versions.reduce((sum, { responses }) => sum + responses, 0);
  const of = (fact: CoverageFact): number => versions.reduce((sum, { carried }) => sum + carried[fact], 0);
  return all === 0 ? 'no responses' : COVERAGE_FACTS.map((fact) => `${fact} ${Math.floor((of(fact) / all) * 100)} %`).join(', ');
}

const ofKind = (report: DoctorReport, of: UnknownNameView['of']): string => listed(report.unknownNames.filter((row) => row.of === of).map(unknownText), 'none');

/** A report as lines for people: name and value, in the order in which to look. */
export function reportLines(report: DoctorReport): readonly ReportLine[] {
  const { badLines, roots, months, versions, schemaVersions } = report;
  const bad = `${badLines.malformed} malformed, ${badLines.oversize} oversize, ${badLines.halfWritten} half-written, in ${badLines.files} transcripts`;
  const unpriced = Object.entries(report.unpricedModels).map(([model, tokens]) => `${model} ${tokens}`);
  const span = months.length === 0 ? '' : months.length === 1 ? ` (${months[0]})` : ` (${months[0]} to ${months.at(-1)})`;
  return [
    ['Prices', report.priceVersion],
    ['Time zone', report.timezone],
    ['Newest line', report.dataAsOf ?? 'none'],
    ['Roots', roots.map(({ name, state, transcripts }) => `${name}: ${state}, ${transcripts} transcripts`).join('; ') || 'none'],
    ['Transcripts', `${report.files} files, ${report.bytes} bytes, ${report.lines} lines`],
    ['Bad lines', report.malformedLines === 0 ? 'none' : bad],
    ['Unknown record types', ofKind(report, 'type')],
    ['Unknown fields', ofKind(report, 'field')],
    ['Unknown kinds', ofKind(report, 'kind')],
    [`Responses by version${span}`, listed(versions.map(versionText), 'none')],
    ['Responses that carry', coverageText(versions)],
    ['Unpriced models (tokens)', listed(unpriced, 'none')],
    ['Database', `${report.databaseBytes} bytes, schema ${schemaVersions.catalog}.${schemaVersions.month}.${schemaVersions.aggregates}`],
    ['Messages', report.messages === 0 ? 'none' : `${report.messages} (they may name paths and stay in the log)`],
  ];
}

/** A Markdown list. */
export const listText = (lines: readonly ReportLine[]): string => `${lines.map(([name, value]) => `- ${name}: ${value}`).join('\n')}\n`;
