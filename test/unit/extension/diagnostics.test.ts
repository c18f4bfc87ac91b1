import assert from 'node:assert/strict';
import { diagnostics, type HostFacts } from '../../../src/extension/diagnostics';
import { healthView } from './views';

const HOST: HostFacts = {
  version: '0.1.0',
  vscode: '1.110.0',
  app: 'Code',
  platform: 'linux x64',
  node: '22.0.0',
  remote: undefined,
  trusted: true,
  stale: null,
  settingProblems: 0,
};

describe('diagnostics', () => {
  it('hold counts and versions', () => {
    const text = diagnostics(healthView({ unknownNames: [{ of: 'type', where: '', name: 'x-future-record', versions: [], count: 3 }] }), HOST);
    for (const part of ['0.1.0', '1.110.0', 'default 1: read, 2 transcripts', 'Bad lines: 1 malformed', 'x-future-record 3'])
      assert.ok(text.includes(part), part);
  });

  it('hold no path, no text of a transcript and no name of a machine', () => {
    const health = healthView({
      roots: [{ origin: 'default', path: '/home/secret/.claude/projects', state: 'missing', transcripts: 0 }],
      unknownNames: [
        { of: 'type', where: '', name: 'secret prompt: rm -rf /', versions: ['secret'], count: 2 },
        { of: 'field', where: '/secret', name: '[link](http://secret)', versions: [], count: 1 },
      ],
      unpricedModels: [{ model: '../secret/model name', tokens: 5 }],
      messages: ['/home/secret/ledger/2026-11.sqlite was set aside'],
    });
    const text = diagnostics(health, { ...HOST, remote: 'ssh-remote+secret-host', stale: 'EACCES /home/secret' });
    assert.ok(!text.includes('secret'), text);
    assert.match(text, /Unknown record types: \(other\) 2\n/);
    assert.match(text, /Unpriced models \(tokens\): \(other\) 5\n/);
    assert.match(text, /Remote: ssh-remote\n/);
    assert.match(text, /Messages: 1 \(/);
    assert.match(diagnostics(healthView(), { ...HOST, remote: '10.0.0.1:8080' }), /Remote: yes\n/);
  });
});
