// @ts-check
// Runs test/host/suite inside a real extension host. VSCODE_HOST: server, electron, or auto (default).
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { projectRoot } from '../../src/dev/paths.mjs';
import { runInElectron } from './inElectron.mjs';
import { runInServer } from './inServer.mjs';

/** A desktop VS Code is taken where one is named, or where there is a screen and the download answers; else the server. */
async function chooseHost() {
  const wish = process.env['VSCODE_HOST'] || 'auto';
  if (wish !== 'auto') return wish;
  if (process.env['VSCODE_EXECUTABLE_PATH']) return 'electron';
  if (process.env['CI'] || (process.platform === 'linux' && !process.env['DISPLAY'])) return 'server';
  const answers = await fetch('https://update.code.visualstudio.com/api/releases/stable', { signal: AbortSignal.timeout(3_000) }).then(
    (response) => response.ok,
    () => false,
  );
  return answers ? 'electron' : 'server';
}

const RUNNERS = /** @type {Readonly<Record<string, typeof runInServer>>} */ ({ server: runInServer, electron: runInElectron });

/** A folder of its own for each run: VS Code's data, a workspace, and a Claude Code home without transcripts. */
async function run() {
  const host = await chooseHost();
  const runner = RUNNERS[host];
  if (!runner) throw new Error(`VSCODE_HOST is server, electron or auto, not ${host}`);
  const scratch = await realpath(await mkdtemp(path.join(os.tmpdir(), 'spendlight-host-')));
  const claudeDir = path.join(scratch, 'claude');
  const workspace = path.join(scratch, 'workspace');
  try {
    await Promise.all([mkdir(path.join(claudeDir, 'projects'), { recursive: true }), mkdir(workspace)]);
    const code = await runner({
      scratch,
      workspace,
      tests: path.join(projectRoot, 'out/test/host/suite/index.js'),
      env: { CLAUDE_CONFIG_DIR: claudeDir, SUITE_REPORTER: path.join(projectRoot, 'test/support/countReporter.mjs') },
    });
    process.stdout.write(`host=${host} exit=${code}\n`);
    return code;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

process.exitCode = await run();
