import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../../src/engine/engine';
import { prompt, reply, toolResult, useHome, type Line } from '../../support/history';
import { readWindow } from '../engine/opening';

const AT = Date.UTC(2026, 10, 10, 10);
const MONTH = '2026-11';

/** Responses whose ids have keys beyond what a JS number holds, one call each. */
const call = (id: string, name: string, input: object): Line => {
  const line = reply({ id, at: AT + 1_000, input: 1, output: 1 });
  const message = { ...(line['message'] as object), content: [{ type: 'tool_use', id: `t-${id}`, name, input }] };
  return { ...line, message };
};
const say = (words: string): Line => ({ ...prompt(AT), message: { role: 'user', content: words } });

const LINES: readonly Line[] = [
  say('please run the zanzibar tests'),
  call('a', 'Bash', { command: 'pytest zanzibar', description: 'madagascar' }),
  call('b', 'Edit', { file_path: '/zanzibar/docs/index.md', old_string: 'madagascar', new_string: 'x' }),
  call('c', 'Read', { file_path: '/zanzibar/src/a.ts' }),
  toolResult('t-b', AT + 2_000, true),
  toolResult('t-lost', AT + 2_000, true),
];

/** [workflow, calls whose response is there] of each tool, and the workflows of prompts. */
function kept(engine: Engine): { readonly calls: unknown[]; readonly prompts: unknown[] } {
  const { database } = engine.parts.books.ledger.monthFile(MONTH)!;
  const calls = database.all(`SELECT named.value, workflow, called, error, (SELECT count(*) FROM response WHERE response.key = tool_call.response)
    FROM tool_call JOIN text AS named ON named.id = tool_call.name ORDER BY called DESC, named.value`);
  return { calls, prompts: database.all("SELECT workflow FROM mark WHERE kind = 'prompt'").flat() };
}

const WANTED = {
  calls: [
    ['Bash', 1, 1, 0, 1],
    ['Edit', 5, 1, 1, 1],
    ['Read', 0, 1, 0, 1],
    ['', 0, 0, 1, 0],
  ],
  prompts: [1],
};

describe('what is kept of a call and a prompt', () => {
  const home = useHome();

  it('is what it is for and its response, over restarts, forks and other machines', async () => {
    home.write('-home-ada-app/session-1.jsonl', LINES);
    home.write(
      '-home-ada-app/session-2.jsonl',
      LINES.map((line) => ({ ...line, sessionId: 'session-2', requestSessionId: 'session-1' })),
    );
    let { engine } = await readWindow(home.path);
    assert.deepEqual(kept(engine), WANTED);
    const { folder } = await engine.exportHistory(home.path, AT);
    await engine.close();

    ({ engine } = await readWindow(home.path, 'b'));
    assert.deepEqual(kept(engine), WANTED, 'after a restart');
    await engine.rebuild();
    assert.deepEqual(kept(engine), WANTED, 'after merging with itself');
    await engine.deleteEverything();
    await engine.importHistory(folder);
    assert.deepEqual(kept(engine), WANTED, 'after an import');
    await engine.close();
  });

  it('is none of its words', async () => {
    home.write('-home-ada-app/session-1.jsonl', LINES);
    const { engine } = await readWindow(home.path);
    await engine.close();
    const stored = readdirSync(join(home.path, 'store'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('');
    assert.match(stored, /session-1/);
    assert.doesNotMatch(stored, /zanzibar|madagascar|pytest/);
  });
});
