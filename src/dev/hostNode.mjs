// @ts-check
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { INTEGRITY, once, onWindows, unpack } from './registry.mjs';

/** The Node that VS Code's server runs on: its major version must be the one that the server was built for. */
const VERSIONS = /** @type {Readonly<Record<string, string>>} */ ({ 24: '24.21.0', 22: '22.22.1' });

/**
 * @param {string} major
 * @returns {Promise<string>} path of a Node of that major version: this process's own, or a fetched one
 */
export async function ensureNode(major) {
  if (process.versions.node.split('.')[0] === major) return process.execPath;
  const spec = `node-${onWindows ? 'win' : process.platform}-${process.arch}@${VERSIONS[major]}`;
  if (!INTEGRITY[spec])
    throw new Error(`VS Code's server needs Node ${major}, and no package holds it for ${process.platform} ${process.arch}. Run this with Node ${major}.`);
  const binary = onWindows ? 'bin/node.exe' : 'bin/node';
  const folder = await once(`node-${VERSIONS[major]}`, async (staging) => {
    await unpack(spec, staging, [binary]);
    await chmod(path.join(staging, 'package', binary), 0o755);
  });
  return path.join(folder, 'package', binary);
}
