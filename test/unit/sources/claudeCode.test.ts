import assert from 'node:assert/strict';
import { appendFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { createSources } from '../../../src/sources';
import type { Batch, ReadEnd, TranscriptName } from '../../../src/sources/source';
import { assistant, AT, jsonl, user, useFolder } from './transcripts';

describe('the source of Claude Code', () => {
  const folder = useFolder();

  const read = async (path: string, cursor: string | null = null, kind: TranscriptName['kind'] = 'transcript') => {
    const [source] = createSources({ env: {}, home: folder.path, extraRoots: [], onlyRoots: [join(folder.path, 'projects')] });
    assert.ok(source);
    const batches: Batch[] = [];
    const end: ReadEnd = await source.read(
      { path, root: join(folder.path, 'projects'), kind },
      cursor,
      (batch) => void batches.push(batch),
      new AbortController().signal,
    );
    return {
      end,
      batches,
      facts: batches.flatMap((batch) => batch.facts),
      issues: batches.flatMap((batch) => batch.issues),
      cursor: batches.at(-1)?.cursor ?? cursor,
    };
  };
  const projects = (facts: Batch['facts']): readonly string[] => facts.flatMap((fact) => ('origin' in fact ? [fact.origin.cwd] : []));

  it('reads facts, trouble, counts and the newest time', async () => {
    const path = folder.write(
      'projects/-app/s.jsonl',
      jsonl(user('hello'), assistant({}, {}, { timestamp: '2026-11-10T10:00:05.000Z' })) + 'bad\n' + jsonl({ type: 'x-new' }) + '{"half',
    );
    const { facts, issues, batches, end } = await read(path);
    assert.deepEqual(
      facts.map((fact) => fact.kind),
      ['mark', 'response'],
    );
    assert.deepEqual(issues, [{ kind: 'malformed' }, { kind: 'unknownName', of: 'type', where: '', name: 'x-new', version: '2.1.330' }]);
    const [batch] = batches;
    assert.deepEqual([batch?.lines, batch?.newestAt, batch?.restarted], [4, AT + 5000, false]);
    assert.deepEqual([end.state, end.reason, end.pendingBytes], ['read', '', 6]);
    assert.equal(end.modifiedAt, Math.floor(statSync(path).mtimeMs));
    assert.equal(batch?.modifiedAt, end.modifiedAt);
  });

  it('keeps the last working directory for lines without one, across readings, and the folder name before the first', async () => {
    const bare = (uuid: string): object => ({ ...user('hello', { uuid }), cwd: undefined });
    const path = folder.write('projects/-home-ada-app/s.jsonl', jsonl(bare('1'), user('hello', { uuid: '2', cwd: '/home/ada/other' }), bare('3')));
    const first = await read(path);
    assert.deepEqual(projects(first.facts), ['-home-ada-app', '/home/ada/other', '/home/ada/other']);
    appendFileSync(path, jsonl(bare('4')));
    assert.deepEqual(projects((await read(path, first.cursor)).facts), ['/home/ada/other']);
    truncateSync(path, Buffer.byteLength(jsonl(bare('1'))));
    const anew = await read(path, first.cursor);
    assert.deepEqual([projects(anew.facts), anew.batches[0]?.restarted], [['-home-ada-app'], true]);
  });

  it('begins anew at a cursor that it does not know', async () => {
    const path = folder.write('projects/-app/s.jsonl', jsonl(user('hello')));
    for (const cursor of ['', 'x', '{}', '{"inode":"1:2","offset":-1,"seal":"","cwd":""}']) {
      const { facts, batches } = await read(path, cursor);
      assert.deepEqual([facts.length, batches[0]?.restarted], [1, true], cursor);
    }
  });

  it('tells session, agent, its type and its skill by the path and the files beside it', async () => {
    const nameless = { ...assistant(), sessionId: undefined, isSidechain: undefined, agentId: undefined };
    const places: readonly (readonly [string, string, string])[] = [
      ['projects/-app/session-a.jsonl', 'session-a', ''],
      ['projects/-app/agent-7f.jsonl', '', '7f'],
      ['projects/-app/session-b/subagents/agent-8f.jsonl', 'session-b', '8f'],
      ['projects/-app/session-b/subagents/workflows/wf_1/agent-9f.jsonl', 'session-b', '9f'],
    ];
    folder.write('projects/-app/session-b/subagents/agent-8f.meta.json', '{"agentType":"Explore"}');
    folder.write('projects/-app/session-b/subagents/agent-8f.forked-skill.json', '{"skillName":"pdf"}');
    folder.write('projects/-app/agent-7f.meta.json', 'not json');
    for (const [file, session, agent] of places) {
      const [fact] = (await read(folder.write(file, jsonl(nameless)))).facts;
      assert.ok(fact?.kind === 'response');
      assert.deepEqual([fact.origin.sessionId, fact.origin.agentId, fact.origin.sidechain], [session, agent, agent !== ''], file);
      assert.deepEqual([fact.agentType, fact.skill], agent === '8f' ? ['Explore', 'pdf'] : ['', ''], file);
    }
  });

  it('names a line without any id by its place below the root, so that a copy of the folder is no second response', async () => {
    const { uuid: _uuid, ...record } = assistant({}, { id: undefined });
    const [fact] = (await read(folder.write('projects/-app/s.jsonl', jsonl({ type: 'mode' }, record)))).facts;
    assert.ok(fact?.kind === 'response');
    assert.equal(fact.identity, 'r:p:-app/s.jsonl\n16');
  });

  it('reads the history of typed inputs', async () => {
    const path = folder.write(
      'history.jsonl',
      jsonl({ display: '/usage', timestamp: AT, project: '/p', sessionId: 's' }, { display: 'secret prompt', timestamp: AT }),
    );
    const { facts, issues } = await read(path, null, 'inputs');
    assert.deepEqual([facts.map((fact) => fact.kind === 'mark' && fact.name), issues], [['/usage'], []]);
  });

  it('carries no prompt, answer, tool input or tool output into its facts', async () => {
    const secret = 'S3CRET';
    const content = [
      { type: 'text', text: secret },
      { type: 'tool_use', id: 'toolu_1', name: 'Bash', input: { command: secret } },
    ];
    const result = [{ type: 'tool_result', tool_use_id: 'toolu_1', is_error: true, content: secret }];
    const command = user(`<command-name>/review</command-name><command-args>${secret}</command-args>`, { uuid: 'u2' });
    const path = folder.write(
      'projects/-app/s.jsonl',
      jsonl(user(secret), assistant({}, { content }), user(result, { toolUseResult: secret }), command, { type: 'summary', summary: secret }),
    );
    const { batches, facts } = await read(path);
    assert.equal(facts.length, 5);
    assert.ok(!JSON.stringify(batches).includes(secret));
  });

  it('says that a transcript went', async () => {
    assert.equal((await read(join(folder.path, 'projects', '-app', 'gone.jsonl'))).end.state, 'gone');
  });
});
