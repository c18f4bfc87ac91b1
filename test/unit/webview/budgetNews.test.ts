import assert from 'node:assert/strict';
import { budgetNews } from '../../../webview/figures/budgetNews';
import { createFigures } from '../../../webview/figures/figures';
import { budget, USD } from '../../support/views';

const figures = createFigures({ money: 'show', locale: 'en' }, 'UTC');
const day = (spent: number, crossed: number | null, periodId = 'now') => budget('Day', { spent: spent * USD, limit: 10 * USD, crossed, periodId });

describe('news of budgets', () => {
  const told = (...steps: readonly (readonly ReturnType<typeof day>[])[]): string[] => {
    let known: ReturnType<typeof budgetNews>['known'] | null = null;
    return steps.map((budgets) => {
      const news = budgetNews(known, budgets, figures);
      known = news.known;
      return news.said;
    });
  };

  it('is a threshold that is crossed while one looks, once for each', () => {
    assert.deepEqual(told([day(7, null)], [day(7.9, null)], [day(8.4, 80)], [day(9, 80)], [day(11, 100)], [day(12, 100)]), [
      '',
      '',
      'Budget Day is past 80%: 84% is used.',
      '',
      'Budget Day is past 100%: 110% is used.',
      '',
    ]);
  });

  it('is not what was crossed before, nor a new budget, nor a new period', () => {
    assert.deepEqual(told([day(9, 80)], [day(9, 80), budget('New', { spent: 9, limit: 10, crossed: 80 })]), ['', '']);
    assert.deepEqual(told([day(11, 100)], [day(0, null, 'next')], [day(9, 80, 'next')]), ['', '', 'Budget Day is past 80%: 90% is used.']);
  });

  it('stays known over pages that show no budgets, and is told once, also where a figure goes back', () => {
    assert.deepEqual(told([day(7, null)], [], [day(9, 80)], [day(7, null)], [day(9, 80)]), ['', '', 'Budget Day is past 80%: 90% is used.', '', '']);
  });
});
