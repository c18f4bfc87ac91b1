import assert from 'node:assert/strict';
import { readSettings } from '../../../src/core/settings/readSettings';
import { problemText } from '../../../src/extension/problemText';

describe('what is wrong with a setting', () => {
  it('is said without a link or an icon, whatever a workspace sets', () => {
    const alignment = '[Mend it](command:workbench.action.quit)\n$(flame)';
    const { problems } = readSettings(
      { values: { 'statusBar.alignment': alignment }, userBudgets: undefined, workspaceBudgets: [] },
      { home: '/home/ada', timezone: 'UTC', firstDayOfWeek: 1, folders: [], trusted: false },
    );
    const text = problems.map(problemText).join();
    assert.match(text, /^spendlight\.statusBar\.alignment: .*Mend it.* is not one of left, right; using "left"\.$/);
    assert.doesNotMatch(text, /\]\(|\$\(|\n/);
  });
});
