import assert from 'node:assert/strict';
import { ENGLISH } from '../../../src/core/format/number';
import { budgetTree } from '../../../src/extension/budgetNodes';
import { budget, budgetStatus, statusView } from './views';

const SHOW = { money: 'show', write: ENGLISH } as const;
const HIDE = { money: 'hide', write: ENGLISH } as const;
const tree = (budgets: Parameters<typeof statusView>[0], style: typeof SHOW | typeof HIDE = SHOW, stale: string | null = null) =>
  budgetTree({ view: statusView(budgets), stale }, style);

describe('budgets in the side bar', () => {
  it('are a line each, those of which most is used first', () => {
    const { nodes } = tree({ budgets: [budgetStatus(4.21), budgetStatus(9, { budget: budget({ id: 'week', name: 'Week' }) })] });
    assert.deepEqual(
      nodes.map(({ label, description, budgetKey, context }) => [label, description.replace(/resets in .*/, 'resets'), budgetKey, context]),
      [
        ['Week', '████░ 90% · $1.00 left · resets', 'week', 'budget'],
        ['Day', '██░░░ 42% · $5.79 left · resets', 'day', 'budget'],
      ],
    );
  });

  it('have a colour only past a threshold, and words for it', () => {
    const { nodes, badge, badgeWords } = tree({ budgets: [budgetStatus(1), budgetStatus(8.5), budgetStatus(11)] });
    assert.deepEqual(
      nodes.map(({ icon, spoken }) => [icon.color, spoken.replace(/^.*, /, '')]),
      [
        ['list.errorForeground', 'past a critical threshold'],
        ['list.warningForeground', 'past a threshold'],
        [null, 'below its thresholds'],
      ],
    );
    assert.deepEqual([badge, badgeWords], [1, '1 budget is over']);
  });

  it('say what is expected', () => {
    const forecast = { p10: 5e9, p50: 8e9, p90: 12e9, crossesAt: null, error: null };
    const of = (style: typeof SHOW | typeof HIDE) => tree({ budgets: [budgetStatus(1, { forecast })] }, style).nodes[0]?.tooltip.replaceAll('\\', '') ?? '';
    assert.ok(of(SHOW).includes('Expected at its end: $8.00 ($5.00 to $12.00)'));
    assert.ok(of(HIDE).includes('Expected at its end: 80% (50% to 120%)'));
  });

  it('show no money where it is hidden, and counts all the same', () => {
    const tokens = budgetStatus(1, { budget: budget({ id: 't', metric: 'tokens' }), spent: 400, limit: 1_000, left: 600, ratio: 0.4 });
    const { nodes } = tree({ budgets: [budgetStatus(4.21), tokens] }, HIDE);
    assert.doesNotMatch(JSON.stringify(nodes), /\$\d/);
    assert.ok(nodes.some(({ tooltip }) => tooltip.includes('400 of 1 k tokens')));
  });

  it('are unknown, and not $0, where nothing has a price', () => {
    const { nodes, badge } = tree({ budgets: [budgetStatus(0, { state: 'unknown', unpricedTokens: 14_000, spent: 0, ratio: 0 })] });
    assert.match(nodes[0]?.description ?? '', /^unpriced · resets/);
    assert.match(nodes[0]?.tooltip ?? '', /14 k tokens have no price/);
    assert.equal(badge, 0);
  });

  it('take foreign names as plain text, in the tooltip too', () => {
    const hostile = '$(alert) [x](command:y)\n# <b>';
    const { nodes } = tree({
      budgets: [budgetStatus(1, { budget: budget({ name: hostile, folders: ['/w/[a](command:b)'] }), sessionId: 's\n|', periodEnd: null })],
    });
    const [node] = nodes;
    assert.doesNotMatch(node?.label ?? '', /\n|\$\(|\]\(/);
    assert.doesNotMatch(node?.tooltip ?? '', /(?<!\\)\[|<b>|\n#/);
    assert.doesNotMatch(node?.description ?? '', /\n/);
  });

  it('are lines of their own for each session, and stay the same line while figures change', () => {
    const session = (id: string, usd: number) => budgetStatus(usd, { sessionId: id, periodId: id, periodEnd: null });
    const ids = (usd: number) => tree({ budgets: [session('a', usd), session('b', 9)] }).nodes.map(({ id }) => id);
    assert.equal(new Set(ids(8)).size, 2);
    assert.deepEqual(ids(8).toSorted(), ids(9.5).toSorted());
    assert.equal(tree({ budgets: [session('a', 12), session('b', 11)] }).badge, 1, 'one budget, two sessions');
  });

  it('are none before the first answer, and say when they stand still', () => {
    assert.deepEqual(budgetTree({ view: null, stale: null }, SHOW), { nodes: [], message: '', badge: 0, badgeWords: '0 budgets are over' });
    assert.match(tree({ budgets: [budgetStatus(1)] }, SHOW, 'ended').message, /Not live/);
    assert.equal(tree({ budgets: [] }, SHOW, 'ended').message, '');
  });
});
