import assert from 'node:assert/strict';
import { newEnough, outdated } from '../../../src/dev/lockFile.mjs';
import { sampleHistory } from '../../../src/extension/sample/sampleHistory.mjs';

const NOW = Date.UTC(2026, 10, 22, 15, 30);
const DAY = 86_400_000;

interface Line {
  readonly type: string;
  readonly timestamp: string;
  readonly message?: { readonly id?: string; readonly model?: string; readonly usage?: { readonly output_tokens: number } };
}

const linesOf = (files: readonly { readonly text: string }[]): Line[] => files.flatMap(({ text }) => text.trim().split('\n')).map((line) => JSON.parse(line));

describe('set-up', () => {
  it('knows which Node is too old', () => {
    assert.deepEqual(['18.20.0', '20.18.9', '20.19.0', '22.0.0'].map(newEnough), [false, false, true, true]);
  });

  it('installs when a package is missing or of another version, and not for those of other platforms', () => {
    const locked = { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } };
    assert.equal(outdated(locked, { 'node_modules/a': { version: '1.0.0' } }), false);
    assert.equal(outdated(locked, { 'node_modules/a': { version: '1.0.1' } }), true);
    assert.equal(outdated(locked, { 'node_modules/b': { version: '2.0.0' } }), true);
    assert.equal(outdated(locked, { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } }), true);
  });
});

describe('sample transcripts', () => {
  const files = sampleHistory({ seed: 7, now: NOW });

  it('are the same for the same seed, and others for another', () => {
    assert.deepEqual(sampleHistory({ seed: 7, now: NOW }), files);
    assert.notDeepEqual(sampleHistory({ seed: 8, now: NOW }), files);
  });

  it('reach over 45 days, to today, and not beyond now', () => {
    const times = linesOf(files).map(({ timestamp }) => Date.parse(timestamp));
    const [first, last] = [Math.min(...times), Math.max(...times)];
    assert.ok(first > NOW - 46 * DAY && first < NOW - 40 * DAY, new Date(first).toISOString());
    assert.ok(last <= NOW && last > NOW - DAY / 4, new Date(last).toISOString());
  });

  it('have something to look at: models, projects, sub-agents, tools, commands, both cache lifetimes', () => {
    const models = new Set(linesOf(files).flatMap(({ message }) => message?.model ?? []));
    assert.deepEqual([...models].sort(), ['claude-haiku-4-5-20251001', 'claude-opus-5-5', 'claude-sonnet-5']);
    assert.equal(new Set(files.map(({ path }) => path.split('/')[0])).size, 4);
    assert.ok(files.some(({ path }) => path.includes('/subagents/agent-')));
    const all = files.map(({ text }) => text).join('');
    for (const part of ['"tool_use"', '"is_error":true', '<command-name>', '"ephemeral_1h_input_tokens":3', '"ephemeral_5m_input_tokens":3'])
      assert.ok(all.includes(part), part);
  });

  it('repeat a response only with the same figures', () => {
    const outputs = new Map<string, number>();
    for (const { message } of linesOf(files)) {
      if (!message?.id || !message.usage) continue;
      assert.equal(outputs.get(message.id) ?? message.usage.output_tokens, message.usage.output_tokens);
      outputs.set(message.id, message.usage.output_tokens);
    }
    assert.ok(outputs.size > 1_000, String(outputs.size));
  });
});
