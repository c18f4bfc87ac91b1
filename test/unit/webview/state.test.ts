import assert from 'node:assert/strict';
import { createResource } from '../../../webview/state/resource';
import { DEFAULT_EXPLORING } from '../../../webview/state/exploring';
import { DEFAULT_FILTER, isDayText, readViewState } from '../../../webview/state/viewState';

const PAGES = ['overview', 'tokenFlow'] as const;
const DEFAULTS = { page: null, filter: DEFAULT_FILTER, exploring: DEFAULT_EXPLORING, session: null };

describe('saved view state', () => {
  it('comes back as it was', () => {
    const saved = {
      page: 'tokenFlow',
      filter: { range: { kind: 'custom', since: '2026-11-01', until: '2026-11-20' }, projects: ['/a'], models: ['m'] },
      exploring: {
        by: 'turn',
        branch: 'main',
        session: 's',
        used: { kind: 'skill', name: '<pdf>' },
        hours: [38, 0],
        classes: ['output', 'cacheRead'],
        search: 'x',
        sort: 'last',
        descending: false,
        page: 3,
      },
      session: 's1',
    };
    assert.deepEqual(readViewState(structuredClone(saved), PAGES), saved);
  });

  it('falls back part by part where it cannot be understood', () => {
    for (const saved of [undefined, null, 'x', 7, []]) assert.deepEqual(readViewState(saved, PAGES), DEFAULTS);
    const filter = { range: { kind: 'custom', since: '2026-11-20', until: '2026-11-01' }, projects: ['/a', 4], models: 'm' };
    const odd = {
      page: 'gone',
      filter,
      exploring: { by: 'weather', page: -1, search: 7, descending: 'no', branch: 4, used: 'Bash', hours: '7', classes: { 0: 'input' } },
      session: 5,
    };
    assert.deepEqual(readViewState(odd, PAGES), { ...DEFAULTS, filter: { ...DEFAULT_FILTER, projects: ['/a'] } });
  });

  it('keeps of what narrows the Explorer what there is, once', () => {
    const read = (exploring: object) => readViewState({ exploring }, PAGES).exploring;
    for (const used of [7, {}, { kind: 'tool' }, { kind: 'file', name: 'x' }, { kind: 'tool', name: 4 }]) assert.equal(read({ used }).used, null);
    assert.deepEqual(read({ used: { kind: 'tool', name: 'x', more: 1 } }).used, { kind: 'tool', name: 'x' });
    assert.deepEqual(read({ hours: [3, 168, -1, 1.5, '4', null, 3, 167] }).hours, [3, 167]);
    assert.deepEqual(read({ classes: ['webSearches', 'money', 'input', 'input', null, '__proto__'] }).classes, ['input', 'webSearches']);
  });

  it('knows a day from what looks like one', () => {
    assert.deepEqual(['2026-02-28', '2026-02-30', '2026-13-01', '26-01-01', '', null].map(isDayText), [true, false, false, false, false, false]);
  });
});

interface Asked {
  readonly key: string;
  readonly abort: AbortSignal;
  answer(text: string): void;
  fail(error: Error): void;
}

describe('a resource', () => {
  const start = () => {
    const asked: Asked[] = [];
    const args = { key: 'a' };
    const resource = createResource<string>(
      () => args.key,
      (abort) => new Promise((answer, fail) => asked.push({ key: args.key, abort, answer, fail })),
    );
    return { asked, args, resource };
  };
  const settled = () => new Promise((done) => setImmediate(done));

  it('asks once while the same question is under way, and once more after it', async () => {
    const { asked, resource } = start();
    resource.load();
    resource.load();
    resource.load();
    assert.equal(asked.length, 1);
    asked[0]?.answer('one');
    await settled();
    assert.equal(asked.length, 2);
    assert.equal(resource.state.value.value, 'one');
    asked[1]?.answer('two');
    await settled();
    assert.deepEqual([asked.length, resource.state.value], [2, { value: 'two', error: null, busy: false }]);
  });

  it('gives up an older question and does not show its late answer', async () => {
    const { asked, args, resource } = start();
    resource.load();
    args.key = 'b';
    resource.load();
    assert.equal(asked[0]?.abort.aborted, true);
    asked[1]?.answer('new');
    asked[0]?.answer('old');
    await settled();
    assert.equal(resource.state.value.value, 'new');
  });

  it('keeps the last answer beside an error, and drops the error with the next answer', async () => {
    const { asked, resource } = start();
    resource.load();
    asked[0]?.answer('one');
    await settled();
    resource.load();
    asked[1]?.fail(new Error('engine stopped'));
    await settled();
    assert.deepEqual(resource.state.value, { value: 'one', error: 'engine stopped', busy: false });
    resource.load();
    asked[2]?.answer('two');
    await settled();
    assert.deepEqual(resource.state.value, { value: 'two', error: null, busy: false });
  });
});
