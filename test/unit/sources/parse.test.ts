import assert from 'node:assert/strict';
import type { Fact, Mark, UsageEvent } from '../../../src/core/usage/event';
import { parseHistoryLine } from '../../../src/sources/claudeCode/parse/history';
import { MALFORMED, parseLine, SILENCE, type ParsedLine } from '../../../src/sources/claudeCode/parse/line';
import type { LineContext } from '../../../src/sources/claudeCode/parse/record';
import { AT, assistant, progress, system, user } from './transcripts';

const CONTEXT: LineContext = { transcript: '-app/s.jsonl', offset: 7, sessionId: 'from-path', agentId: '', agentType: '', skill: '', cwd: '-app' };

const parse = (record: unknown, context: Partial<LineContext> = {}): ParsedLine => parseLine(JSON.stringify(record), { ...CONTEXT, ...context });
const factsOf = (record: unknown, context: Partial<LineContext> = {}): readonly Fact[] => parse(record, context).facts;
const responsesOf = (record: unknown, context: Partial<LineContext> = {}): readonly UsageEvent[] =>
  factsOf(record, context).filter((fact) => fact.kind === 'response');
const marksOf = (record: unknown, context: Partial<LineContext> = {}): readonly Mark[] => factsOf(record, context).filter((fact) => fact.kind === 'mark');
const summary = (record: unknown): readonly string[] => marksOf(record).map((mark) => `${mark.mark}${mark.name}`);
const one = (record: unknown, context: Partial<LineContext> = {}): UsageEvent => {
  const [event, ...others] = responsesOf(record, context);
  assert.ok(event && others.length === 0, 'one response');
  return event;
};

describe('a line', () => {
  it('is malformed when it is not a JSON object', () => {
    for (const text of [
      'not json at all',
      '[]',
      'null',
      '5',
      '"text"',
      'true',
      '{"type":"assistant","message":{"usage":{"input_tokens":5',
      '{}{}',
      '\0\0',
      '',
    ]) {
      assert.deepEqual(parseLine(text, CONTEXT), MALFORMED, text);
    }
  });

  it('says nothing, and is no trouble, when parts are missing or of a wrong type', () => {
    const hollow = [
      {},
      { type: 'assistant' },
      { type: 'assistant', message: null },
      { type: 'user', message: { content: '\ud800' } },
      { type: 'system' },
      { type: 'progress', data: null },
      { type: 'cost-state' },
      { type: 7 },
      { type: 'progress', data: { message: 'text' } },
      assistant({}, { usage: [] }),
      assistant({}, {}, { timestamp: 'soon' }),
      assistant({}, {}, { timestamp: 5 }),
    ];
    for (const record of hollow) assert.deepEqual([parse(record).facts, parse(record).malformed], [[], false], JSON.stringify(record));
  });

  it('of an unknown type is counted by name; known types without facts are not', () => {
    assert.deepEqual(parse({ type: 'x-future-record', timestamp: '2026-11-10T10:00:00Z' }).strangers, [{ of: 'type', where: '', name: 'x-future-record' }]);
    assert.deepEqual(parse({ type: 'constructor' }).strangers, [{ of: 'type', where: '', name: 'constructor' }]);
    for (const type of [
      'summary',
      'file-history-snapshot',
      'queue-operation',
      'ai-title',
      'attachment',
      'artifact-anything',
      'data-flow-x',
      'api-request',
      'tools-used',
      'launched',
    ]) {
      assert.deepEqual(parse({ type, snapshot: { note: '"usage":{"input_tokens":99999}' } }), SILENCE, type);
    }
  });

  it('keeps no unknown type that looks like no name', () => {
    for (const type of ['x'.repeat(5000), 'fix the login', '/home/ada', 'a@b.c', '5', 'é']) {
      assert.deepEqual(parse({ type }).strangers, [{ of: 'type', where: '', name: '(other)' }], type);
    }
  });

  it('gives its time and working directory', () => {
    assert.deepEqual([parse(assistant()).at, parse(assistant()).cwd], [AT, '/home/ada/app']);
    assert.equal(parse({ type: 'queue-operation', timestamp: '2026-11-10T10:00:00.000Z' }).at, AT);
    assert.equal(parse({ type: 'queue-operation', timestamp: '2026-11-10T10:00:00' }).at, AT, 'a time without zone is UTC');
    assert.equal(parse({ type: 'queue-operation', timestamp: '2026-11-10T12:00:00+02:00' }).at, AT);
  });
});

