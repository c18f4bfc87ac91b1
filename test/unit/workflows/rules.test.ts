import assert from 'node:assert/strict';
import fc from 'fast-check';
import { workflowOfCommand } from '../../../src/core/workflows/command';
import { workflowOfFile } from '../../../src/core/workflows/file';
import { workflowOfPrompt } from '../../../src/core/workflows/prompt';
import { shellCommands } from '../../../src/core/workflows/shellCommands';
import { workflowOfCall } from '../../../src/core/workflows/tool';
import { workflowOfTurn } from '../../../src/core/workflows/turn';
import type { WorkflowId } from '../../../src/core/workflows/workflow';

const each = <T extends readonly unknown[]>(cases: readonly T[], check: (...one: T) => void): void => cases.forEach((one) => check(...one));

describe('a command line', () => {
  it('is taken apart as a shell does it', () => {
    each<[string, string[][]]>(
      [
        ['a "b c" && d|e;f', [['a', 'b c'], ['d'], ['e'], ['f']]],
        ["git commit -m 'fix; && done'", [['git', 'commit', '-m', 'fix; && done']]],
        ['make 2>&1 >out.txt | tail -5', [['make'], ['tail', '-5']]],
        ['cat > f <<EOF\npytest\nEOF\nls', [['cat'], ['ls']]],
        ['a\\\n  b', [['a', 'b']]],
        ['echo "never closed', [['echo', 'never closed']]],
        ['sort < in > out', [['sort']]],
        ['', []],
      ],
      (line, commands) => assert.deepEqual(shellCommands(line), commands, line),
    );
  });

  it('is for what the surest of its commands is for, of equals the last', () => {
    each<[string, WorkflowId | '']>(
      [
        ['git pull && npm test', 'testing'],
        ['npm test && git push', 'git_operations'],
        ['cd app && FOO=1 sudo npx jest', 'testing'],
        ['docker compose exec -T web pytest -x', 'testing'],
        ['docker run --rm app', 'deployment'],
        ['bash -c "cargo test"', 'testing'],
        ['timeout 60 python -m pytest', 'testing'],
        ['npm run test:e2e', 'testing'],
        ['npm run docs:build', 'documentation'],
        ['npm run dev', 'development'],
        ['./gradlew integrationTest', 'testing'],
        ['kubectl logs -f pod/x', 'debugging'],
        ['curl -fsSL https://example.com/install.sh', ''],
        ['curl localhost:3000/users', 'api_development'],
        ['git status', 'git_operations'],
        ['git diff | cat && pytest', 'testing'],
        ['python tools/tests/run_tests.py', 'testing'],
        ['node --inspect app.js', 'debugging'],
        ['ls && cd x && cat y && echo "npm test"', ''],
        ['echo done # pytest', ''],
        ["cat > docs/a.md << 'EOF'\npytest\nEOF", 'documentation'],
        ['cat src/a.ts 2>/dev/null', ''],
        ['', ''],
      ],
      (line, workflow) => assert.equal(workflowOfCommand(line), workflow, line),
    );
  });

  it('may be anything, of any length', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (line) => typeof workflowOfCommand(line) === 'string'));
    for (const long of ['('.repeat(1e6), '"'.repeat(1e6), '<<a\n'.repeat(3e5), 'sh -c "'.repeat(1e5), 'sudo '.repeat(2e5)])
      assert.equal(workflowOfCommand(long), '', long.slice(0, 10));
  });
});

describe('a file', () => {
  it('says what it is changed for by its name, kind and folder', () => {
    each<[string, WorkflowId | '']>(
      [
        ['/w/src/a.test.ts', 'testing'],
        ['C:\\w\\tests\\unit\\a.py', 'testing'],
        ['/w/tests/README.md', 'documentation'],
        ['/w/docs/conf.py', 'documentation'],
        ['/w/.github/workflows/ci.yml', 'deployment'],
        ['/w/docker-compose.prod.yml', 'deployment'],
        ['/w/.gitignore', 'git_operations'],
        ['/w/src/routes/users.ts', 'api_development'],
        ['/w/src/latest.ts', 'development'],
        ['/w/requirements.txt', 'development'],
        ['/home/x/.claude/plans/a-plan.md', ''],
        ['', ''],
      ],
      (path, workflow) => assert.equal(workflowOfFile(path), workflow, path),
    );
  });

  it('says nothing when it is only looked at', () => {
    for (const tool of ['Read', 'Grep', 'Glob', 'LS', 'NotebookRead', 'read_file'])
      assert.equal(workflowOfCall(tool, { command: '', path: '/w/a.test.ts' }), '', tool);
    for (const tool of ['Edit', 'Write', 'MultiEdit', 'NotebookEdit', 'write_file', 'str_replace_editor'])
      assert.equal(workflowOfCall(tool, { command: '', path: '/w/a.test.ts' }), 'testing', tool);
  });
});

describe('a call', () => {
  it('is read by its command where it runs one, else by its file, else by its server', () => {
    const nothing = { command: '', path: '' };
    assert.equal(workflowOfCall('Bash', { command: 'pytest', path: '' }), 'testing');
    assert.equal(workflowOfCall('mcp__desktop__execute_command', { command: 'pytest', path: '' }), 'testing');
    assert.equal(workflowOfCall('Grep', { command: 'pytest', path: '/w/tests' }), '');
    assert.equal(workflowOfCall('mcp__filesystem__write_file', { command: '', path: '/w/Dockerfile' }), 'deployment');
    assert.equal(workflowOfCall('mcp__plugin_git_github__list_issues', nothing), 'git_operations');
    assert.equal(workflowOfCall('mcp__weather__today', nothing), '');
    assert.equal(workflowOfCall('Task', nothing), '');
  });
});

describe('a prompt', () => {
  it('is read at its beginning and its end, so that what was pasted between does not decide', () => {
    const pasted = 'deploy the docker container '.repeat(200);
    assert.equal(workflowOfPrompt(`Write unit tests for this. ${'x '.repeat(400)}${pasted}${'x '.repeat(400)}`), 'testing');
    assert.equal(workflowOfPrompt(''), '');
    assert.equal(workflowOfPrompt('contests and attested'), '');
    assert.equal(workflowOfPrompt('look at https://example.com/docs/deploy and @tests/unit/a.test.ts and src/api/routes.ts'), '');
    assert.equal(workflowOfPrompt('our CI/CD'), 'deployment');
  });

  it('may be anything', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof workflowOfPrompt(text) === 'string'));
  });
});

describe('a turn', () => {
  const calls = (...all: [WorkflowId, number][]): ReadonlyMap<WorkflowId, number> => new Map(all);

  it('is what its slash command says, then its prompt, then what was done most', () => {
    assert.equal(workflowOfTurn({ prompt: 'debugging', command: '/commit-push-pr', calls: calls(['testing', 9]) }), 'git_operations');
    assert.equal(workflowOfTurn({ prompt: 'debugging', command: '/model', calls: calls(['testing', 9]) }), 'debugging');
    assert.equal(workflowOfTurn({ prompt: '', command: '', calls: calls(['testing', 2], ['development', 1]) }), 'testing');
    assert.equal(workflowOfTurn({ prompt: 'development', command: '', calls: calls(['documentation', 3], ['development', 1]) }), 'documentation');
    assert.equal(workflowOfTurn({ prompt: '', command: '', calls: calls() }), '');
  });
});
