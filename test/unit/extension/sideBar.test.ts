import assert from 'node:assert/strict';
import { ENGLISH } from '../../../src/core/format/number';
import { NO_TOKENS } from '../../../src/core/usage/tokens';
import type { Insight } from '../../../src/core/insights/insight';
import { insightTree } from '../../../src/extension/insightNodes';
import { sourceTree } from '../../../src/extension/sourceNodes';
import { todayTree } from '../../../src/extension/todayNodes';
import type { TodaySession, TodayView } from '../../../src/protocol/todayView';
import type { Totals } from '../../../src/protocol/views';
import { healthView, provenance } from '../../support/views';

const SHOW = { money: 'show', write: ENGLISH } as const;
const HIDE = { money: 'hide', write: ENGLISH } as const;
const HOSTILE = '$(trash) [x](command:y)\u202e\n<b>';
const clock = (at: number, zone: string): string => `${at}@${zone}`;

const sum = (nanoUsd: number, input = 1_000): Totals => ({
  ...NO_TOKENS,
  input,
  responses: 3,
  nanoUsd,
  unpricedTokens: 0,
  pendingResponses: 0,
  estimatedNanoUsd: 0,
  recordedNanoUsd: 0,
});

const session = (more: Partial<TodaySession>): TodaySession => ({
  sessionId: 'one',
  project: '/home/ada/app',
  branch: 'main',
  lastAt: 50,
  live: false,
  totals: sum(2_500_000_000),
  turns: [{ startedAt: 40, lastAt: 50, command: '', models: ['claude-opus-5-5'], tools: 2, errors: 1, totals: sum(1_500_000_000) }],
  turnsInAll: 1,
  ...more,
});

const today = (...sessions: readonly TodaySession[]): TodayView => ({ provenance: provenance(), today: sum(4_000_000_000), sessions, more: 3 });

describe('the side bar', () => {
  it('shows live sessions first, each with its turns, the running one by name', () => {
    const view = today(session({ sessionId: 'old', lastAt: 90 }), session({ sessionId: 'live', live: true }));
    const { nodes, message } = todayTree({ view, trouble: null }, SHOW, clock);
    assert.deepEqual(
      nodes.map(({ id, icon, description }) => [id, icon.name, description]),
      [
        ['live', 'pulse', '$2.50 · main · 50@Europe/Berlin'],
        ['old', 'comment-discussion', '$2.50 · main · 90@Europe/Berlin'],
      ],
    );
    assert.deepEqual(
      nodes.map(({ children }) => children.map(({ label, description }) => [label, description])),
      [[['This turn, since 40@Europe/Berlin', '$1.50 · Opus 5.5']], [['40@Europe/Berlin', '$1.50 · Opus 5.5']]],
    );
    assert.match(message, /^\$4\.00 today; 3 earlier sessions are in/);
    assert.match(todayTree({ view: { ...view, more: 1 }, trouble: null }, SHOW, clock).message, /; 1 earlier session is in the Explorer$/);
  });

  it('shows no amount where money is hidden', () => {
    const texts = JSON.stringify(todayTree({ view: today(session({ live: true })), trouble: null }, HIDE, clock));
    assert.ok(!texts.includes('$') && texts.includes('1 k tokens'), texts);
  });

  it('keeps foreign names on one line, without icons, links or markup', () => {
    const view = today(session({ project: `/${HOSTILE}`, branch: HOSTILE, turns: [{ ...session({}).turns[0]!, command: HOSTILE, models: [HOSTILE] }] }));
    for (const node of todayTree({ view, trouble: null }, SHOW, clock).nodes.flatMap((one) => [one, ...one.children])) {
      for (const text of [node.label, node.description]) assert.ok(!/[\n\u202e]|\$\(|\]\(/.test(text), text);
      assert.ok(!/(?<!\\)[<[]|\$\(/.test(node.tooltip), node.tooltip);
    }
  });

  it('says why nothing moves', () => {
    assert.equal(todayTree({ view: null, trouble: 'the worker ended' }, SHOW, clock).message, 'Not live: the worker ended');
    assert.deepEqual(todayTree({ view: null, trouble: null }, SHOW, clock).nodes, []);
  });

  it('ranks findings with their money, and names the page for the rest', () => {
    const finding: Insight = {
      id: 'rule:a',
      rule: 'rule',
      subject: 'a',
      severity: 'high',
      title: HOSTILE,
      project: '/home/ada/app',
      sessionId: '',
      nanoUsd: 3_250_000_000,
      between: [2_000_000_000, 4_500_000_000],
      assumption: 'If so.',
      evidence: [{ label: 'Paid', value: { kind: 'usd', value: 1_000_000_000 } }],
      action: 'Do it.',
      since: '2026-11-01',
      until: '2026-11-22',
    };
    const view = {
      provenance: provenance(),
      range: { since: '2026-11-01', until: '2026-11-22' },
      rowsSince: '2026-11-01',
      insights: Array.from({ length: 12 }, (_, i) => ({ ...finding, id: `rule:${i}` })),
      dismissed: [],
    };
    const shown = insightTree({ view, trouble: null }, SHOW);
    assert.deepEqual([shown.nodes.length, shown.message, shown.nodes[0]!.description], [10, '2 more on the Insights page', 'app']);
    assert.match(shown.nodes[0]!.label, /^\$3\.25 · ./);
    assert.match(shown.nodes[0]!.tooltip, /about \\\$3\\\.25/);
    assert.ok(!/[\n\u202e]|\$\(/.test(shown.nodes[0]!.label));
    assert.ok(!/\$\d|\\\$/.test(JSON.stringify(insightTree({ view: { ...view, insights: [{ ...finding, title: 'plain' }] }, trouble: null }, HIDE))));
  });

  it('shows where figures come from, and what is wrong there', () => {
    const view = healthView({
      roots: [{ origin: 'default', path: '/home/ada/.claude/projects', state: 'unreadable', transcripts: 0 }],
      messages: ['a file was set aside'],
    });
    const { nodes } = sourceTree({ view, trouble: null }, ENGLISH);
    assert.deepEqual(
      [nodes[0]!.label, nodes[0]!.description, nodes[0]!.icon.name, nodes[0]!.copies],
      ['/home/ada/.claude/projects', 'cannot be read', 'warning', '/home/ada/.claude/projects'],
    );
    assert.equal(nodes.at(-1)!.label, 'a file was set aside');
  });

  it('counts a line that was not read once, whatever is wrong with it', () => {
    const badLines = { malformed: 2, oversize: 1, halfWritten: 1, files: 2 };
    const { nodes } = sourceTree({ view: healthView({ malformedLines: 4, badLines }), trouble: null }, ENGLISH);
    assert.deepEqual(
      nodes.filter(({ id }) => id === 'bad').map(({ label, description }) => [label, description]),
      [['Lines not read', '4']],
    );
  });
});
