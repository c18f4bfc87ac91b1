import { addDays, daysBetween, type DayText } from '../../core/time/day';
import { dayText } from '../../core/time/zone';
import type { TranscriptTotals } from '../../store/catalog';
import { activityTotals, type ActivityRow } from '../../store/queries/activity';
import { totalsByDay, type NamedSum } from '../../store/queries/grouped';
import { shares, type Share } from '../../store/queries/shares';
import { addSums, NO_SUM, type SumRow } from '../../store/queries/totals';
import { formatUsd } from '../../core/format/money';
import { plural } from '../../core/format/plural';
import { reportCommand, type Question } from '../command';
import { left, renderTable, right } from '../table';
import { envelope, jsonTotals, type JsonTotals } from '../totals';
import { cacheWrites, cost, count, footnotes, hitRate, nothing, output } from '../words';

interface Summary {
  readonly all: SumRow;
  readonly sidechain: SumRow;
  readonly models: readonly NamedSum[];
  readonly days: readonly NamedSum[];
  readonly projects: readonly NamedSum[];
  readonly transcripts: TranscriptTotals;
}

function ask({ sums, catalog, selection }: Question): Summary {
  const parts = shares(sums, selection);
  return {
    all: sumOf(parts),
    sidechain: sumOf(parts.filter(({ sidechain }) => sidechain)),
    models: sumsBy(parts, ({ model }) => model),
    days: totalsByDay(sums, selection),
    projects: sumsBy(parts, ({ project }) => project),
    transcripts: catalog.totals(),
  };
}

const sumOf = (parts: readonly { readonly sum: SumRow }[]): SumRow => parts.reduce((all, { sum }) => addSums(all, sum), NO_SUM);

/** Dearest first, as the commands for models and projects have them. */
function sumsBy(parts: readonly Share[], nameOf: (part: Share) => string): readonly NamedSum[] {
  const sums = new Map<string, SumRow>();
  for (const part of parts) sums.set(nameOf(part), addSums(sums.get(nameOf(part)) ?? NO_SUM, part.sum));
  return Array.from(sums, ([name, sum]) => ({ name, sum })).sort(
    (a, b) => b.sum.nanoUsd - a.sum.nanoUsd || b.sum.input + b.sum.output - a.sum.input - a.sum.output || (a.name < b.name ? -1 : 1),
  );
}

const byName = (rows: readonly NamedSum[]): Record<string, JsonTotals> => Object.fromEntries(rows.map(({ name, sum }) => [name, jsonTotals(sum)]));

/** The contract that scripts rely on: fields are added, never changed. Maps hold no zero rows. */
function json(view: Summary, question: Question): object {
  const { sums, catalog, selection } = question;
  const activity = activityTotals(sums, selection);
  const { files, bytes, malformed, newestAt } = view.transcripts;
  const of = (kind: string): readonly ActivityRow[] => activity.filter((row) => row.kind === kind);
  const uses = (kind: string): Record<string, number> => Object.fromEntries(of(kind).map(({ name, uses: n }) => [name, n]));
  const total = (kind: string): number => of(kind).reduce((sum, row) => sum + row.uses, 0);
  return {
    ...envelope(question),
    totals: jsonTotals(view.all),
    sidechain: jsonTotals(view.sidechain),
    byModel: byName(view.models),
    byDay: byName(view.days),
    byProject: byName(view.projects),
    tools: uses('tool'),
    toolErrors: Object.fromEntries(of('tool').flatMap(({ name, errors }) => (errors > 0 ? [[name, errors]] : []))),
    commands: uses('command'),
    prompts: total('prompt'),
    compactions: total('compaction'),
    apiErrors: total('apiError'),
    malformedLines: malformed,
    unknownRecordTypes: catalog.unknownTypes(),
    files,
    bytes,
    dataAsOf: newestAt === null ? null : new Date(newestAt).toISOString(),
  };
}

const COLUMNS = [left(''), ...['Requests', 'Input', 'Output', 'Cache reads', 'Cache writes', 'Hit rate', 'Cache saved', 'Cost'].map(right)];

const line = (label: string, sum: SumRow): readonly string[] => [
  label,
  count(sum.responses),
  count(sum.input),
  output(sum),
  count(sum.cacheRead),
  cacheWrites(sum),
  hitRate(sum),
  formatUsd(sum.cacheSavedNanoUsd),
  cost(sum),
];

const spans = (today: DayText): readonly (readonly [string, DayText])[] => [
  ['Today', today],
  ['7 days', addDays(today, -6)],
  ['30 days', addDays(today, -29)],
];

function text(view: Summary, question: Question): string {
  const { selection, timezone, now } = question;
  const first = view.days[0]?.name;
  if (first === undefined) return `${nothing(question)}\n${footnotes(question, view.models)}`;
  const today = dayText(now, timezone);
  const whole = selection.since === null && selection.until === null;
  const within = (since: DayText): SumRow => sumOf(view.days.filter(({ name }) => since <= name && name <= today));
  const recent = whole ? spans(today).map(([label, since]) => line(label, within(since))) : [];
  const label = whole ? 'All time' : `${selection.since ?? first} to ${selection.until ?? today}`;
  const last = selection.until ?? today;
  const tracked = `${plural(view.days.length, 'day')} with usage of ${count(daysBetween(first, last > first ? last : first) + 1)} since ${first}.`;
  return [renderTable(COLUMNS, [...recent, line(label, view.all)], null, question.width), '', tracked, footnotes(question, view.models)].join('\n');
}

export const summary = reportCommand({ name: 'summary', description: 'all time, today, 7 and 30 days: requests, tokens, cache, cost', ask, json, text });
