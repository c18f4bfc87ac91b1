import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { locate } from '../../../src/sources/claudeCode/locate';
import { rootCandidates, type RootPlan } from '../../../src/sources/claudeCode/roots';
import { useFolder } from './transcripts';

const HOME = resolve('/home/ada');
const candidates = (plan: Partial<RootPlan>): readonly (readonly string[])[] =>
  rootCandidates({ env: {}, home: HOME, extraRoots: [], ...plan }).map((candidate) => candidate.projects);

describe('root candidates', () => {
  it('are ~/.claude and ~/.config/claude', () => {
    assert.deepEqual(candidates({}), [[join(HOME, '.claude', 'projects')], [join(HOME, '.config', 'claude', 'projects')]]);
  });

  it('take XDG_CONFIG_HOME in the place of ~/.config', () => {
    assert.deepEqual(candidates({ env: { XDG_CONFIG_HOME: '/xdg', CLAUDE_CONFIG_DIR: ' ' } })[1], [resolve('/xdg/claude/projects')]);
  });

  it('are CLAUDE_CONFIG_DIR alone when it is set, a comma list too', () => {
    assert.deepEqual(candidates({ env: { CLAUDE_CONFIG_DIR: '/a' } }), [[resolve('/a/projects')]]);
    assert.deepEqual(candidates({ env: { CLAUDE_CONFIG_DIR: ' /a , ~/b,,' } }), [[resolve('/a/projects')], [join(HOME, 'b', 'projects')]]);
  });

  it('add extra roots, which may be a projects folder or the folder that holds one', () => {
    assert.deepEqual(candidates({ env: { CLAUDE_CONFIG_DIR: '/a' }, extraRoots: ['/backup/projects', '~/old', ' '] }).slice(1), [
      [resolve('/backup/projects')],
      [join(HOME, 'old', 'projects'), join(HOME, 'old')],
    ]);
  });

  it('are replaced by the roots that a command names', () => {
    assert.deepEqual(candidates({ env: { CLAUDE_CONFIG_DIR: '/a' }, extraRoots: ['/b'], onlyRoots: ['/c/projects'] }), [[resolve('/c/projects')]]);
  });
});

describe('locating transcripts', () => {
  const folder = useFolder();
  const at = (...path: readonly string[]): string => join(folder.path, ...path);
  const found = async (...onlyRoots: readonly string[]) => {
    const { roots, transcripts } = await locate(rootCandidates({ env: {}, home: folder.path, extraRoots: [], onlyRoots }));
    return { roots, transcripts, names: transcripts.map((transcript) => transcript.path.slice(folder.path.length + 1).replaceAll('\\', '/')).sort() };
  };

  it('finds every *.jsonl at any depth, and the history beside, but no journals', async () => {
    const files = ['s.jsonl', 'agent-1.jsonl', 's/subagents/agent-2.jsonl', 's/subagents/workflows/wf/agent-3.jsonl'].map((file) => `projects/-app/${file}`);
    for (const file of files) folder.write(file, '{}\n');
    for (const other of [
      'projects/-app/s/subagents/workflows/wf/journal.jsonl',
      'projects/-app/s/subagents/agent-2.meta.json',
      'projects/-app/notes.txt',
      'other.jsonl',
    ])
      folder.write(other, '{}\n');
    folder.write('history.jsonl', '{"display":"/usage"}\n');
    const { names, transcripts, roots } = await found(at('projects'));
    assert.deepEqual(names, ['history.jsonl', ...files].sort());
    assert.deepEqual(roots, [{ origin: 'option', path: at('projects'), state: 'read', transcripts: 4, cleanupPeriodDays: null, problems: [] }]);
    const main = transcripts.find((transcript) => transcript.path.endsWith('s.jsonl'));
    assert.deepEqual([main?.kind, main?.size, main?.root], ['transcript', 3, at('projects')]);
    assert.ok(Math.abs((main?.modifiedAt ?? 0) - Date.now()) < 3_600_000);
    assert.equal(transcripts.find((transcript) => transcript.path.endsWith('history.jsonl'))?.kind, 'inputs');
  });

  it('reports a missing root, and one that is no folder', async () => {
    const file = folder.write('projects', 'x');
    const { roots, transcripts } = await found(at('nowhere'), file);
    assert.deepEqual(
      roots.map(({ path, state }) => [path, state]),
      [
        [at('nowhere', 'projects'), 'missing'],
        [file, 'unreadable'],
      ],
    );
    assert.deepEqual(transcripts, []);
  });

  it('takes a folder of another name for a projects folder when it holds none', async () => {
    folder.write('copy/-app/s.jsonl', '{}\n');
    folder.write('config/projects/-app/t.jsonl', '{}\n');
    assert.deepEqual((await found(at('copy'), at('config'))).names, ['config/projects/-app/t.jsonl', 'copy/-app/s.jsonl']);
  });

  it('finds each transcript once when roots are links to, or inside, each other, and follows no circle', async () => {
    folder.write('real/projects/-app/s.jsonl', '{}\n');
    folder.write('elsewhere/-lib/t.jsonl', '{}\n');
    symlinkSync(at('real'), at('link'), 'junction');
    symlinkSync(at('elsewhere', '-lib'), at('real', 'projects', '-lib'), 'junction');
    symlinkSync(at('real', 'projects'), at('real', 'projects', '-app', 'circle'), 'junction');
    const { names, roots } = await found(at('real'), at('link'), at('real', 'projects', '-app'));
    assert.deepEqual(names, ['elsewhere/-lib/t.jsonl', 'real/projects/-app/s.jsonl']);
    assert.deepEqual(
      roots.map((root) => root.transcripts),
      [2],
    );
  });

  it('passes over a link that leads nowhere, and over folders named like transcripts', async () => {
    mkdirSync(at('projects', '-app', 'odd.jsonl'), { recursive: true });
    symlinkSync(at('nothing'), at('projects', '-app', 'gone.jsonl'));
    assert.deepEqual((await found(at('projects'))).names, []);
  });

  it('reads on beside a folder that may not be read, and says so', async function () {
    if (process.platform === 'win32' || process.getuid?.() === 0) this.skip();
    folder.write('projects/-a/s.jsonl', '{}\n');
    folder.write('projects/-b/t.jsonl', '{}\n');
    chmodSync(at('projects', '-a'), 0);
    const { names, roots } = await found(at('projects'));
    chmodSync(at('projects', '-a'), 0o700);
    assert.deepEqual(names, ['projects/-b/t.jsonl']);
    assert.deepEqual(roots[0]?.problems, [`${at('projects', '-a')}: may not be read`]);
  });
});
