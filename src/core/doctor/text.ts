import { TOKEN_CLASSES, type TokenCounts } from '../usage/tokens';
import type { Difference, SessionComparison } from './comparison';
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

const WHY: Readonly<Record<Difference, string>> = {
  none: 'equal',
  unlisted: 'calls that no transcript has (compaction, side questions, titles)',
  unfinished: 'responses whose final output was never written',
  later: 'lines after the last total (the session runs, or was killed)',
};

const classes = (tokens: TokenCounts): string =>
  [...TOKEN_CLASSES, 'webSearches' as const].flatMap((part) => (tokens[part] > 0 ? [`${part} ${tokens[part]}`] : [])).join(' ');

function sessionText({ stated, lines, fork, missing, surplus, why }: SessionComparison): string {
  const sides = [
    ['missing', classes(missing)],
    ['beyond it', classes(surplus)],
  ].flatMap(([word, counts]) => (counts ? [`, ${word} ${counts}`] : []));
  return `total ${stated}, ${fork ? 'lines with those of its parent' : 'lines'} ${lines}${sides.join('')}: ${WHY[why]}`;
}

/** One line for the sum, one for each session that differs. */
function sessionLines(sessions: readonly SessionComparison[]): readonly ReportLine[] {
  const differing = sessions.filter(({ why }) => why !== 'none');
  const sum: ReportLine = ["Sessions with Claude Code's own total", `${sessions.length}, ${sessions.length - differing.length} equal`];
  const rows = differing.slice(0, ROWS).map((session, index): ReportLine => [`Session ${index + 1}`, sessionText(session)]);
  return differing.length > ROWS ? [sum, ...rows, ['More sessions that differ', differing.length - ROWS]] : [sum, ...rows];
}

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
    ...(report.sessions === null ? [] : sessionLines(report.sessions)),
    ['Messages', report.messages === 0 ? 'none' : `${report.messages} (not shown: they may name paths)`],
  ];
}

/** A Markdown list. */
export const listText = (lines: readonly ReportLine[]): string => `${lines.map(([name, value]) => `- ${name}: ${value}`).join('\n')}\n`;
