import assert from 'node:assert/strict';
import { normaliseModel } from '../../../src/core/pricing/model';

const NAMES: readonly [written: string, name: string, undated: string, regional: boolean][] = [
  ['claude-opus-5-5', 'claude-opus-5-5', 'claude-opus-5-5', false],
  ['claude-opus-5-5[1m]', 'claude-opus-5-5', 'claude-opus-5-5', false],
  ['claude-sonnet-4-5-20250929', 'claude-sonnet-4-5-20250929', 'claude-sonnet-4-5', false],
  ['claude-sonnet-4-5-20250929[1m]', 'claude-sonnet-4-5-20250929', 'claude-sonnet-4-5', false],
  ['claude-3-5-haiku-latest', 'claude-3-5-haiku-latest', 'claude-3-5-haiku', false],
  ['claude-sonnet-4-5@20250929', 'claude-sonnet-4-5-20250929', 'claude-sonnet-4-5', false],
  ['anthropic/claude-sonnet-4.5', 'claude-sonnet-4.5', 'claude-sonnet-4.5', false],
  ['openrouter/anthropic/claude-opus-5', 'claude-opus-5', 'claude-opus-5', false],
  ['anthropic.claude-opus-4-20250514-v1:0', 'claude-opus-4-20250514', 'claude-opus-4', false],
  ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-sonnet-4-5-20250929', 'claude-sonnet-4-5', true],
  ['us.anthropic.claude-sonnet-4-5-20250929-v1:0[1m]', 'claude-sonnet-4-5-20250929', 'claude-sonnet-4-5', true],
  ['us-gov.anthropic.claude-opus-4-6-v1', 'claude-opus-4-6', 'claude-opus-4-6', true],
  ['apac.anthropic.claude-haiku-4-5-20251001-v1:0', 'claude-haiku-4-5-20251001', 'claude-haiku-4-5', true],
  ['global.anthropic.claude-opus-5', 'claude-opus-5', 'claude-opus-5', false],
  ['arn:aws:bedrock:eu-west-1:1:inference-profile/eu.anthropic.claude-opus-5', 'claude-opus-5', 'claude-opus-5', true],
  // Not reduced to something known.
  ['my-claude-opus-5-proxy', 'my-claude-opus-5-proxy', 'my-claude-opus-5-proxy', false],
  ['usa.anthropic.claude-opus-5', 'usa.anthropic.claude-opus-5', 'usa.anthropic.claude-opus-5', false],
  ['claude-opus-5-202509', 'claude-opus-5-202509', 'claude-opus-5-202509', false],
  ['qwen3-coder:30b', 'qwen3-coder:30b', 'qwen3-coder:30b', false],
  ['<synthetic>', '<synthetic>', '<synthetic>', false],
  ['', '', '', false],
];

describe('normaliseModel', () => {
  for (const [written, name, undated, regional] of NAMES) {
    it(`reads ${JSON.stringify(written)}`, () => assert.deepEqual(normaliseModel(written), { name, undated, regional }));
  }
});
