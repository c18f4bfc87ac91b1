import assert from 'node:assert/strict';
import { join } from 'node:path';
import { locate } from '../../../src/sources/claudeCode/locate';
import { cleanupPeriodDays, sweptWith } from '../../../src/sources/claudeCode/sweep';
import { useFolder } from './transcripts';

describe('when Claude Code deletes', () => {
  const folder = useFolder();
  const period = (settings: string | null, origin: 'default' | 'setting' = 'default') => {
    if (settings !== null) folder.write('settings.json', settings);
    return cleanupPeriodDays({ path: join(folder.path, 'projects'), origin });
  };

  it('is after 30 days unless settings say otherwise', async () => {
    assert.equal(await period(null), 30);
    assert.equal(await period('{ "model": "opus" }'), 30);
    assert.equal(await period('{ "cleanupPeriodDays": 7 }'), 7);
    assert.equal(await period('{\n  // for long\n  "cleanupPeriodDays": 365,\n}'), 365);
  });

  for (const wrong of ['"90"', '0', '-1', 'null', '1e999', '[]']) {
    it(`is after 30 days where the period is ${wrong}`, async () => assert.equal(await period(`{ "cleanupPeriodDays": ${wrong} }`), 30));
  }
  for (const broken of ['', '{', '[]', '7', 'null']) {
    it(`is after 30 days where settings are ${JSON.stringify(broken)}`, async () => assert.equal(await period(broken), 30));
  }

  it('is never for a copy that somebody named, unless Claude Code has been there', async () => {
    assert.equal(await period(null, 'setting'), null);
    folder.write('.last-cleanup', '');
    assert.equal(await period(null, 'setting'), 30);
    assert.equal(await period('{ "cleanupPeriodDays": 9 }', 'setting'), 9);
  });

  it('goes by the age of the session for what lies in its folder', () => {
    const root = join(folder.path, 'projects');
    const session = join(root, '-app', 's.jsonl');
    assert.equal(sweptWith(session, root), session);
    assert.equal(sweptWith(join(root, '-app', 'agent-1.jsonl'), root), join(root, '-app', 'agent-1.jsonl'));
    assert.equal(sweptWith(join(root, '-app', 's', 'subagents', 'agent-1.jsonl'), root), session);
  });

  it('is told with what was found', async () => {
    folder.write('settings.json', '{ "cleanupPeriodDays": 5 }');
    folder.write('projects/-app/s.jsonl', '{}\n');
    folder.write('projects/-app/s/subagents/agent-1.jsonl', '{}\n');
    const { roots, transcripts } = await locate([{ origin: 'default', projects: [join(folder.path, 'projects')] }]);
    assert.deepEqual(
      roots.map((root) => root.cleanupPeriodDays),
      [5],
    );
    assert.deepEqual(new Set(transcripts.map((one) => one.sweptWith)), new Set([join(folder.path, 'projects/-app/s.jsonl')]));
  });
});
