import assert from 'node:assert/strict';
import { left, renderTable, right } from '../../../src/cli/table';
import { cost, hitRate } from '../../../src/cli/words';
import { NO_SUM } from '../../../src/store/queries/totals';

describe('a table', () => {
  it('aligns words left and numbers right, with rules under the titles and above the totals', () => {
    const table = renderTable(
      [left('Day'), right('Cost')],
      [
        ['Monday', '$1.00'],
        ['Tue', '$10.00'],
      ],
      ['Total', '$11.00'],
    );
    assert.deepEqual(table.split('\n'), ['Day       Cost', '──────────────', 'Monday   $1.00', 'Tue     $10.00', '──────────────', 'Total   $11.00']);
  });

  it('does without totals', () => assert.equal(renderTable([left('a')], [['b']], null), 'a\n─\nb'));

  it('keeps its columns where a name is wide or tries to control the terminal', () => {
    const lines = renderTable(
      [left('Name'), right('n')],
      [
        ['日本', '1'],
        ['a\u001b[2Jb\nc', '2'],
      ],
      null,
    ).split('\n');
    assert.equal(lines.length, 4);
    assert.equal(lines[2], '日本      1');
    assert.equal(lines[3], 'a [2Jb c  2');
  });
});

describe('a cost in a table', () => {
  it('is never $0 where tokens have no price', () => {
    assert.equal(cost(NO_SUM), '$0.00');
    assert.equal(cost({ ...NO_SUM, nanoUsd: 1_230_000_000 }), '$1.23');
    assert.equal(cost({ ...NO_SUM, unpricedTokens: 1 }), 'unpriced');
    assert.equal(cost({ ...NO_SUM, nanoUsd: 1_230_000_000, unpricedTokens: 1 }), '≥$1.23');
    assert.equal(cost({ ...NO_SUM, nanoUsd: 1_230_000_000, pendingResponses: 1 }), '≥$1.23');
    assert.equal(cost({ ...NO_SUM, nanoUsd: 1_230_000_000, estimatedNanoUsd: 230_000_000 }), '~$1.23');
  });
});

describe('a hit rate in a table', () => {
  const sum = { ...NO_SUM, responses: 20, input: 10, cacheRead: 80, cacheWrite5m: 4, cacheWrite1h: 6 };
  it('is reads of all that was sent', () => assert.equal(hitRate(sum), '80%'));
  it('says nothing of few responses, or of none sent', () => {
    assert.equal(hitRate({ ...sum, responses: 19 }), '-');
    assert.equal(hitRate({ ...NO_SUM, responses: 20 }), '-');
  });
});
