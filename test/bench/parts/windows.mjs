// @ts-check
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { partner } from './processes.mjs';

/**
 * Opens a window on a history: a process that plays the extension host, in the Node that VS Code has.
 * @param {import('../measures/index.mjs').Size} size
 * @param {import('../measures/index.mjs').Tools} tools
 * @param {{ database: string, workspace?: string, probe?: string }} options `probe`: a folder for what each thread says of its memory
 */
export function openWindow(size, { dist, part, node, shift }, { database, workspace = 'a', probe }) {
  const globalDir = path.join(size.scratch, database);
  const opening = { dist, globalDir, workspaceDir: path.join(globalDir, 'workspaces', workspace), claudeDir: size.claudeDir };
  mkdirSync(opening.workspaceDir, { recursive: true });
  if (probe) mkdirSync(probe, { recursive: true });
  const window = partner(part('windowPartner'), { node, preload: part('threadProbe'), env: { BENCH_SHIFT: String(shift), BENCH_PROBE: probe ?? '' } });
  return { ...window, open: () => window.ask('open', opening) };
}

/** @param {readonly number[]} values @param {number} share 0 to 1 */
export const percentile = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
