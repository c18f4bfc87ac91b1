import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MARKS, type Origin, type UsageEvent } from '../../../src/core/usage/event';
import {
  compareOrigins,
  markOf,
  mergeMark,
  mergeResponse,
  mergeTool,
  NO_RESPONSE,
  responseOf,
  sameMark,
  sameResponse,
  sameTool,
  toolOf,
  type MarkState,
  type ResponseState,
  type ToolState,
} from '../../../src/core/usage/merge';

const ORIGIN: Origin = {
  at: 1000,
  sessionId: 's',
  cwd: '/p',
  branch: 'main',
  version: '2.1.330',
  entrypoint: 'cli',
  sidechain: false,
  copied: false,
  agentId: '',
};

const event = (tokens: Partial<UsageEvent['tokens']>, origin: Partial<Origin> = {}, more: Partial<UsageEvent> = {}): UsageEvent => ({
  kind: 'response',
  identity: 'r:m:msg_1',
  origin: { ...ORIGIN, ...origin },
  model: 'claude-opus-5-5',
  tokens: { input: 10, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, webSearches: 0, ...tokens },
  thinkingTokens: 0,
  final: false,
  visibleChars: 0,
  speed: 'standard',
  serviceTier: 'standard',
  inferenceGeo: '',
  skill: '',
  mcpServer: '',
  agentType: '',
  recordedNanoUsd: null,
  ...more,
});

const merged = (...events: readonly UsageEvent[]): ResponseState => events.map(responseOf).reduce(mergeResponse);

// Few values, so that ties and equal fields are common: that is where an order could show.
const text = fc.constantFrom('', 'a', 'b');
const count = fc.constantFrom(0, 1, 2, 500);
const PLAIN = { noNullPrototype: true };
const anyOrigin: fc.Arbitrary<Origin> = fc.record(
  {
    at: fc.constantFrom(1, 2, 3),
    sessionId: text,
    cwd: text,
    branch: text,
    version: text,
    entrypoint: text,
    sidechain: fc.boolean(),
    copied: fc.boolean(),
    agentId: text,
  },
  PLAIN,
);
const anyResponse = fc
  .record(
    {
      origin: anyOrigin,
      model: text,
      thinkingTokens: count,
      final: fc.boolean(),
      visibleChars: count,
      speed: text,
      serviceTier: text,
      inferenceGeo: text,
      skill: text,
      mcpServer: text,
      agentType: text,
      recordedNanoUsd: fc.constantFrom(null, 0, 7),
      tokens: fc.record({ input: count, output: count, cacheRead: count, cacheWrite5m: count, cacheWrite1h: count, webSearches: count }, PLAIN),
    },
    PLAIN,
  )
  .map((fields) => responseOf({ kind: 'response', identity: 'x', ...fields }));
const anyWorkflow = fc.constantFrom('', 'testing', 'debugging');
const anyTool = fc
  .record({
    origin: anyOrigin,
    name: fc.constantFrom('Read', 'Bash'),
    isError: fc.boolean(),
    call: fc.boolean(),
    workflow: anyWorkflow,
    response: fc.constantFrom(NO_RESPONSE, -5n, 5n),
  })
  .map(({ call, name, isError, origin, workflow, response }) =>
    call
      ? toolOf({ kind: 'toolCall', identity: 'x', origin, name, response: 'r', workflow }, response)
      : toolOf({ kind: 'toolResult', identity: 'x', origin, isError }, NO_RESPONSE),
  );
const anyMark = fc
  .record({ origin: anyOrigin, name: text, mark: fc.constantFrom(...MARKS), workflow: anyWorkflow }, PLAIN)
  .map((fields) => markOf({ kind: 'mark', identity: 'x', ...fields }));

function lawful<T>(any: fc.Arbitrary<T>, merge: (a: T, b: T) => T, same: (a: T, b: T) => boolean): void {
  it('is associative, commutative and idempotent', () => {
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        assert.deepEqual(merge(merge(a, b), c), merge(a, merge(b, c)));
        assert.deepEqual(merge(a, b), merge(b, a));
        assert.deepEqual(merge(a, a), a);
        assert.deepEqual(merge(merge(a, b), b), merge(a, b));
      }),
      { numRuns: 2000 },
    );
  });

  it('does not depend on the order or number of copies', () => {
    const shuffled = fc
      .array(any, { minLength: 1, maxLength: 6 })
      .chain((states) =>
        fc.tuple(fc.constant(states), fc.shuffledSubarray([...states, ...states], { minLength: states.length * 2, maxLength: states.length * 2 })),
      );
    fc.assert(
      fc.property(shuffled, ([states, again]) => assert.deepEqual(again.reduce(merge), states.reduce(merge))),
      { numRuns: 500 },
    );
  });

  it('has a comparison that says the same as deep equality', () => {
    fc.assert(
      fc.property(any, any, (a, b) => same(a, b) === isDeepEqual(a, b) && same(a, structuredClone(a))),
      { numRuns: 2000 },
    );
    fc.assert(fc.property(any, (a) => same(a, merge(a, a))));
  });
}