describe('a response', () => {
  it('has its tokens, names and owner', () => {
    assert.deepEqual(
      one(
        assistant(
          { service_tier: 'standard', speed: 'fast', inference_geo: 'us', output_tokens_details: { thinking_tokens: 5 } },
          {},
          { attributionSkill: 'pdf', attributionMcpServer: 'github', attributionAgent: 'Explore' },
        ),
      ),
      {
        kind: 'response',
        identity: 'r:m:msg_1',
        model: 'claude-opus-5-5',
        final: true,
        visibleChars: 4,
        thinkingTokens: 5,
        speed: 'fast',
        serviceTier: 'standard',
        inferenceGeo: 'us',
        skill: 'pdf',
        mcpServer: 'github',
        agentType: 'Explore',
        recordedNanoUsd: null,
        tokens: { input: 10, output: 20, cacheRead: 30, cacheWrite5m: 40, cacheWrite1h: 0, webSearches: 0 },
        origin: {
          at: AT,
          sessionId: 'session-1',
          cwd: '/home/ada/app',
          branch: 'main',
          version: '2.1.330',
          entrypoint: 'cli',
          sidechain: false,
          copied: false,
          agentId: '',
        },
      },
    );
  });

  it('splits cache writes, and believes the larger of sum and split', () => {
    const writes = (usage: Record<string, unknown>): readonly number[] => {
      const { tokens } = one(assistant({ cache_creation_input_tokens: null, ...usage }));
      return [tokens.cacheWrite5m, tokens.cacheWrite1h];
    };
    const split = { ephemeral_5m_input_tokens: 1000, ephemeral_1h_input_tokens: 2000 };
    assert.deepEqual(writes({ cache_creation_input_tokens: 3000, cache_creation: split }), [1000, 2000]);
    assert.deepEqual(writes({ cache_creation_input_tokens: 0, cache_creation: split }), [1000, 2000]);
    assert.deepEqual(writes({ cache_creation: split }), [1000, 2000]);
    assert.deepEqual(writes({ cache_creation_input_tokens: 3500, cache_creation: split }), [1500, 2000]);
    assert.deepEqual(writes({ cache_creation_input_tokens: 700 }), [700, 0]);
    assert.deepEqual(writes({ cache_creation_input_tokens: 700, cache_creation: null }), [700, 0]);
  });

  it('counts advisor and compaction iterations on top, by their own model', () => {
    const iterations = [
      { type: 'message', model: null, input_tokens: 10, output_tokens: 20 },
      { type: 'advisor_message', model: 'claude-opus-4-8', input_tokens: 900, output_tokens: 50 },
      { type: 'compaction', model: null, input_tokens: 7, output_tokens: 8 },
      { type: 'fallback_message', input_tokens: 1000 },
      { type: 'advisor_message', model: 'claude-opus-4-8', input_tokens: 0 },
      null,
    ];
    const events = responsesOf(assistant({ iterations, speed: 'fast' }));
    assert.deepEqual(
      events.map((event) => [event.identity, event.model, event.tokens.input, event.tokens.output, event.speed]),
      [
        ['r:m:msg_1', 'claude-opus-5-5', 10, 20, 'fast'],
        ['r:m:msg_1#1', 'claude-opus-4-8', 900, 50, 'fast'],
        ['r:m:msg_1#2', 'claude-opus-5-5', 7, 8, 'fast'],
      ],
    );
  });

  it('is none when all its figures are zero, and is one for a web search alone', () => {
    const zero = { input_tokens: 0, output_tokens: 0, cache_read_input_tokens: 0, cache_creation_input_tokens: 0 };
    assert.deepEqual(responsesOf(assistant(zero)), []);
    assert.equal(one(assistant({ ...zero, server_tool_use: { web_search_requests: 2, web_fetch_requests: 9 } })).tokens.webSearches, 2);
  });

  it('survives fields that are null, negative, fractional or texts', () => {
    const { tokens } = one(
      assistant({
        input_tokens: null,
        output_tokens: 20.9,
        cache_read_input_tokens: -4,
        cache_creation_input_tokens: '40',
        server_tool_use: null,
        speed: null,
        iterations: null,
        output_tokens_details: null,
      }),
    );
    assert.deepEqual(tokens, { input: 0, output: 20, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, webSearches: 0 });
    assert.equal(one(assistant({}, { model: null }, { requestedModel: 'claude-sonnet-5' })).model, 'claude-sonnet-5');
    assert.equal(one(assistant({}, { model: null })).model, 'unknown');
    assert.equal(
      one(assistant({}, { content: [{ type: 'tool_use', id: 't', name: 'x', input: { id: null, model: null, version: null } }, null, 5] })).tokens.input,
      10,
    );
  });

  it('counts what it shows: text, thinking and the input of tools', () => {
    const content = [
      { type: 'text', text: '12345' },
      { type: 'thinking', thinking: '123' },
      { type: 'tool_use', id: 't', name: 'n', input: { a: 1 } },
      { type: 'tool_use', id: 'u', name: 'n' },
    ];
    assert.equal(one(assistant({}, { content })).visibleChars, 5 + 3 + 7);
  });

  it('is not final without a stop reason', () => assert.equal(one(assistant({}, { stop_reason: null })).final, false));

  it('keeps a recorded cost of old writers apart', () => assert.equal(one(assistant({}, {}, { costUSD: 0.05 })).recordedNanoUsd, 50_000_000));

  it('is copied when it says whose request it was, and not when that is its own session', () => {
    assert.equal(one(assistant({}, {}, { requestSessionId: 'parent' })).origin.copied, true);
    assert.equal(one(assistant({}, {}, { requestSessionId: 'session-1' })).origin.copied, false);
    assert.equal(one(assistant({}, {}, { forkedFrom: { sessionId: 'parent', messageUuid: 'u' } })).origin.copied, true);
  });

  it('takes from its place what the line does not say', () => {
    const bare = { ...assistant(), cwd: undefined, sessionId: undefined, isSidechain: undefined };
    const { origin } = one(bare, { cwd: '/seen/before', agentId: 'a1', agentType: 'Explore' });
    assert.deepEqual([origin.cwd, origin.sessionId, origin.sidechain, origin.agentId], ['/seen/before', 'from-path', true, 'a1']);
    assert.equal(one(bare, { agentId: 'a1', agentType: 'Explore', skill: 'pdf' }).agentType, 'Explore');
    assert.equal(one({ ...bare, uuid: undefined, message: { ...(assistant()['message'] as object), id: undefined } }).identity, 'r:p:-app/s.jsonl\n7');
  });

  it('may come without a type, as in very old exports', () => {
    assert.equal(one({ ...assistant(), type: undefined }).tokens.output, 20);
    assert.equal(one({ ...assistant(), type: null }).tokens.output, 20);
    assert.deepEqual(factsOf({ ...assistant(), type: undefined, timestamp: undefined }), []);
  });

  it('is none when Claude Code made the message itself; an API error is counted', () => {
    const synthetic = assistant({}, { model: '<synthetic>', id: 'x' });
    assert.deepEqual(factsOf(synthetic), []);
    assert.deepEqual(summary({ ...synthetic, isApiErrorMessage: true }), ['apiError']);
    assert.deepEqual(factsOf({ ...synthetic, isApiErrorMessage: false }), []);
  });

  it('names the tools it calls', () => {
    const content = [
      { type: 'tool_use', id: 'toolu_1', name: 'Bash', input: {} },
      { type: 'server_tool_use', id: 'srv_1', name: 'web_search' },
      { type: 'tool_use', name: 'NoId' },
    ];
    const calls = factsOf(assistant({}, { content })).filter((fact) => fact.kind === 'toolCall');
    assert.deepEqual(
      calls.map((call) => [call.identity, call.name]),
      [['t:toolu_1', 'Bash']],
    );
  });
});

