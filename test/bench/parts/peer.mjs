// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { cacheDir } from '../../../src/dev/paths.mjs';

export const PEER = '20.0.24';

/** The other program's own binary, fetched at run time; throws where there is none for this machine or no registry. @returns {string} */
export function peerCommand() {
  const folder = path.join(cacheDir, `ccusage-${PEER}`);
  const native = `@ccusage/ccusage-${process.platform}-${process.arch}`;
  if (!existsSync(path.join(folder, 'node_modules', native))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    spawnSync(npm, ['install', '--no-audit', '--no-fund', `ccusage@${PEER}`, `${native}@${PEER}`], { cwd: folder, stdio: 'ignore' });
  }
  const command = path.join(folder, 'node_modules', '.bin', 'ccusage');
  if (!existsSync(path.join(folder, 'node_modules', native)) || !existsSync(command)) throw new Error(`ccusage ${PEER} could not be had for this machine`);
  return command;
}
