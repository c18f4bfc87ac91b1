import type { ExploreQuestion, ExploreRow, ExploreView } from '../../src/protocol/explorerViews';
import type { SessionPoint, SessionView } from '../../src/protocol/sessionView';
import type { WorkView } from '../../src/protocol/workView';
import { add, NOW, overviewView, priced, provenance, USD } from './views';

/* Synthetic views of the Explorer, a session and the Work page, typed by the contract. Deterministic. */

const HOUR = 3_600_000;
const range = { since: '2026-10-24', until: '2026-11-22' };

const rowOf = (index: number, by: ExploreQuestion['by']): ExploreRow => {
  const size = 60 - index;
  const name = by === 'day' ? `2026-11-${String(22 - (index % 22)).padStart(2, '0')}` : by === 'turn' ? (index % 3 === 0 ? '/review' : '') : `${by}-${index}`;
  return {
    key: `${by} ${index}`,
    name,
    project: by === 'branch' ? '' : '/home/ada/code/payments-api',
    branch: 'feature/cheaper-cache',
    sessionId: `7c0ffee${index}-1111-4222-8333-444455556666`,
    firstAt: NOW - (index + 2) * HOUR,
    lastAt: NOW - index * HOUR,
    sessions: by === 'turn' || by === 'day' ? null : 1 + (index % 4),
    totals: priced({ input: size * 12_000, output: size * 4_000, cacheRead: size * 900_000, cacheWrite5m: size * 20_000 }, size * 3),
  };
};

const FOUND = 57;

export const exploreView = (question: ExploreQuestion): ExploreView => {
  const all = Array.from({ length: FOUND }, (_, index) => rowOf(index, question.by));
  const matching = question.search === '' ? all : all.filter(({ name }) => name.includes(question.search));
  return {
    provenance: provenance(),
    range,
    question,
    rows: matching.slice(question.page * 50, (question.page + 1) * 50),
    found: matching.length,
    selected: add(matching.map(({ totals }) => totals as ReturnType<typeof priced>)),
    previous: question.by === 'turn' ? null : priced({ input: 9_000_000, output: 3_000_000, cacheRead: 800_000_000 }, 2_000),
  };
};

const point = (index: number): SessionPoint => {
  const broken = index === 40 || index === 90;
  const context = 20_000 + (index % 70) * 2_300;
  return {
    at: NOW - (160 - index) * 60_000,
    model: index < 100 ? 'claude-opus-5-5' : 'claude-sonnet-5',
    sidechain: index % 9 === 4,
    context,
    output: 300 + ((index * 37) % 900),
    nanoUsd: Math.round(context * (broken ? 6_250 : 500)) + 8_000_000,
    resent: broken ? context : 0,
    resentNanoUsd: broken ? context * 5_750 : 0,
  };
};

export const sessionView = (sessionId = '7c0ffee0-1111-4222-8333-444455556666'): SessionView => {
  const points = Array.from({ length: 150 }, (_, index) => point(index));
  const totals = priced({ input: 400_000, output: 110_000, cacheRead: 14_000_000, cacheWrite5m: 900_000 }, 150);
  return {
    provenance: provenance(),
    sessionId,
    project: '/home/ada/code/payments-api',
    branches: ['main', 'feature/cheaper-cache'],
    versions: ['2.1.330'],
    firstAt: points[0]!.at,
    lastAt: points.at(-1)!.at,
    totals,
    sidechain: priced({ input: 40_000, output: 12_000, cacheRead: 1_000_000 }, 16),
    points,
    thinned: 0,
    turns: [0, 50, 100].map((start, index) => ({
      startedAt: points[start]!.at,
      lastAt: points[start + 49]!.at,
      command: index === 1 ? '/review' : '',
      models: [points[start]!.model],
      tools: 20 + index,
      errors: index,
      totals: priced({ input: 130_000, output: 36_000, cacheRead: 4_600_000, cacheWrite5m: 300_000 }, 50),
    })),
    compactions: [points[69]!.at],
    modelSwitches: 1,
  };
};

const use = (name: string, uses: number, errors: number, usd: number | null) => ({ name, uses, errors, nanoUsd: usd === null ? null : Math.round(usd * USD) });

export const workView = (): WorkView => {
  const { selected, models } = overviewView();
  return {
    provenance: provenance(),
    range,
    selected,
    tools: [
      use('Bash', 812, 41, 38.2),
      use('Read', 640, 3, 21.75),
      use('Edit', 511, 27, 24.1),
      use('Grep', 300, 0, 9.4),
      use('mcp__jira__search', 44, 9, 3.1),
      use('Write', 40, 1, 2.9),
      use('Glob', 31, 0, 1.2),
      use('WebFetch', 22, 6, 1.9),
      use('Task', 18, 0, 6.2),
      use('TodoWrite', 15, 0, 0.4),
      use('NotebookEdit', 2, 1, 0.1),
    ],
    mcpServers: [use('jira', 44, 9, 3.1), use('figma', 2, 0, 0.2)],
    commands: [use('/review', 21, 0, null), use('/compact', 9, 0, null), use('/clear', 7, 0, null)],
    skills: [use('pdf', 12, 0, 4.4)],
    agents: [use('general-purpose', 14, 0, 11.2), use('', 4, 0, 1.1)],
    workflows: [
      use('development', 120, 0, 61.1),
      use('testing', 64, 0, 28.4),
      use('debugging', 40, 0, 22.9),
      use('git_operations', 33, 0, 6.2),
      use('documentation', 12, 0, 3.3),
      use('', 9, 0, 1.4),
    ],
    models: models.map(({ name, totals }) => ({ name, totals })),
    switches: [{ sessionId: '7c0ffee0-1111-4222-8333-444455556666', project: '/home/ada/code/payments-api', switches: 7, nanoUsd: 9 * USD }],
    hours: Array.from({ length: 60 }, (_, index) => {
      const [weekday, hour] = [1 + (index % 5), 8 + (index % 11)];
      return { weekday, hour, responses: 3 + index, nanoUsd: (1 + (index % 7)) * 300_000_000, tokens: 40_000 * (1 + (index % 7)) };
    }).filter((cell, index, all) => all.findIndex(({ weekday, hour }) => weekday === cell.weekday && hour === cell.hour) === index),
    firstDayOfWeek: 1,
    prompts: 278,
    compactions: 11,
    apiErrors: 4,
  };
};
