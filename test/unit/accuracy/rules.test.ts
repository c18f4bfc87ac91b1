import assert from 'node:assert/strict';
import { utimesSync } from 'node:fs';
import { forked, PLACE, reply, text, toolResult, useHome, type Line, type Reply } from '../../support/history';
import { progress } from '../sources/transcripts';
import { asked } from './asked';

/** Each rule of counting through the whole engine, against figures counted by hand. Break one, and its test says which. */

const AT = Date.UTC(2026, 10, 10, 10);
const FORK = 'session-of-the-fork';

/** A line with fields of its usage, of its message and of its own set or replaced. */
function changed(line: Line, usage: object, message: object = {}, record: object = {}): Line {
  const said = line['message'] as { readonly usage: object };
  return { ...line, ...record, message: { ...said, ...message, usage: { ...said.usage, ...usage } } };
}

const response = (id: string, more: Partial<Reply> = {}): Line => reply({ id, at: AT, input: 1, output: 10, ...more });
const embedded = ({ message, requestId, timestamp, uuid }: Line): Line => progress({ type: 'assistant', message, requestId, timestamp, uuid });

describe('rules of counting', () => {
  const home = useHome();

  /** The n-th file is the n-th to be read: newest first. */
  function inOrder(files: readonly (readonly [string, readonly Line[]])[]): void {
    files.forEach(([name, lines], n) => utimesSync(home.write(name, lines), AT / 1000, AT / 1000 - n * 60));
  }
  const all = async () => (await asked(home.path)).all;

  it('output is that of the line with most, neither the first nor the last', async () => {
    inOrder([
      ['p/s.jsonl', [response('a', { output: 3, final: false }), response('a', { output: 500, at: AT + 1 }), response('a', { output: 7, at: AT + 2 })]],
      ['p/late.jsonl', [response('a', { output: 9, at: AT + 3 })]],
    ]);
    const { responses, output, input } = await all();
    assert.deepEqual([responses, output, input], [1, 500, 1]);
  });

  it('output is that of the line with most, also when it comes after a restart, or before', async () => {
    home.write('p/s.jsonl', [response('a', { output: 3, final: false }), response('b', { output: 70 })]);
    assert.equal((await all()).output, 73);
    home.append('p/s.jsonl', [response('a', { output: 500 }), response('b', { output: 2, final: false })]);
    assert.equal((await all()).output, 570);
  });

  it('sub-agents count, wherever their files lie', async () => {
    const agent = { sidechain: true, agent: 'x' };
    home.write('p/session-1.jsonl', [response('main'), response('inline', { ...agent, input: 2 })]);
    home.write('p/agent-x.jsonl', [response('beside', { ...agent, input: 4 })]);
    home.write('p/session-1/subagents/agent-x.jsonl', [response('below', { ...agent, input: 8 })]);
    home.write('p/session-1/subagents/workflows/wf_1/agent-y.jsonl', [response('workflow', { ...agent, input: 16 })]);
    home.write('p/session-1/subagents/workflows/wf_1/journal.jsonl', [response('journal', { input: 32 })]);
    const { all: whole, sidechain } = await asked(home.path);
    assert.deepEqual([whole.responses, whole.input, sidechain.responses, sidechain.input], [5, 31, 4, 30]);
  });

  it('progress lines count where they are the only record, and once where they are not', async () => {
    const agent = { sidechain: true, agent: 'x' };
    home.write('p/session-1.jsonl', [embedded(response('only', { input: 2 })), embedded(response('both', { output: 4 }))]);
    home.write('p/session-1/subagents/agent-x.jsonl', [response('both', { ...agent, output: 400 })]);
    const { all: whole, sidechain } = await asked(home.path);
    assert.deepEqual([whole.responses, whole.input, whole.output, sidechain.responses], [2, 3, 410, 2]);
  });

  it('writes for an hour have a class and a price of their own', async () => {
    home.write('p/s.jsonl', [reply({ id: 'a', at: AT, cacheWrite5m: 1_000, cacheWrite1h: 100 })]);
    const { cacheWrite5m, cacheWrite1h, nanoUsd } = await all();
    assert.deepEqual([cacheWrite5m, cacheWrite1h, nanoUsd], [1_000, 100, 1_000 * 5_000 + 100 * 8_000]);
  });

  it('a day is one of the zone: half past eleven at night, half past midnight, and either side of a change of clocks', async () => {
    const lines = [
      reply({ id: 'late', at: Date.UTC(2026, 10, 10, 23, 30), input: 1 }),
      reply({ id: 'early', at: Date.UTC(2026, 10, 11, 0, 30), input: 2 }),
      // In New York clocks went back on 1 November 2026: 04:30 UTC is 00:30, 04:59 the day after is 23:59.
      reply({ id: 'first hour', at: Date.UTC(2026, 10, 1, 4, 30), input: 4 }),
      reply({ id: 'last minute', at: Date.UTC(2026, 10, 2, 4, 59), input: 8 }),
    ];
    home.write('p/s.jsonl', lines);
    const days = async (timezone: string) => Object.entries((await asked(home.path, { timezone })).byDay).map(([day, { input }]) => `${day} ${input}`);
    assert.deepEqual(await days('UTC'), ['2026-11-01 4', '2026-11-02 8', '2026-11-10 1', '2026-11-11 2']);
    assert.deepEqual(await days('America/New_York'), ['2026-11-01 12', '2026-11-10 3']);
    assert.deepEqual(await days('Asia/Kolkata'), ['2026-11-01 4', '2026-11-02 8', '2026-11-11 3']);
    assert.deepEqual(await days('Pacific/Kiritimati'), ['2026-11-01 4', '2026-11-02 8', '2026-11-11 3']);
  });

  it('the earliest line owns: session, project and time of the original, also when a copy was read first', async () => {
    const original = response('a', { cwd: '/home/ada/one' });
    const copy = forked(response('a', { cwd: '/home/ada/two' }), FORK);
    // Made by the SDK: the last copied line has the time of the copying.
    const restamped = { ...forked(response('b', { cwd: '/home/ada/two' }), FORK), timestamp: new Date(AT + 86_400_000).toISOString() };
    inOrder([
      ['p/fork.jsonl', [copy, restamped, response('c', { at: AT + 5, session: FORK, cwd: '/home/ada/two' })]],
      // Names must not decide: this one comes before the original's, the other one after it.
      ['p/another.jsonl', [forked(response('a', { cwd: '/home/ada/two' }), 'another-fork')]],
      ['p/s.jsonl', [original, response('b', { cwd: '/home/ada/one' })]],
    ]);
    const { bySession, byProject, byDay } = await asked(home.path);
    const counts = (sums: Readonly<Record<string, { readonly responses: number }>>) =>
      Object.fromEntries(Object.entries(sums).map(([name, { responses }]) => [name, responses]));
    assert.deepEqual(counts(bySession), { [PLACE.session]: 2, [FORK]: 1 });
    assert.deepEqual(counts(byProject), { '/home/ada/one': 2, '/home/ada/two': 1 });
    assert.deepEqual(counts(byDay), { '2026-11-10': 3 });
  });

  it("Anthropic's own id stands alone: a replay with another request is the same response", async () => {
    home.write('p/s.jsonl', [response('a', { input: 5, cacheRead: 100 })]);
    home.write('p/s/subagents/agent-aside_question-1.jsonl', [
      { ...response('a', { sidechain: true, agent: 'aside', input: 900, cacheRead: 9_000, at: AT + 60_000 }), requestId: 'req_of_the_replay' },
    ]);
    const { responses, input, cacheRead } = await all();
    assert.deepEqual([responses, input, cacheRead], [1, 5, 100]);
  });

  it("a gateway's id needs its request, or session and time", async () => {
    const of = (requestId: string | undefined, at: number, session = PLACE.session): Line =>
      changed(response('x', { at, session }), {}, { id: 'gateway' }, { requestId, uuid: `u-${requestId}-${at}` });
    home.write('p/s.jsonl', [of('req_1', AT), of('req_1', AT + 1), of('req_2', AT), of(undefined, AT), of(undefined, AT), of(undefined, AT + 1)]);
    home.write('p/t.jsonl', [of('req_1', AT + 2, 'other'), of(undefined, AT, 'other')]);
    assert.equal((await all()).responses, 5);
  });

  it('advisor and compaction iterations count on top, by their own model; the other iterations are within', async () => {
    const iterations = [
      { type: 'message', input_tokens: 1, output_tokens: 10 },
      { type: 'advisor_message', model: 'claude-opus-5', input_tokens: 100, output_tokens: 7 },
      { type: 'compaction', model: null, input_tokens: 1_000, output_tokens: 3 },
    ];
    const line = changed(response('a'), { iterations });
    home.write('p/s.jsonl', [line, line]);
    home.write('p/copy.jsonl', [forked(line, FORK)]);
    const { all: whole, byModel } = await asked(home.path);
    assert.deepEqual([whole.responses, whole.input, whole.output], [3, 1_101, 20]);
    assert.deepEqual([byModel['claude-opus-5']?.nanoUsd, byModel['claude-opus-5-5']?.input], [100 * 5_000 + 7 * 25_000, 1_001]);
  });

  it('a long prompt sets the price of the whole request, output included', async () => {
    home.write('p/s.jsonl', [
      reply({ id: 'long', at: AT, model: 'claude-sonnet-4-5', input: 1_000, cacheRead: 199_001, output: 10 }),
      reply({ id: 'just not', at: AT, model: 'claude-haiku-4-5', input: 1_000, cacheRead: 199_001 }),
      reply({ id: 'at the edge', at: AT, model: 'claude-sonnet-4-5-20250929', input: 1_000, cacheRead: 199_000, output: 10 }),
    ]);
    const { byModel } = await asked(home.path);
    assert.equal(byModel['claude-sonnet-4-5']?.nanoUsd, 1_000 * 6_000 + 199_001 * 600 + 10 * 22_500);
    assert.equal(byModel['claude-sonnet-4-5-20250929']?.nanoUsd, 1_000 * 3_000 + 199_000 * 300 + 10 * 15_000);
    assert.equal(byModel['claude-haiku-4-5']?.nanoUsd, 1_000 * 1_000 + 199_001 * 100);
  });

  it('fast mode costs more, in every class', async () => {
    home.write('p/s.jsonl', [changed(response('a', { cacheRead: 1_000 }), { speed: 'fast' }), changed(response('b'), { speed: 'standard' })]);
    assert.equal((await all()).nanoUsd, 2 * (4_000 + 10 * 20_000 + 1_000 * 200) + (4_000 + 10 * 20_000));
  });

  it('inference kept in the US costs a tenth more, everywhere else nothing', async () => {
    const once = 4_000 + 10 * 20_000;
    home.write(
      'p/s.jsonl',
      ['us', 'global', 'not_available', ''].map((inference_geo, n) => changed(response(`geo-${n}`), { inference_geo })),
    );
    assert.equal((await all()).nanoUsd, (once * 11) / 10 + 3 * once);
  });

  it('spaces in the JSON of a line change nothing', async () => {
    const spaced = (line: Line): string => `${JSON.stringify(line, null, 1).replaceAll(/\n\s*/g, ' ')}\n`;
    assert.match(spaced(response('a')), /"usage": \{ "input_tokens": 1/);
    home.write('p/s.jsonl', spaced(response('a')) + spaced(embedded(response('b'))).replaceAll(' ', '  '));
    assert.equal((await all()).responses, 2);
  });

  it('copies in other files and folders count once, also months later and over restarts', async () => {
    const line = response('a');
    home.write('p/s.jsonl', [line]);
    home.write('q/s.jsonl', [line]);
    assert.equal((await all()).responses, 1);
    home.write('r/copy.jsonl', [forked(line, FORK), { ...line, timestamp: new Date(AT + 90 * 86_400_000).toISOString() }]);
    const { all: whole, byDay } = await asked(home.path);
    assert.deepEqual([whole.responses, Object.keys(byDay)], [1, ['2026-11-10']]);
  });

  it('messages that Claude Code made itself are no responses, whatever they say they used', async () => {
    home.write('p/s.jsonl', [response('a', { model: '<synthetic>' }), embedded(response('b', { model: '<synthetic>' })), response('c')]);
    const { all: whole, byModel } = await asked(home.path);
    assert.deepEqual([whole.responses, Object.keys(byModel)], [1, ['claude-opus-5-5']]);
  });

  it('figures in results of tools and in notices are no responses', async () => {
    const usage = { input_tokens: 1_000, output_tokens: 5_000, cache_read_input_tokens: 0, cache_creation_input_tokens: 0 };
    const result: Line = { ...toolResult('call', AT, false), toolUseResult: { agentId: 'x', totalTokens: 6_000, usage } };
    home.write('p/s.jsonl', [
      response('a'),
      result,
      { ...progress({ type: 'user', message: result['message'], timestamp: result['timestamp'], uuid: 'u' }), toolUseResult: result['toolUseResult'] },
      { ...result, uuid: 'notice', message: { role: 'user', content: '<task-notification><usage><subagent_tokens>6000</subagent_tokens></usage>' } },
      { type: 'x-future-record', timestamp: result['timestamp'], message: { id: 'msg_x', model: 'claude-opus-5-5', usage }, usage },
    ]);
    const { responses, input, output } = await all();
    assert.deepEqual([responses, input, output], [1, 1, 10]);
  });

  it('a price holds from its day on: what was before keeps the price of its day', async () => {
    const changeOfPrice = Date.UTC(2026, 9, 7);
    home.write('p/s.jsonl', [
      reply({ id: 'before', at: changeOfPrice - 1, model: 'claude-sonnet-5-5', cacheRead: 1_000 }),
      reply({ id: 'after', at: changeOfPrice, model: 'claude-sonnet-5-5', cacheRead: 1_000 }),
    ]);
    assert.equal((await all()).nanoUsd, 1_000 * 200 + 1_000 * 100);
  });

  it('the served model is billed, not the one that was asked for', async () => {
    home.write('p/s.jsonl', [{ ...response('a', { model: 'claude-haiku-4-5' }), requestedModel: 'claude-opus-5-5' }]);
    assert.equal((await all()).nanoUsd, 1_000 + 10 * 5_000);
  });

  it('cache writes are what the sum or the split says, whichever is more; without a split they are for 5 minutes', async () => {
    home.write('p/s.jsonl', [
      changed(reply({ id: 'split', at: AT, cacheWrite5m: 30, cacheWrite1h: 12 }), { cache_creation_input_tokens: 0 }),
      changed(reply({ id: 'sum', at: AT }), { cache_creation_input_tokens: 400, cache_creation: null }),
    ]);
    const { cacheWrite5m, cacheWrite1h } = await all();
    assert.deepEqual([cacheWrite5m, cacheWrite1h], [430, 12]);
  });

  it('a half-written line counts when it is whole, and once', async () => {
    const line = text([response('a')]);
    home.write('p/s.jsonl', line.slice(0, 300));
    assert.equal((await all()).responses, 0);
    home.append('p/s.jsonl', line.slice(300));
    assert.equal((await all()).responses, 1);
    home.append('p/s.jsonl', line);
    assert.equal((await all()).responses, 1);
  });
});
