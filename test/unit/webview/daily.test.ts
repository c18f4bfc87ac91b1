import assert from 'node:assert/strict';
import { totalTokens } from '../../../src/core/usage/tokens';
import { dailyCost } from '../../../webview/charts/defs/dailyCost';
import type { Theme } from '../../../webview/charts/palette';
import { dailyBars, outlook } from '../../../webview/figures/daily';
import { createFigures } from '../../../webview/figures/figures';
import { daySeries } from '../../../webview/figures/series';
import { overviewView, USD } from '../../support/views';

const money = createFigures({ money: 'show', locale: 'en' }, 'UTC');
const tokens = createFigures({ money: 'hide', locale: 'en' }, 'UTC');
const theme = { color: (name: string) => name, mark: 'mark', hover: {} } as unknown as Theme;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('the bars of the daily chart', () => {
  it('are days up to 120, and weeks beyond', () => {
    assert.deepEqual([dailyBars(overviewView(120), money).by, dailyBars(overviewView(120), money).bars.length], ['day', 120]);
    // 121 days to Sunday 22 November 2026: from Saturday 25 July on.
    const { by, bars } = dailyBars(overviewView(121), money);
    assert.deepEqual([by, bars.length], ['week', 18]);
    assert.deepEqual(
      [bars.at(0), bars.at(1), bars.at(-1)].map((bar) => [bar?.since, bar?.until]),
      [
        ['2026-07-25', '2026-07-26'],
        ['2026-07-27', '2026-08-02'],
        ['2026-11-16', '2026-11-22'],
      ],
    );
  });

  it('begin their weeks where the calendar of the person does', () => {
    const { bars } = dailyBars({ ...overviewView(121), firstDayOfWeek: 0 }, money);
    assert.deepEqual([bars.at(1)?.since, bars.at(-1)?.since, bars.at(-1)?.until], ['2026-07-26', '2026-11-22', '2026-11-22']);
  });

  it('lose no money, no token and no spike', () => {
    const view = overviewView(200);
    const { bars } = dailyBars(view, money);
    assert.equal(sum(bars.map(({ totals }) => totals.nanoUsd)), view.selected.nanoUsd);
    assert.equal(sum(bars.map(({ totals }) => totalTokens(totals))), totalTokens(view.selected));
    assert.equal(sum(bars.map(({ totals }) => totals.unpricedTokens)), view.selected.unpricedTokens);
    assert.equal(sum(daySeries(bars, money).flatMap(({ values }) => values)), view.selected.nanoUsd);
    assert.deepEqual(
      bars.flatMap(({ spikes }) => spikes),
      view.days.filter(({ spike }) => spike).map(({ day }) => day),
    );
  });

  it('have the mean of four whole weeks, and none where one of them is cut', () => {
    const { bars } = dailyBars(overviewView(199), money);
    // 199 days begin on a Friday: the first week is cut, so the mean begins with the fifth.
    assert.equal(bars[3]?.mean, null);
    assert.equal(bars[4]?.mean, sum(bars.slice(1, 5).map(({ totals }) => totals.nanoUsd)) / 4);
    assert.equal(dailyBars(overviewView(199), tokens).bars[4]?.mean, sum(bars.slice(1, 5).map(({ totals }) => totalTokens(totals))) / 4);
  });

  it('say in table, points and legend that they are weeks', () => {
    const view = overviewView(200);
    assert.equal(dailyCost.toTable(view, money).columns[0]?.name, 'Week');
    assert.equal(dailyCost.toTable(view, money).rows.length, dailyBars(view, money).bars.length);
    assert.match(dailyCost.legend(view, money), /^per week, by model, .* line: 4-week mean · ◆ holds a spike/);
    assert.match(dailyCost.points(view, money).at(-1) ?? '', /^Nov 16, 2026 – Nov 22, 2026: .*\. Spike on Nov 17$/);
    assert.equal(dailyCost.toTable(view, money).rows.at(-1)?.at(-1), 'spike on Nov 17');
  });
});

describe('what the rest of the month is likely to take', () => {
  const view = { ...overviewView(30), month: { ...overviewView(30).month, nanoUsd: 100 * USD } };
  const ending = (p10: number, p90: number) => ({ p10: p10 * USD, p50: p10 * USD, p90: p90 * USD, crossesAt: null, error: null });
  const ahead = { since: '2026-11-23', until: '2026-11-30', left: 8 };

  it('is the forecast less what was spent, over the days that are left', () => {
    const band = outlook({ ...view, monthAhead: ahead, monthEnd: ending(108, 140) }, money);
    assert.deepEqual([band?.low, band?.high, band?.days.length, band?.days[0], band?.days.at(-1)], [USD, 5 * USD, 8, '2026-11-23', '2026-11-30']);
    // What was spent already cannot be taken back.
    assert.equal(outlook({ ...view, monthAhead: ahead, monthEnd: ending(90, 140) }, money)?.low, 0);
  });

  it('is not there without a forecast, without days, where money is hidden, and where the range ends earlier, is short or is shown by weeks', () => {
    const with_ = { ...view, monthAhead: ahead, monthEnd: ending(108, 140) };
    assert.ok(outlook(with_, money));
    assert.equal(outlook({ ...with_, monthEnd: null }, money), null);
    assert.equal(outlook({ ...with_, monthAhead: null }, money), null);
    assert.equal(outlook({ ...with_, monthEnd: ending(60, 90) }, money), null);
    assert.equal(outlook(with_, tokens), null);
    assert.equal(outlook({ ...with_, days: with_.days.slice(0, -1) }, money), null);
    assert.equal(outlook({ ...with_, days: with_.days.slice(-6) }, money), null);
    assert.equal(outlook({ ...with_, days: overviewView(121).days }, money), null);
  });

  it('stands beside the bars, in legend and table, and in no total', () => {
    const with_ = { ...view, monthAhead: ahead, monthEnd: ending(108, 140) };
    const { labels, datasets } = dailyCost.toConfig(with_, money, theme).data;
    assert.equal(labels?.length, 38);
    const band = datasets.find(({ label }) => label === 'Likely');
    assert.deepEqual([band?.data.length, band?.data[29], band?.data[30]], [38, null, [USD, 5 * USD]]);
    assert.ok(datasets.filter(({ label }) => label !== 'Likely').every(({ data }) => data.length === 30));
    assert.match(dailyCost.legend(with_, money), /band: \$1\.00 – \$5\.00 a day likely to Nov 30 \(P10–P90\), in no total$/);
    assert.deepEqual(dailyCost.toTable(with_, money).rows.at(-1)?.slice(0, 2), ['Nov 23 – Nov 30, likely a day', '$1.00 – $5.00']);
    assert.equal(dailyCost.points(with_, money).length, 30);
    for (const said of [dailyCost.legend(with_, tokens), JSON.stringify(dailyCost.toTable(with_, tokens))]) assert.ok(!/likely|\$/.test(said));
  });
});
