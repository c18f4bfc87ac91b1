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

describe('a table on a narrow terminal', () => {
  const columns = [left('Project'), left('Branch'), right('Tokens'), right('Cost')];
  const rows = [
    ['a-project-with-a-long-name', 'feature/one', '1,204,000', '$12.00'],
    ['short', 'main', '9', '≥$0.01'],
  ];
  const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));
  const at = (width: number): string => renderTable(columns, rows, ['Total', '', '1,204,009', '$12.01'], width);

  it('is as wide as it gets where there is room, or no terminal', () => {
    assert.equal(at(58), renderTable(columns, rows, ['Total', '', '1,204,009', '$12.01']));
    assert.match(at(58), /a-project-with-a-long-name/);
  });

  it('cuts the longest names first, and no figure', () => {
    for (const width of [57, 50, 42]) {
      const text = at(width);
      assert.ok(widest(text) <= width, `${widest(text)} of ${width}`);
      assert.match(text, /a-project[^ ]*… +feature/);
      for (const figure of ['1,204,000', '$12.00', '≥$0.01', '$12.01']) assert.ok(text.includes(figure), figure);
    }
  });

  it('lists rows where even that is too wide, each figure with its title', () => {
    const lines = at(30).split('\n');
    assert.deepEqual(lines.slice(0, 5), [
      'Project  a-project-with-a-long-name',
      'Branch   feature/one',
      'Tokens   1,204,000',
      'Cost     $12.00',
      '─'.repeat(30),
    ]);
    assert.deepEqual(lines.slice(-3), ['Project  Total', 'Tokens   1,204,009', 'Cost     $12.01']);
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
