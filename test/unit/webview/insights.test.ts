import assert from 'node:assert/strict';
import { insightLeadsTo, topFindings } from '../../../webview/figures/insights';
import { insightsView } from '../../support/insightsView';

const { insights } = insightsView();
const ids = (found: readonly { readonly id: string }[]): readonly string[] => found.map(({ id }) => id);

describe('findings on the Overview', () => {
  it('are the three dearest', () => {
    assert.deepEqual(ids(topFindings(insights)), ids(insights.slice(0, 3)));
    assert.deepEqual(topFindings([]), []);
    assert.deepEqual(ids(topFindings(insights.slice(0, 1))), ids(insights.slice(0, 1)));
  });

  it('do not leave the most severe one out', () => {
    const [first, second, third, ...rest] = insights.map((insight) => ({ ...insight, severity: 'warning' as const }));
    const last = { ...rest.at(-1)!, severity: 'high' as const };
    assert.deepEqual(ids(topFindings([first!, second!, third!, ...rest.slice(0, -1), last])), ids([first!, second!, last]));
  });
});

describe('a finding leads', () => {
  const of = (rule: string) => insightLeadsTo(insights.find((insight) => insight.rule === rule)!);
  const range = { kind: 'custom', since: '2026-10-24', until: '2026-11-22' };

  it('to its session, its day, or its project on its days', () => {
    assert.deepEqual(of('runawaySession'), { session: '7c0ffee1' });
    assert.deepEqual(of('spikeDay'), { filter: { range: { kind: 'custom', since: '2026-11-18', until: '2026-11-18' } } });
    assert.deepEqual(of('cacheHit'), { filter: { range, projects: ['/home/ada/code/payments-api'] } });
  });

  it('to the sessions that used its tool', () => {
    assert.deepEqual(of('errorLoops')?.exploring, { used: { kind: 'tool', name: 'Bash' } });
  });
});
