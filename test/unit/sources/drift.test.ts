import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ParseIssue } from '../../../src/core/usage/event';
import { createClaudeCode } from '../../../src/sources/claudeCode/claudeCode';
import { parseLine } from '../../../src/sources/claudeCode/parse/line';
import { assistant, jsonl, system, useFolder, user } from './transcripts';

const CONTEXT = { transcript: '-app/s.jsonl', offset: 0, sessionId: 's', agentId: '', agentType: '', skill: '', cwd: '-app' };

/** 'field assistant.name' for every unknown name of a record. */
const strangers = (record: unknown): readonly string[] =>
  parseLine(JSON.stringify(record), CONTEXT).strangers.map(({ of, where, name }) => `${of} ${where} ${name}`);

describe('unknown names', () => {
  it('are found wherever figures come from', () => {
    const cases: readonly (readonly [unknown, readonly string[]])[] = [
      [assistant({}, {}, { costBasis: 'x' }), ['field assistant costBasis']],
      [assistant({}, { refund: 1 }), ['field message refund']],
      [assistant({ cache_creation: { ephemeral_1d_input_tokens: 5 } }), ['field usage.cache_creation ephemeral_1d_input_tokens']],
      [assistant({ server_tool_use: { code_runs: 5 } }), ['field usage.server_tool_use code_runs']],
      [assistant({ output_tokens_details: { audio_tokens: 5 } }), ['field usage.output_tokens_details audio_tokens']],
      [assistant({ image_tokens: 5, priority_units: 1 }), ['field message.usage image_tokens', 'field message.usage priority_units']],
      [assistant({ iterations: [{ type: 'debate' }, { type: 'message' }, null, { type: 'debate' }] }), ['kind usage.iterations debate']],
      [user('hello', { mood: 1 }), ['field user mood']],
      [system({ subtype: 'time_travel', years: 3 }), ['field system years', 'kind system time_travel']],
      [{ type: 'attachment', attachment: { type: 'hologram', secret: 1 }, more: 1 }, ['kind attachment hologram']],
      [
        { type: 'cost-state', sessionId: 's', carbon: 1, modelUsage: { 'my-model': { inputTokens: 1, audioTokens: 2 }, other: { audioTokens: 2 } } },
        ['field cost-state carbon', 'field cost-state.modelUsage audioTokens'],
      ],
      [{ type: 'x-new', anything: 1 }, ['type  x-new']],
    ];
    for (const [record, expected] of cases) assert.deepEqual(strangers(record), expected, JSON.stringify(record));
  });

  it('are none in known records, in records that nobody asks, and in what is no object', () => {
    const known = [
      assistant(),
      user('hello'),
      system({ subtype: 'compact_boundary', compactMetadata: {} }),
      system({ content: 'of the 1.0 time' }),
      { type: 'attachment', attachment: { type: 'hook_success' } },
      { type: 'attachment', attachment: 'text' },
      { type: 'queue-operation', anything: 1 },
      { type: 'assistant', message: [1, 2] },
      { type: 'assistant', message: { usage: 'text', content: 'xyz' } },
      { type: 'assistant', message: { usage: { cache_creation: 'text', iterations: {} } } },
      { type: 'cost-state', modelUsage: 'text' },
    ];
    for (const record of known) assert.deepEqual(strangers(record), [], JSON.stringify(record));
  });

  it('keep nothing that looks like no name, and never a value', () => {
    const keys = ['fix the login', '/home/ada', 'a@b.c', 'x'.repeat(65), '5', '', 'a-b', 'ключ', 'a\nb', '=cmd()', '<b>'];
    const record = assistant({}, {}, Object.fromEntries(keys.map((key) => [key, 'VALUE'])));
    assert.deepEqual(strangers(record), ['field assistant (other)'], 'once in a record');
    assert.deepEqual(strangers(system({ subtype: 'please rm -rf /' })), ['kind system (other)']);
    assert.deepEqual(strangers(JSON.parse('{"type":"user","__proto__":1,"constructor":2}')), ['field user __proto__', 'field user constructor']);
    assert.ok(!JSON.stringify(strangers(record)).includes('VALUE'));
  });

  it('of one object are at most twenty; the rest counts as one', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, 1]));
    const found = strangers(assistant(many));
    assert.deepEqual([found.length, found.at(-1)], [21, 'field message.usage (more)']);
  });

  describe('in a transcript', () => {
    const folder = useFolder();
    const read = async (path: string, cursor: string | null): Promise<{ said: readonly string[]; cursor: string | null }> => {
      const issues: ParseIssue[] = [];
      let last = cursor;
      await createClaudeCode({ env: {}, home: folder.path, extraRoots: [] }).read(
        { path, root: join(folder.path, 'projects'), kind: 'transcript' },
        cursor,
        (batch) => {
          issues.push(...batch.issues);
          last = batch.cursor;
        },
        new AbortController().signal,
      );
      return { said: issues.map((issue) => (issue.kind === 'unknownName' ? `${issue.name} ${issue.version}` : issue.kind)), cursor: last };
    };

    it('carry the version of the line, or of the last line that named one, also in a later reading', async () => {
      const path = folder.write(
        'projects/-app/s.jsonl',
        jsonl(
          { type: 'x-a' },
          user('a', { version: '2.1.330' }),
          { type: 'x-b' },
          user('b', { version: '2.2.0', mood: 1 }),
          user('c', { version: 'my secret' }),
        ),
      );
      const first = await read(path, null);
      assert.deepEqual(first.said, ['x-a ', 'x-b 2.1.330', 'mood 2.2.0']);
      appendFileSync(path, jsonl({ type: 'x-c' }));
      assert.deepEqual((await read(path, first.cursor)).said, ['x-c 2.2.0']);
    });
  });
});
