import assert from 'node:assert/strict';
import fc from 'fast-check';
import { outcomeOf, standingOf } from '../../../src/core/channel/delivery';
import { noticeOf } from '../../../src/core/channel/notice';
import { filled, readTemplate, valuesOf } from '../../../src/core/channel/template';
import type { Json } from '../../../src/core/channel/channel';
import { alert, AT, budget, notice, status, WORDS } from './samples';

describe('what channels are told', () => {
  it('has no amount of money where money is hidden, and its share all the same', () => {
    const hidden = noticeOf(alert(), { ...WORDS, title: 'Day budget: 80% used', body: '20% left.' }, AT, true);
    assert.doesNotMatch(JSON.stringify(hidden), /8\.04|1\.96|10\.00|\$/);
    assert.deepEqual([hidden.percent, hidden.amounts.ratio, hidden.amounts.spent], ['80%', 0.804, null]);
  });

  it('has tokens also then: they are no money', () => {
    const tokens = alert('t', status(80_000, { limit: 100_000, budget: budget('t', { metric: 'tokens' }) }));
    const hidden = noticeOf(tokens, WORDS, AT, true);
    assert.deepEqual([hidden.spent, hidden.limit, hidden.amounts.spent, hidden.amounts.unit], ['80 k', '100 k', 80_000, 'tokens']);
  });

  it('says what is unusual and what is usual', () => {
    const anomaly = {
      metric: 'spike',
      severity: 'warning',
      id: 'spike-1',
      sessionId: '',
      project: '',
      model: '',
      unit: 'nanoUsd',
      value: 9e9,
      usual: 2e9,
      nanoUsd: 9e9,
    } as const;
    const told = noticeOf({ id: 'spike-1', severity: 'warning', subject: { kind: 'anomaly', anomaly }, channels: [] }, WORDS, AT, false);
    assert.deepEqual([told.about, told.spent, told.limit, told.holds], ['anomaly', '$9.00', '$2.00', null]);
  });

  it('has a key that receivers take, different for different alerts, without the paths and hidden amounts that ids have', () => {
    const key = (id: string, hide = false): string => noticeOf(alert(id), WORDS, AT, hide).key;
    assert.equal(key('day.2026-11-22.80.10000000000.d'), 'day.2026-11-22.80.10000000000.d');
    const long = 'x'.repeat(600);
    for (const made of [key('day.80.10000000000.d', true), key(long), key('a/b ä')]) assert.match(made, /^spendlight-[0-9a-f]{16}$/);
    assert.notEqual(key(`${long}a`), key(`${long}b`));
    const anomaly = {
      metric: 'cacheHit',
      severity: 'warning',
      id: 'x',
      sessionId: '',
      project: '/home/me',
      model: '',
      unit: 'ratio',
      value: 0.1,
      usual: 0.3,
      nanoUsd: 1,
    } as const;
    assert.match(
      noticeOf({ id: 'cachehit.%2fhome%2fme', severity: 'warning', subject: { kind: 'anomaly', anomaly }, channels: [] }, WORDS, AT, false).key,
      /^spendlight-/,
    );
  });
});

describe('a template', () => {
  it('keeps its shape whatever names have in them, and fills in once', () => {
    const shape = (value: Json): unknown =>
      Array.isArray(value)
        ? value.map(shape)
        : typeof value === 'object' && value !== null
          ? Object.entries(value).map(([name, one]) => [name, shape(one)])
          : typeof value;
    const template = { a: '{{title}}', b: ['x{{budget}}y', { c: '{{body}}', __proto__: 1 }], d: 1, e: null } as unknown as Json;
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const told = { ...notice(), title: name, budget: `{{secret}}${name}`, body: `"},{"evil":"${name}` };
        const made = JSON.parse(JSON.stringify(filled(template, valuesOf(told, 'kEyThat')))) as Json;
        assert.deepEqual(shape(made), shape(template));
        assert.doesNotMatch(JSON.stringify(made), /kEyThat/);
      }),
    );
  });

  it('is read from a text of JSON with placeholders bare or in quotes, and from nothing else', () => {
    assert.deepEqual(readTemplate('{"a": {{title}}, "b": "say {{body}} \\"{{x}}\\""}'), { a: '{{title}}', b: 'say {{body}} "{{x}}"' });
    for (const given of ['', 'x', '1', '"{{title}}"', '{', null, 1, true, undefined]) assert.equal(readTemplate(given), undefined);
    let deep: unknown = {};
    for (let level = 0; level < 30; level++) deep = [deep];
    assert.equal(readTemplate(deep), undefined);
  });
});

describe('a try', () => {
  const begun = { number: 3, begunAt: AT, outcome: null };

  it('belongs to its process while that lives; of one on another machine it is guessed after minutes', () => {
    assert.equal(standingOf({ ...begun, alive: true }, AT + 20 * 60_000).kind, 'running');
    assert.equal(standingOf({ ...begun, alive: true }, AT + 31 * 60_000).kind, 'unclear');
    assert.equal(standingOf({ ...begun, alive: false }, AT).kind, 'unclear');
    assert.equal(standingOf({ ...begun, alive: null }, AT + 4 * 60_000).kind, 'running');
    assert.equal(standingOf({ ...begun, alive: null }, AT + 6 * 60_000).kind, 'unclear');
  });

  it('waits for no time that a wrong clock has written', () => {
    const again = { kind: 'again', at: AT, from: AT + 60_000, tries: 1, reason: 'x' } as const;
    assert.equal(standingOf({ ...begun, alive: true, outcome: again }, AT + 1).kind, 'waits');
    assert.equal(standingOf({ ...begun, alive: true, outcome: again }, AT - 86_400_000).kind, 'due');
    assert.equal(standingOf({ ...begun, alive: null }, AT - 86_400_000).kind, 'unclear');
    assert.equal(standingOf({ ...begun, alive: true }, AT - 86_400_000).kind, 'running');
  });

  it('that leaves it open fails where a copy would do harm, and is made again where not', () => {
    assert.equal(outcomeOf({ kind: 'unclear', reason: 'x' }, 0, false, AT).kind, 'failed');
    assert.equal(outcomeOf({ kind: 'unclear', reason: 'x' }, 0, true, AT).kind, 'again');
  });

  it('waits as long as the receiver asks where that is longer', () => {
    const outcome = outcomeOf({ kind: 'later', reason: 'x', after: 3_600_000 }, 0, false, AT);
    assert.equal(outcome.kind === 'again' && outcome.from, AT + 3_600_000);
  });
});
