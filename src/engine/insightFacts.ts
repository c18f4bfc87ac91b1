import type { DaySpend, InsightFacts, ServerUse, SessionModelSpend, SessionSpend } from '../core/insights/facts';
import { byName } from '../core/insights/rule';
import { smallerModel } from '../core/insights/smallerModel';
import { projectLabels } from '../core/format/label';
import type { Pricer } from '../core/pricing/price';
import { addDays, daysOf } from '../core/time/day';
import type { Days } from '../core/time/range';
import { toolName } from '../core/usage/toolName';
import type { Filter } from '../protocol/views';
import type { ConfiguredServer } from '../sources/source';
import { daysAndModels, type DayModelRow } from '../store/queries/dayModels';
import { costByDayAndProject, type DayProjectRow } from '../store/queries/insightsDays';
import { serverCalls } from '../store/queries/insightsServers';
import type { SessionModelSum } from '../store/queries/insightsSessions';
import { firstDay } from '../store/queries/names';
import type { Selection } from '../store/queries/selection';
import { sessionModelsOf, sumsBy, totalOf } from '../store/queries/rolledSums';
import { addSums, NO_SUM, type SumRow } from '../store/queries/totals';
import { rolledDays, rolledQuarters } from '../store/rolled';
import { ofDays, type Asked } from './ask';
import { dayRows, MEAN_DAYS } from './days';
import type { MonthFindings } from './monthFindings';
import { narrowedBy } from './narrowing';

/** What the facts are taken from beside the sums. */
export interface InsightParts {
  readonly pricer: Pricer;
  /** Models that have a list price. */
  readonly listed: readonly string[];
  /** MCP servers that these projects (working directories) could use. */
  servers(projects: readonly string[]): readonly ConfiguredServer[];
}

/** All that the rules look at, of the days and names that are asked for. `months`: those whose rows are looked at. */
export function insightFacts(asked: Asked, days: Days, filter: Filter, months: readonly MonthFindings[], parts: InsightParts): InsightFacts {
  const { texts } = asked.monthly;
  const selection = ofDays(days, filter);
  const narrowed = narrowedBy(days, filter);
  const sessions = sessionSpends(sessionModelsOf(rolledQuarters(asked.monthly, days.start, days.end), texts, narrowed), parts);
  const selected = rolledDays(asked.monthly, selection);
  const projects = sumsBy(selected, 'project', texts, filter);
  return {
    since: days.since,
    until: days.until,
    total: totalOf(selected, texts, filter),
    models: sumsBy(selected, 'model', texts, filter),
    projects,
    sessions,
    days: daySpends(asked, days, selection),
    switches: months.flatMap(({ switches }) => switches),
    longPrompts: months.flatMap(({ longPrompts }) => longPrompts),
    cacheBreaks: months.flatMap(({ breaks }) => breaks),
    errorLoops: months.flatMap(({ errorLoops }) => errorLoops),
    servers: serverUses(parts.servers(projects.map(({ name }) => name)), asked, selection, sessions),
    labels: projectLabels(projects.map(({ name }) => name)),
  };
}

function sessionSpends(rows: readonly SessionModelSum[], parts: InsightParts): SessionSpend[] {
  const sessions = new Map<string, { project: string; sum: SumRow; models: SessionModelSpend[] }>();
  for (const row of rows) {
    const session = sessions.get(row.sessionId) ?? { project: row.project, sum: NO_SUM, models: [] };
    session.sum = addSums(session.sum, row.sum);
    session.models.push({ model: row.model, sum: row.sum, smaller: onSmaller(row, parts) });
    sessions.set(row.sessionId, session);
  }
  return [...sessions].map(([sessionId, session]) => ({ sessionId, ...session }));
}

/** Priced as average responses, because a price goes by the length of each prompt. */
function onSmaller({ model, sum, lastAt }: SessionModelSum, { pricer, listed }: InsightParts): SessionModelSpend['smaller'] {
  const smaller = sum.nanoUsd > 0 ? smallerModel(model, listed) : null;
  if (smaller === null) return null;
  const of = (count: number): number => Math.round(count / sum.responses);
  const tokens = {
    input: of(sum.input),
    output: of(sum.output),
    cacheRead: of(sum.cacheRead),
    cacheWrite5m: of(sum.cacheWrite5m),
    cacheWrite1h: of(sum.cacheWrite1h),
    webSearches: 0,
  };
  const { nanoUsd, confidence } = pricer.price({ model: smaller, at: lastAt, tokens, speed: '', serviceTier: '', inferenceGeo: '' });
  return confidence === 'unpriced' ? null : { model: smaller, nanoUsd: nanoUsd * sum.responses + sum.cost.webSearches };
}

/** Each day of the range; the one before it is asked for too, because its mean is what the first is compared with. */
function daySpends({ sums, monthly }: Asked, days: Days, selection: Selection): DaySpend[] {
  const since = addDays(days.since, -1);
  const byModel = daysAndModels(monthly, { ...selection, since: addDays(since, -MEAN_DAYS) });
  const byProject = byName(costByDayAndProject(sums, selection), ({ day }) => day);
  const models = byName(byModel, ({ day }) => day);
  const rows = dayRows(byModel, since, days.until, firstDay(sums));
  const used = daysOf(addDays(days.since, -MEAN_DAYS), days.until).map((day) => models.has(day));
  return rows.slice(1).map(({ day, totals: { nanoUsd }, spike }, index) => {
    const project: DayProjectRow | undefined = byProject.get(day)?.[0];
    const model: DayModelRow | undefined = models.get(day)?.toSorted((a, b) => b.sum.nanoUsd - a.sum.nanoUsd)[0];
    return {
      day,
      nanoUsd,
      usualNanoUsd: rows[index]?.meanNanoUsd ?? 0,
      usedBefore: used.slice(index, index + MEAN_DAYS).filter((before) => before).length,
      spike,
      project: project?.project ?? '',
      projectNanoUsd: project?.nanoUsd ?? 0,
      model: model?.model ?? '',
      modelNanoUsd: model?.sum.nanoUsd ?? 0,
    };
  });
}

/** As Claude Code writes a server's name into the names of its tools. */
const inToolName = (server: string): string => server.replaceAll(/[^\w-]/g, '_');

function serverUses(servers: readonly ConfiguredServer[], { monthly }: Asked, selection: Selection, sessions: readonly SessionSpend[]): ServerUse[] {
  const calls = serverCalls(monthly, selection);
  return servers.map(({ name, project }) => {
    const within = (one: { readonly project: string }): boolean => project === '' || one.project === project;
    const own = sessions.filter(within);
    const used = calls.filter((row) => within(row) && toolName(row.name).server === inToolName(name));
    return {
      server: name,
      project,
      calls: used.reduce((sum, row) => sum + row.calls, 0),
      sessions: own.length,
      sum: own.reduce<SumRow>((sum, session) => addSums(sum, session.sum as SumRow), NO_SUM),
    };
  });
}
