import assert from 'node:assert/strict';
import { remainders, type SessionAccounts } from '../../../src/core/reconcile/notItemised';
import { NO_TOKENS, type TokenCounts } from '../../../src/core/usage/tokens';

const OPUS = 'claude-opus-5-5';
const use = (over: Partial<TokenCounts>, model = OPUS) => new Map([[model, { ...NO_TOKENS, ...over }]]);
const NONE = new Map<string, TokenCounts>();
const session = (over: Partial<SessionAccounts>): SessionAccounts => ({
  sessionId: 's',
  startAt: 1,
  stated: NONE,
  lines: NONE,
  copied: NONE,
  owners: new Set(),
  ...over,
});
const outputs = (sessions: readonly SessionAccounts[]) =>
  Object.fromEntries(remainders(sessions).map(({ sessionId, models }) => [sessionId, [...models.values()].reduce((sum, { output }) => sum + output, 0)]));

describe('what is not itemised', () => {
  it('is the stated total less the lines', () => {
    const [rest] = remainders([session({ stated: use({ input: 100, output: 2175, cacheRead: 5 }), lines: use({ input: 100, output: 1182, cacheRead: 5 }) })]);
    assert.deepEqual(rest?.models, use({ output: 993 }));
  });

  it('is nothing where the lines say more', () => {
    assert.deepEqual(outputs([session({ stated: use({ output: 10 }), lines: use({ output: 11 }) })]), { s: 0 });
  });

  it('compares cache writes as one sum, because older versions do not split them', () => {
    const [same] = remainders([session({ stated: use({ cacheWrite5m: 200 }), lines: use({ cacheWrite5m: 70, cacheWrite1h: 130 }) })]);
    assert.deepEqual(same?.models, NONE);
    const [more] = remainders([session({ stated: use({ cacheWrite5m: 70, cacheWrite1h: 150 }), lines: use({ cacheWrite5m: 70, cacheWrite1h: 130 }) })]);
    assert.deepEqual(more?.models, use({ cacheWrite1h: 20 }));
  });

  it('does not take a served model for a missing one when it was stated under the asked one', () => {
    const accounts = session({ stated: use({ output: 50 }, 'asked'), lines: use({ output: 50 }, 'served') });
    assert.deepEqual(outputs([accounts]), { s: 0 });
  });

  it('counts a fork from its parent on, once', () => {
    // The parent's lines come to 100, and 7 were used beside them; the fork was made then, repeats the 100, adds 20 lines and 3 beside them.
    const parent = session({ sessionId: 'parent', stated: use({ output: 107 }), lines: use({ output: 100 }) });
    const fork = session({
      sessionId: 'fork',
      stated: use({ output: 130 }),
      lines: use({ output: 20 }),
      copied: use({ output: 100 }),
      owners: new Set(['parent']),
    });
    assert.deepEqual(outputs([fork, parent]), { parent: 7, fork: 3 });
    // Two forks of one parent do not lessen each other; a fork of a fork knows both before it.
    const second = { ...fork, sessionId: 'second', stated: use({ output: 129 }) };
    assert.deepEqual(outputs([fork, second, parent]), { parent: 7, fork: 3, second: 2 });
    const nested = session({
      sessionId: 'nested',
      stated: use({ output: 141 }),
      lines: use({ output: 10 }),
      copied: use({ output: 120 }),
      owners: new Set(['parent', 'fork']),
    });
    assert.deepEqual(outputs([nested, fork, parent]), { parent: 7, fork: 3, nested: 1 });
  });

  it('leaves out what a branch repeats: its total starts from zero', () => {
    const parent = session({ sessionId: 'parent', stated: use({ output: 107 }), lines: use({ output: 100 }) });
    const branch = session({
      sessionId: 'branch',
      startAt: 2,
      stated: use({ output: 25 }),
      lines: use({ output: 20 }),
      copied: use({ output: 100 }),
      owners: new Set(['parent']),
    });
    assert.deepEqual(outputs([parent, branch]), { parent: 7, branch: 5 });
  });
});
