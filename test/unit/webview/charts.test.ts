import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { contrast, readColor, standOut } from '../../../webview/charts/colors';
import { cacheHit } from '../../../webview/charts/defs/cacheHit';
import { dailyCost } from '../../../webview/charts/defs/dailyCost';
import { tokenSankey } from '../../../webview/charts/defs/tokenSankey';
import { charts } from '../../../webview/charts/registry';
import type { Theme } from '../../../webview/charts/palette';
import { createFigures } from '../../../webview/figures/figures';
import { dayMeans, daySeries, meanBefore } from '../../../webview/figures/series';
import { calendar } from '../../../webview/charts/defs/calendar';
import { hourWeek } from '../../../webview/charts/defs/hourWeek';
import { sessionTimeline } from '../../../webview/charts/defs/sessionTimeline';
import { daysOf } from '../../../src/core/time/day';
import { weeksOf } from '../../../webview/figures/calendar';
import { hourCells } from '../../../webview/figures/hours';
import { movers } from '../../../webview/figures/movers';
import { sessionView } from '../../support/exploringViews';
import { overviewView, priced, provenance, tokenFlowView, USD } from '../../support/views';

const money = createFigures({ money: 'show', locale: 'en' }, 'UTC');
const tokens = createFigures({ money: 'hide', locale: 'en' }, 'UTC');
const theme: Theme = {
  color: (name) => name,
  soft: (name) => name,
  shade: (name, part) => `${name} ${part.toFixed(2)}`,
  empty: 'empty',
  foreground: 'fg',
  muted: 'muted',
  line: 'line',
  grid: 'grid',
  background: 'bg',
  hover: { background: 'bg', foreground: 'fg', border: 'line' },
  mark: 'mark',
  font: 'font',
};

describe('the daily series', () => {
  const view = overviewView(30);

  it('gives five models a colour each, largest first, and adds up the rest', () => {
    const sums: Record<string, number> = { a: 1, b: 7, c: 3, d: 4, e: 5, f: 6, g: 2 };
    const series = daySeries([{ ...view.days[0]!, byModel: sums }], money);
    assert.deepEqual(
      series.map(({ name, color, values }) => [name, color, values[0]]),
      [
        ['b', 'series1', 7],
        ['f', 'series2', 6],
        ['e', 'series3', 5],
        ['d', 'series4', 4],
        ['c', 'series5', 3],
        ['2 others', 'other', 3],
      ],
    );
  });

  it('loses no money: each day adds up', () => {
    const series = daySeries(view.days, money);
    for (const [i, day] of view.days.entries())
      assert.equal(
        series.reduce((sum, { values }) => sum + (values[i] ?? 0), 0),
        day.totals.nanoUsd,
      );
  });

  it('shows tokens by class where money is hidden', () => {
    assert.deepEqual(
      daySeries(view.days, tokens).map(({ color }) => color),
      ['cacheRead', 'output', 'cacheWrite1h', 'cacheWrite5m', 'input'],
    );
    assert.deepEqual(dayMeans(view.days, tokens).slice(0, 6), [null, null, null, null, null, null]);
    assert.ok((dayMeans(view.days, tokens)[6] ?? 0) > 0);
  });

  it('compares a day with the mean that the row before it holds', () => {
    const days = view.days.map((day, i) => ({ ...day, meanNanoUsd: i * USD }));
    assert.deepEqual(
      [0, 1, 29, 31].map((i) => meanBefore(days, i)),
      [null, 0, 28 * USD, null],
    );
  });

  it('tells models apart that would read alike', () => {
    const day = { ...view.days[0]!, byModel: { 'claude-haiku-4-5': 2, 'claude-haiku-4-5-20251001': 1, 'claude-opus-5-5': 5 } };
    assert.deepEqual(
      daySeries([day], money).map(({ name }) => name),
      ['Opus 5.5', 'Haiku 4.5 (claude-haiku-4-5)', 'Haiku 4.5 (claude-haiku-4-5-20251001)'],
    );
  });
});

describe('the chart registry', () => {
  it('has a line for every definition, by its id', () => {
    const files = readdirSync('webview/charts/defs').map((file) => file.replace(/\.ts$/, ''));
    assert.deepEqual(Object.keys(charts).sort(), files.sort());
    for (const [name, def] of Object.entries(charts)) assert.equal(def.id, name);
  });
});

