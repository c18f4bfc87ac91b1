import assert from 'node:assert/strict';
import { ENGLISH } from '../../../src/core/format/number';
import { exportedWords, importedWords } from '../../../src/extension/historyWords';

describe('words of a moved history', () => {
  const done = { folder: '/backup/x', months: 3, bytes: 4_200_000, current: true };

  it('say where an export is, and when it may lack a minute', () => {
    assert.equal(exportedWords(done, ENGLISH), 'Spendlight: 3 months (4.2 MB) exported to /backup/x.');
    assert.doesNotMatch(exportedWords({ ...done, folder: '/[a](command:b)' }, ENGLISH), /\]\(/);
    assert.match(exportedWords({ ...done, months: 1, current: false }, ENGLISH), /^Spendlight: 1 month .*the last minute may be missing\.$/);
  });

  it('say what an import brought', () => {
    const none = { added: 0, changed: 0 };
    assert.match(
      importedWords({ months: 2, responses: { added: 1_204, changed: 3 }, others: { added: 9, changed: 1 } }, ENGLISH),
      /^Spendlight: 2 months read: 1,204 new responses, 9 new tool calls, prompts and commands, more is known of 4\. Other open windows/,
    );
    assert.doesNotMatch(importedWords({ months: 1, responses: { added: 1, changed: 0 }, others: none }, ENGLISH), /more is known|responses/);
    assert.equal(importedWords({ months: 1, responses: none, others: none }, ENGLISH), 'Spendlight: 1 month read; all of it was known already.');
  });
});
