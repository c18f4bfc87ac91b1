// @ts-check
import { readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { cacheDir } from './paths.mjs';
import { writeSampleHistory } from '../extension/sample/sampleHistory.mjs';

/** Whether any transcript lies below a Claude Code home. A folder that cannot be read has none. @param {string} home */
async function hasTranscripts(home) {
  const files = await readdir(path.join(home, 'projects'), { recursive: true }).catch(() => []);
  return files.some((file) => file.endsWith('.jsonl'));
}

/** Where Claude Code keeps its files: CLAUDE_CONFIG_DIR (a comma list), else its two usual folders. @param {NodeJS.ProcessEnv} env */
function claudeHomes(env) {
  const named = (env['CLAUDE_CONFIG_DIR'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  return named.length > 0 ? named : [path.join(os.homedir(), '.claude'), path.join(env['XDG_CONFIG_HOME'] ?? path.join(os.homedir(), '.config'), 'claude')];
}

/**
 * The transcripts to show: the person's own, or made-up ones where there are none or these are asked for.
 * @param {{ sample: boolean, env: NodeJS.ProcessEnv, now: number }} wish now in ms UTC
 * @returns {Promise<{ env: Record<string, string>, words: string }>} what VS Code's environment needs, and a line for the person
 */
export async function chooseTranscripts({ sample, env, now }) {
  if (!sample) {
    for (const home of claudeHomes(env)) if (await hasTranscripts(home)) return { env: {}, words: `showing your own transcripts of ${home}` };
  }
  const home = path.join(cacheDir, 'sample');
  await writeSampleHistory(home, { seed: 1, now });
  return { env: { CLAUDE_CONFIG_DIR: home }, words: sample ? 'showing sample transcripts' : 'no transcripts of Claude Code found: showing sample ones' };
}
