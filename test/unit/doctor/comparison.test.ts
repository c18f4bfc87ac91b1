import assert from 'node:assert/strict';
import { compareSessions } from '../../../src/core/doctor/comparison';
import { doctorReport } from '../../../src/core/doctor/report';
import { reportLines } from '../../../src/core/doctor/text';
import type { SessionAccounts } from '../../../src/core/reconcile/notItemised';
import { NO_TOKENS, type TokenCounts } from '../../../src/core/usage/tokens';
import { healthView } from '../extension/views';

const use = (tokens: Partial<TokenCounts>, model = 'claude-opus-5-5') => new Map([[model, { ...NO_TOKENS, ...tokens }]]);
const session = (sessionId: string, stated: Partial<TokenCounts>, lines: Partial<TokenCounts>, more: Partial<SessionAccounts> = {}): SessionAccounts => ({
  sessionId,
  startAt: 1,
  stated: use(stated),
  lines: use(lines),
  copied: new Map(),
  owners: new Set(),
  ...more,
});

describe('a session beside the total of Claude Code', () => {
  it('is equal, or says what differs and why', () => {
    const sessions = [
      session('equal', { output: 5, cacheWrite5m: 7 }, { output: 5, cacheWrite1h: 7 }),
      session('compaction', { input: 100, output: 50 }, { input: 10, output: 5 }),
      session('stuck', { input: 3, output: 900 }, { input: 3, output: 100 }),
      session('running', { output: 10 }, { output: 40, cacheRead: 3 }),
    ];
    const found = compareSessions(sessions, new Map([['stuck', 4]]));
    assert.deepEqual(
      found.map(({ stated, lines, missing, surplus, unfinished, why }) => [stated, lines, missing.output, surplus.output, unfinished, why]),
      [
        [903, 103, 800, 0, 4, 'unfinished'],
        [150, 15, 45, 0, 0, 'unlisted'],
        [10, 43, 0, 30, 0, 'later'],
        [12, 12, 0, 0, 0, 'none'],
      ],
    );
  });

  it('as a fork is compared with the lines that it repeats, and misses nothing that its parent missed', () => {
    const parent = session('parent', { output: 107 }, { output: 100 });
    const fork = session('fork', { output: 127 }, { output: 20 }, { copied: use({ output: 100 }), owners: new Set(['parent']) });
    const [first, second] = compareSessions([parent, fork], new Map());
    assert.deepEqual([first?.fork, first?.missing.output, first?.why], [false, 7, 'unfinished']);
    assert.deepEqual([second?.fork, second?.lines, second?.missing.output, second?.why], [true, 120, 0, 'none']);
    const branch = { ...fork, startAt: 2, stated: use({ output: 20 }) };
    assert.deepEqual(
      compareSessions([parent, branch], new Map()).map(({ why, lines }) => [why, lines]),
      [
        ['unfinished', 100],
        ['none', 20],
      ],
    );
  });

  it('stands in the report without its name', () => {
    const sessions = compareSessions([session('secret', { output: 900, webSearches: 1 }, { output: 100 }), session('same', {}, {})], new Map());
    const lines = Object.fromEntries(reportLines(doctorReport(healthView(), sessions)));
    assert.equal(lines["Sessions with Claude Code's own total"], '2, 1 equal');
    assert.equal(
      lines['Session 1'],
      'total 901, lines 100, missing output 800 webSearches 1: calls that no transcript has (compaction, side questions, titles)',
    );
    assert.ok(!JSON.stringify([doctorReport(healthView(), sessions), lines]).includes('secret'));
    const many = compareSessions(
      Array.from({ length: 40 }, (_, i) => session(`s${i}`, { output: 9 }, {})),
      new Map(),
    );
    assert.equal(Object.fromEntries(reportLines(doctorReport(healthView(), many)))['More sessions that differ'], 10);
    assert.ok(!reportLines(doctorReport(healthView())).some(([name]) => name.startsWith('Session')), 'where nothing was compared, nothing is said');
  });
});