describe('a user line', () => {
  it('is a prompt when a person typed it', () => {
    const typed: readonly unknown[] = [
      user('fix the build'),
      user([{ type: 'text', text: 'fix the build' }]),
      user([{ type: 'image', source: {} }]),
      user([
        { type: 'text', text: '<ide_opened_file>x</ide_opened_file>' },
        { type: 'text', text: 'why?' },
      ]),
      user([
        { type: 'text', text: '<system-reminder>x</system-reminder>' },
        { type: 'text', text: 'why?' },
      ]),
      user('hello', { origin: { kind: 'human' } }),
      user('hello', { turnOrigin: 'sdk' }),
      user('hello', { turnOrigin: 'human' }),
      user('why does <command-name> not work?'),
    ];
    for (const record of typed) assert.deepEqual(summary(record), ['prompt'], JSON.stringify(record));
  });

  it('is no prompt when Claude Code wrote it', () => {
    const written: readonly unknown[] = [
      user('x', { isMeta: true }),
      user('x', { isCompactSummary: true }),
      user('x', { isVisibleInTranscriptOnly: true }),
      user('x', { isSidechain: true }),
      user('x', { origin: { kind: 'task-notification' } }),
      user('x', { turnOrigin: 'task_notification' }),
      user('x', { turnOrigin: 'peer' }),
      user('<local-command-stdout>done</local-command-stdout>'),
      user('<bash-input>ls</bash-input>'),
      user('<bash-stdout>x</bash-stdout>'),
      user('<task-notification>x'),
      user('<system-reminder>x'),
      user('[Request interrupted by user]'),
      user([{ type: 'text', text: '[Request interrupted by user for tool use]' }]),
      user('Caveat: The messages below'),
      user('  '),
      user(''),
      user([]),
      user(null),
      user([
        { type: 'tool_result', tool_use_id: 't', content: 'x' },
        { type: 'text', text: 'x' },
      ]),
    ];
    for (const record of written) assert.deepEqual(factsOf(record), [], JSON.stringify(record));
  });

  it('is a slash command in every form that writers used', () => {
    const forms = [
      '<command-name>/review</command-name>\n            <command-message>review</command-message>\n<command-args>x</command-args>',
      '<command-message>review is running…</command-message>\n<command-name>/review</command-name>',
      '<command-message>review</command-message>\n   <command-name>review</command-name>',
    ];
    for (const form of forms)
      assert.deepEqual([summary(user(form)), summary(user([{ type: 'text', text: form }]))], [['command/review'], ['command/review']], form);
    assert.deepEqual(summary(user('<command-name>/beads:create-plan.v2</command-name>')), ['command/beads:create-plan.v2']);
    assert.deepEqual(summary(user('<command-message>x</command-message>')), [], 'markers without a name are neither command nor prompt');
    assert.deepEqual(summary(user(forms[0], { isSidechain: true })), []);
  });

  it('is the same prompt in every copy, also when the SDK gave the copy a new uuid', () => {
    const identity = (record: unknown): string | undefined => marksOf(record)[0]?.identity;
    const original = identity(user('hello', { uuid: 'u1' }));
    assert.equal(identity(user('hello', { uuid: 'u1', sessionId: 'fork' })), original);
    assert.equal(identity(user('hello', { uuid: 'u9', forkedFrom: { sessionId: 's', messageUuid: 'u1' } })), original);
    assert.notEqual(identity(user('hello', { uuid: 'u2' })), original);
  });

  it('tells which tools failed', () => {
    const content = [
      { type: 'tool_result', tool_use_id: 'toolu_1', is_error: true, content: 'x' },
      { type: 'tool_result', tool_use_id: 'toolu_2', content: 'x' },
      { type: 'tool_result', tool_use_id: 'toolu_3', is_error: false },
      { type: 'tool_result', is_error: true },
    ];
    assert.deepEqual(
      factsOf(user(content)).map((fact) => [fact.kind, 'identity' in fact && fact.identity]),
      [['toolResult', 't:toolu_1']],
    );
  });
});

