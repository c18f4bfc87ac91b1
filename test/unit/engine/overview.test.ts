import assert from 'node:assert/strict';
import { usualCost } from '../../../src/engine/days';
import { prompt, reply, useHome } from '../../support/history';
import { ALL, readWindow, SETTINGS } from './opening';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 12);
const TODAY = '2026-11-22';

describe('the usual day', () => {
  const home = useHome();

  it('is the mean of the seven days before today, fewer where less is known', () => {
    assert.equal(usualCost(700, TODAY, '2026-01-01'), 100);
    assert.equal(usualCost(700, TODAY, '2026-11-15'), 100);
    assert.equal(usualCost(700, TODAY, '2026-11-21'), 700);
    assert.equal(usualCost(0, TODAY, TODAY), null);
    assert.equal(usualCost(0, TODAY, null), null);
  });

  it('is the same whichever range is asked, and narrowed by the filter', async () => {
    const lines = [20, 7, 3, 0].map((ago) => reply({ id: `d${ago}`, at: NOW - ago * DAY, input: 7_000, cwd: ago === 3 ? '/other' : '/app' }));
    home.write('p/s.jsonl', lines);
    const { engine } = await readWindow(home.path);
    const usual = (filter: Partial<typeof ALL>) => engine.overview({ ...ALL, ...filter }, NOW).usualNanoUsd;
    for (const kind of ['today', 'last7', 'last30', 'all'] as const) assert.equal(usual({ range: { kind } }), 2_000_000, kind);
    assert.equal(usual({ range: { kind: 'custom', since: '2026-11-01', until: '2026-11-05' } }), 2_000_000);
    assert.equal(usual({ projects: ['/other'] }), 1_000_000);
    await engine.close();
  });

  it('stands beside the turn that runs, unless a filter leaves out a part of it', async () => {
    home.write('p/s.jsonl', [prompt(NOW - 2_000), reply({ id: 'one', at: NOW - 1_000, input: 5 })]);
    const { engine } = await readWindow(home.path);
    const { turn } = engine.overview(ALL, NOW);
    assert.deepEqual([turn?.running, turn?.totals.nanoUsd], [true, 5_000]);
    assert.deepEqual(engine.status(NOW).turn, turn);
    assert.equal(engine.overview({ ...ALL, projects: ['/home/ada/app'] }, NOW).turn, null);
    assert.equal(engine.overview({ ...ALL, models: ['claude-opus-5-5'] }, NOW).turn, null);
    await engine.close();
  });

  it('knows how much of the billing month is left, today included', async () => {
    home.write('p/s.jsonl', [reply({ id: 'one', at: NOW, input: 5 })]);
    const { engine } = await readWindow(home.path);
    const ahead = async (billingCycleDay: number) => {
      await engine.configure({ ...SETTINGS, billingCycleDay });
      return engine.overview(ALL, NOW).monthAhead;
    };
    assert.deepEqual(await ahead(1), { since: '2026-11-23', until: '2026-11-30', left: 8.5 });
    assert.deepEqual(await ahead(24), { since: '2026-11-23', until: '2026-11-23', left: 1.5 });
    assert.equal(await ahead(23), null);
    await engine.close();
  });
});
