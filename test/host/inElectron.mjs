// @ts-check
import path from 'node:path';
import process from 'node:process';
import { runTests } from '@vscode/test-electron';
import { cacheDir, projectRoot } from '../../src/dev/paths.mjs';

/**
 * Runs the suite in a desktop VS Code: VSCODE_EXECUTABLE_PATH, or a download of VSCODE_VERSION (default stable).
 * @type {typeof import('./inServer.mjs').runInServer}
 */
export async function runInElectron({ scratch, workspace, tests, env }) {
  const given = process.env['VSCODE_EXECUTABLE_PATH'];
  try {
    return await runTests({
      ...(given ? { vscodeExecutablePath: given } : { version: process.env['VSCODE_VERSION'] ?? 'stable' }),
      cachePath: cacheDir,
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: tests,
      extensionTestsEnv: env,
      launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust', `--user-data-dir=${path.join(scratch, 'user')}`],
    });
  } catch (error) {
    // Failed tests come as an error that carries the exit code; anything else is trouble with the host itself.
    if (error instanceof Error && 'code' in error && typeof error.code === 'number') return error.code || 1;
    throw error;
  }
}