const isDeepEqual = (a: unknown, b: unknown): boolean => {
  try {
    assert.deepEqual(a, b);
    return true;
  } catch {
    return false;
  }
};

describe('merge of two lines of a response', () => lawful<ResponseState>(anyResponse, mergeResponse, sameResponse));
describe('merge of calls and results of a tool', () => lawful<ToolState>(anyTool, mergeTool, sameTool));
describe('merge of copies of a mark', () => lawful<MarkState>(anyMark, mergeMark, sameMark));

describe('merge of responses, by case', () => {
  it('takes the most output, and model and final from its line', () => {
    const state = merged(
      event({ output: 3 }, {}, { model: 'claude-opus-5' }),
      event({ output: 500 }, { at: 2000 }, { final: true, model: 'claude-opus-5-5' }),
      event({ output: 1 }),
    );
    assert.equal(state.tokens.output, 500);
    assert.equal(state.final, true);
    assert.equal(state.model, 'claude-opus-5-5');
    assert.equal(state.origin.at, 1000);
  });

  it('is not final when the line with most output is not, whatever a stuck line says', () => {
    assert.equal(merged(event({ output: 3 }, {}, { final: true }), event({ output: 9 })).final, false);
  });

  it('is owned by the earliest line, by the original at a tie', () => {
    assert.equal(merged(event({}, { at: 2000, cwd: '/late' }), event({}, { at: 1000, cwd: '/early', copied: true })).origin.cwd, '/early');
    assert.equal(merged(event({}, { sessionId: 'a-fork', copied: true }), event({}, { sessionId: 'parent' })).origin.sessionId, 'parent');
    assert.equal(merged(event({}, { sessionId: 'a-aside', sidechain: true }), event({}, { sessionId: 'parent' })).origin.sessionId, 'parent');
  });

  it('takes the input side of the original where a replay differs, and the output of either', () => {
    const state = merged(event({ input: 10, cacheRead: 100, output: 7 }), event({ input: 99, cacheRead: 5000, output: 8 }, { at: 500, sidechain: true }));
    assert.deepEqual({ ...state.tokens }, { input: 10, output: 8, cacheRead: 100, cacheWrite5m: 0, cacheWrite1h: 0, webSearches: 0 });
  });

  it('takes the maximum per field among lines of the same standing', () => {
    const state = merged(event({ input: 10, cacheWrite5m: 5 }, { sidechain: true }), event({ input: 2, cacheWrite1h: 4, webSearches: 1 }, { copied: true }));
    assert.deepEqual({ ...state.tokens }, { input: 10, output: 0, cacheRead: 0, cacheWrite5m: 5, cacheWrite1h: 4, webSearches: 1 });
  });

  it('keeps a recorded cost that only one line has, also when it is 0', () => {
    assert.equal(merged(event({}), event({}, {}, { recordedNanoUsd: 0 })).recordedNanoUsd, 0);
    assert.equal(merged(event({}), event({})).recordedNanoUsd, null);
  });
});

describe('merge of tool calls, by case', () => {
  const called = (at: number, response: bigint) =>
    toolOf({ kind: 'toolCall', identity: 't:1', name: 'Bash', origin: { ...ORIGIN, at }, response: 'r', workflow: 'testing' }, response);
  const call = called(1000, -7n);
  const failure = toolOf({ kind: 'toolResult', identity: 't:1', isError: true, origin: { ...ORIGIN, at: 400 } }, NO_RESPONSE);

  it('counts at the time of the call, also when a result was read first or is older', () => {
    for (const state of [mergeTool(call, failure), mergeTool(failure, call)])
      assert.deepEqual(state, { origin: call.origin, called: true, name: 'Bash', isError: true, response: -7n, workflow: 'testing' });
  });

  it('belongs to the response of its earliest line, whatever the copies say', () => {
    const copy = called(2000, 9n);
    for (const state of [mergeTool(call, copy), mergeTool(copy, call), mergeTool(mergeTool(copy, failure), call)]) assert.equal(state.response, -7n);
  });

  it('says that a result alone is no call', () => assert.equal(failure.called, false));
});

describe('order of owners', () => {
  it('tells any two different origins apart', () => {
    fc.assert(fc.property(anyOrigin, anyOrigin, (a, b) => (compareOrigins(a, b) === 0) === isDeepEqual(a, b)));
  });
});
