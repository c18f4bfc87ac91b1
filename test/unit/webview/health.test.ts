import assert from 'node:assert/strict';
import { coverageCounts } from '../../../src/core/doctor/coverage';
import { createFigures } from '../../../webview/figures/figures';
import { unknownNames, versionTable } from '../../../webview/figures/health';
import { healthView, NOW } from '../../support/views';

const figures = createFigures({ money: 'show', locale: 'en' }, 'UTC');

describe('the Health page', () => {
  it('names unknown fields and kinds with their place and newest version, and leaves types to their own list', () => {
    const view = healthView({
      unknownNames: [
        { of: 'type', where: '', name: 'x-new', versions: ['2.1.330'], count: 9 },
        { of: 'field', where: 'message.usage', name: 'image_tokens', versions: ['2.1.98', '2.1.330'], count: 3 },
        { of: 'kind', where: 'system', name: 'time_travel', versions: [], count: 1 },
      ],
    });
    assert.deepEqual(unknownNames(view), [
      ['message.usage.image_tokens (2.1.330)', 3],
      ['system time_travel', 1],
    ]);
  });

  it('shows versions with the facts that any of them carries, never 100 % where one response has none', () => {
    const version = (name: string, responses: number, stops: number) => ({
      version: name,
      responses,
      newestAt: NOW,
      carried: coverageCounts((fact) => (fact === 'stopReason' ? stops : 0)),
    });
    const table = versionTable(healthView({ coverage: { months: ['2026-11'], versions: [version('2.1.330', 1000, 999), version('', 3, 3)] } }), figures);
    assert.deepEqual(
      table.columns.map(({ name }) => name),
      ['Version', 'Responses', 'Newest', 'Stop reason'],
    );
    assert.deepEqual(
      table.rows.map(([name, responses, , stops]) => [name, responses, stops]),
      [
        ['2.1.330', '1,000', '99%'],
        ['(none)', '3', '100%'],
      ],
    );
  });
});
