import { toolName } from '../core/usage/toolName';
import type { Filter } from '../protocol/views';
import type { SwitchRow, UseRow, WorkView } from '../protocol/workView';
import { activityByMonth, type ActivityRow } from '../store/queries/activity';
import type { FacetRow } from '../store/queries/facets';
import type { Narrowed } from '../store/queries/narrowed';
import { groupsOf, sumsBy, totalOf } from '../store/queries/rolledSums';
import { monthsOfSpan, rolledDays, rolledQuarters } from '../store/rolled';
import { ofDays, rangeOf, type Asked } from './ask';
import type { Context, Facts } from './context';
import { hoursOf } from './hours';
import { narrowedBy } from './narrowing';
import { monthWork, NO_WORK, type MonthWork } from './monthWork';
import { workflowUses } from './workflowUses';

const byUse = (a: UseRow, b: UseRow): number => b.uses - a.uses || (b.nanoUsd ?? 0) - (a.nanoUsd ?? 0) || (a.name < b.name ? -1 : 1);

/** The Work page (D3, D4): what was done, with what, how often it failed and what it cost. */
export function workView({ asked, facts, provenance }: Context, filter: Filter): WorkView {
  const days = rangeOf(asked, filter);
  const selection = ofDays(days, filter);
  const narrowed = narrowedBy(days, filter);
  const months = monthsOfWork(asked, facts, narrowed);
  const { texts } = asked.monthly;
  const selected = rolledDays(asked.monthly, selection);
  const activity = activityByMonth(asked.monthly, selection);
  const count = (kind: string): number => ofKind(activity, kind).reduce((sum, row) => sum + row.uses, 0);
  const tools = withCosts(ofKind(activity, 'tool'), summed(months.flatMap((month) => month.tools)));
  return {
    provenance,
    range: { since: days.since, until: days.until },
    selected: totalOf(selected, texts, filter),
    tools: tools.toSorted(byUse),
    mcpServers: servers(tools, summed(months.flatMap((month) => month.servers))).toSorted(byUse),
    commands: ofKind(activity, 'command').map(({ name, uses }) => ({ name, uses, errors: 0, nanoUsd: null })),
    skills: costed(summed(months.flatMap((month) => month.skills))).toSorted(byUse),
    agents: costed(summed(months.flatMap((month) => month.agents))).toSorted(byUse),
    workflows: workflowUses(months).toSorted(byUse),
    models: sumsBy(selected, 'model', texts, filter).map(({ name, sum }) => ({ name, totals: sum })),
    switches: switches(asked, months, narrowed),
    firstDayOfWeek: asked.calendar.firstDayOfWeek,
    hours: hoursOf(asked, narrowed),
    prompts: count('prompt'),
    compactions: count('compaction'),
    apiErrors: count('apiError'),
  };
}

const ofKind = (activity: readonly ActivityRow[], kind: string): readonly ActivityRow[] => activity.filter((row) => row.kind === kind);

type Costs = ReadonlyMap<string, Omit<FacetRow, 'name'>>;

function summed(rows: readonly FacetRow[]): Costs {
  const found = new Map<string, { uses: number; nanoUsd: number }>();
  for (const { name, uses, nanoUsd } of rows) {
    const known = found.get(name) ?? { uses: 0, nanoUsd: 0 };
    found.set(name, { uses: known.uses + uses, nanoUsd: known.nanoUsd + nanoUsd });
  }
  return found;
}

/** Of every month that it touches, oldest first; only of those that changed are the rows looked at. */
function monthsOfWork({ monthly }: Asked, { ledger }: Facts, { start, end, ...names }: Narrowed): readonly MonthWork[] {
  const isUnnarrowed = names.projects.length + names.models.length === 0;
  return monthsOfSpan(monthly, start, end).map(({ month, isWhole, ...span }) => {
    const question = `work ${span.start} ${span.end} ${JSON.stringify(names)}`;
    const ask = (): MonthWork => ledger.ask(month, (file) => monthWork(file, { ...names, ...span })) ?? NO_WORK;
    return isWhole && isUnnarrowed ? monthly.kept.lasting(month, question, ask) : monthly.kept.of(month, question, ask);
  });
}

const withCosts = (rows: readonly ActivityRow[], costs: Costs): UseRow[] =>
  rows.map(({ name, uses, errors }) => ({ name, uses, errors, nanoUsd: costs.get(name)?.nanoUsd ?? null }));

const costed = (costs: Costs): UseRow[] => [...costs].map(([name, { uses, nanoUsd }]) => ({ name, uses, errors: 0, nanoUsd }));

/** Calls and errors of a server's tools; the cost that Claude Code itself attributes to it where it does, else that of its calls. */
function servers(tools: readonly UseRow[], costs: Costs): UseRow[] {
  const found = new Map<string, UseRow>();
  for (const { name, uses, errors, nanoUsd } of tools) {
    const { server } = toolName(name);
    if (server === null) continue;
    const known = found.get(server) ?? { name: server, uses: 0, errors: 0, nanoUsd: null };
    const cost = nanoUsd === null ? known.nanoUsd : (known.nanoUsd ?? 0) + nanoUsd;
    found.set(server, { name: server, uses: known.uses + uses, errors: known.errors + errors, nanoUsd: cost });
  }
  return [...found.values()].map((row) => ({ ...row, nanoUsd: costs.get(row.name)?.nanoUsd ?? row.nanoUsd }));
}

/** A session that lasts over a month's end counts with its changes in each. */
function switches({ monthly }: Asked, months: readonly MonthWork[], narrowed: Narrowed): SwitchRow[] {
  const found = new Map<string, number>();
  for (const row of months.flatMap((month) => month.switches)) found.set(row.sessionId, (found.get(row.sessionId) ?? 0) + row.switches);
  if (found.size === 0) return [];
  return groupsOf(rolledQuarters(monthly, narrowed.start, narrowed.end), 'session', monthly.texts, narrowed)
    .flatMap(({ name, project, sum }) => {
      const count = found.get(name);
      return count === undefined ? [] : { sessionId: name, project, switches: count, nanoUsd: sum.nanoUsd };
    })
    .sort((a, b) => b.switches - a.switches || b.nanoUsd - a.nanoUsd);
}