describe('a system line', () => {
  it('is a compaction or a command of a dialog', () => {
    assert.deepEqual(summary(system({ subtype: 'compact_boundary', compactMetadata: { trigger: 'auto' } })), ['compaction']);
    assert.deepEqual(summary(system({ subtype: 'microcompact_boundary' })), []);
    assert.deepEqual(summary(system({ subtype: 'local_command', content: '<command-name>/mcp</command-name>\n<command-message>mcp</command-message>' })), [
      'command/mcp',
    ]);
    assert.deepEqual(summary(system({ subtype: 'local_command', content: '<local-command-stdout>closed</local-command-stdout>' })), []);
    assert.deepEqual(summary(system({ subtype: 'api_error', error: { status: 529 } })), [], 'a retry is no error yet');
  });

  it('with the same uuid as a user line is the same command', () => {
    const content = '<command-name>/mcp</command-name>';
    assert.equal(marksOf(system({ subtype: 'local_command', content }))[0]?.identity, marksOf(user(content))[0]?.identity);
  });
});

describe('a progress line', () => {
  it('holds a copy of a response of a sub-agent, with the ids and time of the copy', () => {
    const { message } = assistant();
    const record = progress({ type: 'assistant', message, requestId: 'req_9', uuid: 'inner', timestamp: '2026-11-10T09:00:00.000Z' }, { agentId: 'a7' });
    const event = one(record);
    assert.deepEqual(
      [event.identity, event.origin.at, event.origin.sidechain, event.origin.agentId, event.origin.cwd],
      ['r:m:msg_1', AT - 3_600_000, true, 'a7', '/home/ada/app'],
    );
  });

  it('holds results of tools, but no prompts', () => {
    const failed = { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', is_error: true }] };
    assert.deepEqual(
      factsOf(progress({ type: 'user', message: failed, uuid: 'i' })).map((fact) => fact.kind),
      ['toolResult'],
    );
    assert.deepEqual(factsOf(progress({ type: 'user', message: { role: 'user', content: 'do this' }, uuid: 'i' })), []);
  });

  it('without a message says nothing', () => assert.deepEqual(factsOf({ ...progress({}), data: { type: 'bash_progress', output: 'x' } }), []));
});

describe('a cost-state line', () => {
  it('holds the total of a session by model', () => {
    const modelUsage = {
      'claude-opus-5-5': {
        inputTokens: 1,
        outputTokens: 2,
        cacheReadInputTokens: 3,
        cacheCreationInputTokens: 9,
        cacheCreationEphemeral5mInputTokens: 4,
        cacheCreationEphemeral1hInputTokens: 5,
        webSearchRequests: 6,
        costUSD: 0.0733,
      },
      'claude-haiku-4-5': { inputTokens: 1, cacheCreationInputTokens: 9 },
      broken: null,
    };
    const [state] = factsOf({ type: 'cost-state', sessionId: 's', startTime: 1795316589488, totalCostUSD: 1, modelUsage });
    assert.deepEqual(state, {
      kind: 'costState',
      sessionId: 's',
      startAt: 1795316589488,
      models: [
        { model: 'claude-opus-5-5', nanoUsd: 73_300_000, tokens: { input: 1, output: 2, cacheRead: 3, cacheWrite5m: 4, cacheWrite1h: 5, webSearches: 6 } },
        { model: 'claude-haiku-4-5', nanoUsd: 0, tokens: { input: 1, output: 0, cacheRead: 0, cacheWrite5m: 9, cacheWrite1h: 0, webSearches: 0 } },
      ],
    });
  });
});

describe('a line of history.jsonl', () => {
  const typed = (display: unknown, more: object = {}): readonly string[] =>
    parseHistoryLine(JSON.stringify({ display, timestamp: AT, project: '/home/ada/app', sessionId: 's', ...more })).facts.map((fact) =>
      fact.kind === 'mark' ? `${fact.mark}${fact.name}` : fact.kind,
    );

  it('is a slash command when it begins with one', () => {
    for (const [display, name] of [
      ['/usage', '/usage'],
      ['/model opus', '/model'],
      ['  /0-ship now', '/0-ship'],
      ['/beads:create x', '/beads:create'],
      ['/speckit.plan\nmore', '/speckit.plan'],
    ] as const) {
      assert.deepEqual(typed(display), [`typedCommand${name}`], display);
    }
  });

  it('is nothing when it is a prompt, a path or a shell line', () => {
    for (const display of ['fix it', '/home/ada/app is broken', '!ls', '/', '/ x', '//', '/-x', 'see /usage', null])
      assert.deepEqual(typed(display), [], String(display));
    assert.deepEqual(typed('/usage', { timestamp: 'soon' }), []);
  });

  it('has an identity of session, name and millisecond, and the real folder', () => {
    const [fact] = parseHistoryLine(JSON.stringify({ display: '/usage', timestamp: AT, project: '/home/ada/app', sessionId: 's' })).facts;
    assert.ok(fact?.kind === 'mark');
    assert.deepEqual([fact.identity, fact.origin.cwd, fact.origin.at], [`m:typedCommand:s\n/usage\n${AT}`, '/home/ada/app', AT]);
  });

  it('is malformed when it is no object', () => assert.deepEqual(parseHistoryLine('[]'), MALFORMED));
});