describe('heatmaps and timelines', () => {
  it('put each hour of the week into its cell, the largest at full strength, the rest empty', () => {
    const { hours } = overviewView(30);
    const config = hourWeek.toConfig({ provenance: provenance(), hours, firstDayOfWeek: 1 }, money, theme) as unknown as {
      readonly data: {
        readonly datasets: readonly { readonly data: readonly object[]; readonly backgroundColor: (at: { readonly dataIndex: number }) => string }[];
      };
    };
    const [held, empty] = config.data.datasets;
    assert.equal(held!.data.length + empty!.data.length, 7 * 24);
    const cells = hourCells({ hours, firstDayOfWeek: 1 });
    const largest = cells.reduce((best, cell, index) => (cell.nanoUsd > cells[best]!.nanoUsd ? index : best), 0);
    assert.equal(held!.backgroundColor({ dataIndex: largest }), 'series1 1.00');
    // Monday comes first, Sunday last.
    assert.deepEqual(
      [1, 0].map((weekday) => {
        const at = hourWeek.toConfig(
          { provenance: provenance(), hours: [{ weekday, hour: 5, responses: 1, nanoUsd: 1, tokens: 1 }], firstDayOfWeek: 1 },
          money,
          theme,
        );
        return at.data.datasets[0]!.data[0];
      }),
      [
        { x: 5, y: 0 },
        { x: 5, y: 6 },
      ],
    );
  });

  it('put each day into its week and weekday', () => {
    const view = overviewView(90);
    const { data } = calendar.toConfig(view, money, theme);
    const cells = data.datasets[0]!.data as unknown as readonly { readonly x: number; readonly y: number }[];
    assert.equal(cells.length, 90);
    assert.equal(new Set(cells.map(({ x, y }) => `${x} ${y}`)).size, 90);
    // 22 November 2026 is a Sunday.
    assert.equal(cells.at(-1)!.y, 6);
  });

  it('begin with the first week of the range, which has a column of its own only from its first day on', () => {
    const weeks = (since: string, until: string, firstDay: number) =>
      weeksOf(
        daysOf(since, until).map((day) => ({ day })),
        firstDay,
      );
    // 2 November 2026 is a Monday.
    assert.deepEqual([weeks('2026-11-02', '2026-11-08', 1).count, weeks('2026-11-02', '2026-11-08', 0).count], [1, 2]);
    const { start, columnOf, rowOf, short } = weeks('2026-11-04', '2027-05-04', 1);
    assert.deepEqual(
      [start, columnOf('2026-11-04'), rowOf('2026-11-04'), columnOf('2026-11-09'), rowOf('2026-11-09'), short],
      ['2026-11-02', 0, 2, 1, 0, false],
    );
    assert.deepEqual([weeks('2026-11-02', '2027-05-02', 1).count, weeks('2026-11-02', '2027-05-02', 1).short], [26, true]);
  });

  it('leave seconds out of the axis of a session that lasts', () => {
    const { points, ...view } = sessionView();
    const labels = (of: typeof points) => sessionTimeline.toConfig({ ...view, points: of }, money, theme).data.labels as string[];
    assert.match(labels(points)[0]!, /^\d+:\d\d\s[AP]M$/);
    assert.match(labels(points.slice(0, 5))[0]!, /^\d+:\d\d:\d\d\s[AP]M$/);
  });

  it('say in the table what the picture of a session shows, amounts only where money is shown', () => {
    const view = sessionView();
    const table = sessionTimeline.toTable(view, money);
    assert.equal(table.rows.length, view.points.length);
    assert.equal(table.rows.filter((row) => row.at(-1)!.includes('cache paid again')).length, 2);
    assert.equal(table.rows.filter((row) => row.at(-1)!.includes('compaction')).length, 1);
    assert.ok(
      !JSON.stringify([sessionTimeline.toTable(view, tokens), sessionTimeline.points(view, tokens), sessionTimeline.title(view, tokens)]).includes('$'),
    );
  });
});

describe('what changed', () => {
  it('ranks by the size of the change, up or down, and leaves out what hardly moved', () => {
    const view = overviewView(30);
    const rows = movers(view, 'project', money);
    assert.deepEqual(
      rows.map(({ change }) => Math.abs(change)),
      rows.map(({ change }) => Math.abs(change)).sort((a, b) => b - a),
    );
    assert.ok(rows.some(({ change }) => change < 0) && rows.some(({ change }) => change > 0));
    assert.equal(Math.abs(rows[0]!.bar), 1);
    assert.deepEqual(movers({ ...view, before: null }, 'project', money), []);
    const same = { ...view, before: { models: view.models, projects: view.projects } };
    assert.deepEqual(movers(same, 'project', money), []);
  });
});

