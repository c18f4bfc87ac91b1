import assert from 'node:assert/strict';
import { PAGES } from '../../../src/protocol/api';
import { USE_KINDS } from '../../../src/protocol/explorerViews';
import { LINK_QUERY, linkedQuery, linkTo } from '../../../src/protocol/viewLink';
import * as v from 'valibot';
import { DEFAULT_EXPLORING } from '../../../webview/state/exploring';
import { readLink, writeLink } from '../../../webview/state/link';
import { DEFAULT_FILTER, readViewState, type ViewState } from '../../../webview/state/viewState';

const START: ViewState = { page: 'overview', filter: DEFAULT_FILTER, exploring: DEFAULT_EXPLORING, session: null };
/** What arrives: VS Code decodes a link once. */
const followed = (query: string) => readViewState(readLink(decodeURIComponent(query)), PAGES);
const copied = (state: ViewState): string => {
  const query = writeLink(state);
  assert.ok(v.is(LINK_QUERY, query), query);
  return query;
};

describe('a link to a view', () => {
  it('is short and readable', () => {
    assert.equal(copied(START), 'page=overview');
    assert.equal(
      copied({
        ...START,
        filter: { range: { kind: 'custom', since: '2026-11-01', until: '2026-11-22' }, projects: ['/home/ada/web-shop'], models: ['claude-opus-5-5'] },
      }),
      'page=overview&range=2026-11-01..2026-11-22&project=/home/ada/web-shop&model=claude-opus-5-5',
    );
    assert.equal(linkTo('vscode', 'spendlight.spendlight', 'page=work'), 'vscode://spendlight.spendlight/dashboard?page=work');
  });

  it('leads to what was on show', () => {
    const states: readonly ViewState[] = [
      START,
      { ...START, page: 'health', filter: { ...DEFAULT_FILTER, range: { kind: 'all' } } },
      { ...START, page: 'explorer', session: '7c0ffee0-1111-4222-8333-444455556666' },
      {
        ...START,
        page: 'explorer',
        filter: { range: { kind: 'today' }, projects: ['/a', '/b'], models: [] },
        exploring: {
          by: 'branch',
          branch: 'feature/x',
          session: '7c0ffee0',
          used: { kind: 'tool', name: 'Bash' },
          hours: [38, 0, 167],
          classes: ['output', 'cacheWrite5m', 'webSearches'],
          search: 'pay',
          sort: 'tokens',
          descending: false,
          page: 3,
        },
      },
      ...USE_KINDS.map((kind): ViewState => ({ ...START, page: 'explorer', exploring: { ...DEFAULT_EXPLORING, used: { kind, name: '</b>&=%2F' } } })),
      { ...START, page: 'explorer', exploring: { ...DEFAULT_EXPLORING, used: { kind: 'agent', name: '' } } },
    ];
    assert.equal(
      copied({ ...START, page: 'explorer', exploring: { ...DEFAULT_EXPLORING, used: { kind: 'skill', name: 'pdf' }, hours: [38], classes: ['output'] } }),
      'page=explorer&skill=pdf&hour=mon14&class=output',
    );
    for (const state of states) assert.deepEqual(followed(copied(state)), state);
  });

  it('carries any name', () => {
    const names = ['a&b=c', '100%', '%26', 'C:\\code\\it', 'https://x/?q=1#f', 'ä ö\n"<b>', '+1', '\u202Eevil', '=SUM(A1)', "it's", ''];
    const state = { ...START, filter: { ...DEFAULT_FILTER, projects: names, models: names } };
    assert.deepEqual(followed(copied(state)).filter.projects, names);
    assert.deepEqual(followed(copied(state)).filter.models, names);
    // Half of a pair of surrogates has no bytes.
    assert.deepEqual(followed(copied({ ...START, filter: { ...DEFAULT_FILTER, projects: ['\uD800'] } })).filter.projects, ['\uFFFD']);
  });

  it('that somebody made up chooses from what there is, and nothing else', () => {
    assert.deepEqual(followed('page=admin&range=never&by=__proto__&sort=x&rows=-1&order=sideways'), { ...START, page: null });
    assert.deepEqual(followed('range=2026-11-22..2026-02-31&rows=1e9'), { ...START, page: null });
    assert.deepEqual(followed('hour=mon24&hour=xyz1&hour=mon&hour=&hour=mon-1&class=money&class=__proto__'), { ...START, page: null });
    assert.deepEqual(followed(''), { ...START, page: null });
    assert.deepEqual(readViewState(readLink('project=%E0%A4%A&=x&&&page=work'), PAGES), {
      ...START,
      page: 'work',
      filter: { ...DEFAULT_FILTER, projects: ['%E0%A4%A'] },
    });
    assert.equal(followed(`search=${'a'.repeat(1_000)}`).exploring.search.length, 200);
    assert.equal(linkedQuery({ path: '/dashboard', query: 'page=work' }), 'page=work');
    assert.equal(linkedQuery({ path: '/dashboard/x', query: 'page=work' }), null);
    assert.equal(linkedQuery({ path: '/dashboard', query: 'a'.repeat(20_001) }), null);
    for (const query of ['a b', '<b>', 'a"', 'a\nb', 'ä', '[x](y)']) assert.ok(!v.is(LINK_QUERY, query), query);
  });
});