describe('table twins', () => {
  const view = overviewView(30);

  it('hold what the daily chart draws, in money and in tokens', () => {
    for (const figures of [money, tokens]) {
      const { datasets } = dailyCost.toConfig(view, figures, theme).data;
      const table = dailyCost.toTable(view, figures);
      const drawn = datasets.filter(({ label }) => label !== 'Spike' && label !== 'Likely');
      assert.deepEqual(
        table.columns.slice(2, 2 + drawn.length).map(({ name }) => name),
        drawn.map(({ label }) => label),
      );
      for (const [x, { data }] of drawn.entries()) {
        const cells = table.rows.slice(0, view.days.length).map((row) => row[x + 2]);
        assert.deepEqual(
          cells,
          data.map((value) => (value === null ? '' : figures.amount(Number(value)))),
        );
      }
    }
  });

  it('mark the same spikes as the chart', () => {
    const spikes = dailyCost.toConfig(view, money, theme).data.datasets.find(({ label }) => label === 'Spike');
    const table = dailyCost.toTable(view, money);
    assert.deepEqual(
      table.rows.slice(0, view.days.length).map((row) => row.at(-1) === 'spike'),
      spikes?.data.map((value) => value !== null),
    );
    assert.ok(table.rows.some((row) => row.at(-1) === 'spike'));
  });

  it('hold what the Sankey draws', () => {
    const flow = tokenFlowView(30);
    const [drawn] = tokenSankey.toConfig(flow, money, theme).data.datasets;
    const rows = tokenSankey.toTable(flow, money).rows;
    assert.deepEqual(
      rows.map(([from, to, count]) => ({ from, to, count })),
      drawn?.data.map((point) => {
        const { from, to, flow: count } = point as unknown as { from: string; to: string; flow: number };
        return { from, to, count: money.count(count) };
      }),
    );
  });

  it('leave money out of a Sankey that is too narrow for it', () => {
    const [drawn] = tokenSankey.toConfig(tokenFlowView(30), money, theme).data.datasets;
    const { labels } = drawn as unknown as { readonly labels: (at: { readonly chart: { readonly width: number } }) => Readonly<Record<string, string>> };
    assert.match(labels({ chart: { width: 900 } })['Cache read'] ?? '', /^Cache read\n\S+ M · \$/);
    assert.match(labels({ chart: { width: 280 } })['Cache read'] ?? '', /^Cache read\n\S+ M$/);
  });

  it('hold what the cache chart draws', () => {
    const flow = tokenFlowView(30);
    const [drawn] = cacheHit.toConfig(flow, money, theme).data.datasets;
    assert.deepEqual(
      cacheHit.toTable(flow, money).rows.map(([, rate]) => rate),
      drawn?.data.map((rate) => money.percent(Number(rate))),
    );
  });

  it('have a row for days without a prompt', () => {
    const flow = tokenFlowView(30);
    const gap = { ...flow, days: flow.days.filter((_, i) => i !== 4) };
    assert.deepEqual(cacheHit.toTable(gap, money).rows[4], ['Oct 28', 'no prompt', '0']);
    assert.equal(cacheHit.toConfig(gap, money, theme).data.datasets[0]?.data[4], null);
    assert.equal(cacheHit.toTable(gap, money).rows.length, 30);
  });

  it('say nothing of a day with too few responses, in picture, table and title', () => {
    const flow = tokenFlowView(30);
    const few = { ...flow, days: flow.days.map((row, i) => (i === 4 ? { ...row, totals: priced({ input: 90_000, cacheRead: 10_000 }, 19) } : row)) };
    assert.deepEqual(cacheHit.toTable(few, money).rows[4]?.slice(1), ['under 20 responses', '19']);
    assert.equal(cacheHit.toConfig(few, money, theme).data.datasets[0]?.data[4], null);
    assert.doesNotMatch(cacheHit.title(few, money), /10%/);
  });

  it('have one spoken point for each drawn one', () => {
    assert.equal(dailyCost.points(view, money).length, 30);
    assert.match(dailyCost.points(view, money)[18] ?? '', /^Wednesday, November 11, 2026: \$47\.27\. Opus 5\.5 .*\. Spike$/);
  });
});

describe('colours', () => {
  it('are read as browsers write them', () => {
    assert.deepEqual(readColor('rgb(1, 2, 3)'), [1, 2, 3]);
    assert.deepEqual(readColor('rgba(1, 2, 3, 0.5)'), [1, 2, 3]);
    assert.deepEqual(readColor('color(srgb 1 0.5 0)'), [255, 127.5, 0]);
    assert.equal(readColor('var(--none)'), null);
  });

  it('stand out from the background by three to one', () => {
    const white = [255, 255, 255] as const;
    const pale = [250, 240, 200] as const;
    assert.ok(contrast(pale, white) < 3);
    assert.ok(contrast(standOut(pale, white, [0, 0, 0]), white) >= 3);
    assert.deepEqual(standOut([0, 0, 200], white, [0, 0, 0]), [0, 0, 200]);
    assert.equal(Math.round(contrast([0, 0, 0], white)), 21);
  });
});
