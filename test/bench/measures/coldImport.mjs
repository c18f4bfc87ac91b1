// @ts-check
import { rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { timed } from '../parts/processes.mjs';

/** @param {import('./index.mjs').Size} size */
export const commandLineDatabase = ({ scratch }) => path.join(scratch, 'commandLine');

/** @param {import('./index.mjs').Size} size @param {import('./index.mjs').Tools} tools */
export const summary = (size, { dist }) =>
  timed(process.execPath, [
    path.join(dist, 'cli.cjs'),
    'summary',
    '--json',
    '--timezone',
    'UTC',
    '--root',
    path.join(size.claudeDir, 'projects'),
    '--db',
    commandLineDatabase(size),
  ]);

/** Everything is read for the first time, extracted and saved, in a process of its own. @type {import('./index.mjs').Measure} */
export const coldImport = {
  name: 'coldImport',
  per: 'round',
  grows: true,
  async run(size, tools) {
    rmSync(commandLineDatabase(size), { recursive: true, force: true });
    const { seconds, cpuSeconds, peakMb } = await summary(size, tools);
    return { coldSeconds: seconds, coldCpu: cpuSeconds, coldPeakMb: peakMb };
  },
  rows: [
    {
      label: 'cold import, everything extracted and saved, to ccusage daily',
      unit: 'x',
      of: ({ coldSeconds = NaN, peerSeconds = NaN }) => coldSeconds / peerSeconds,
      atMost: 0.8,
      digits: 2,
    },
    { label: 'cold import: CPU of all threads, to ccusage daily', unit: 'x', of: ({ coldCpu = NaN, peerCpu = NaN }) => coldCpu / peerCpu, digits: 2 },
    { label: 'cold import itself', unit: 's', of: ({ coldSeconds }) => coldSeconds, digits: 2 },
    { label: 'cold import: peak memory of the process', unit: 'MB', of: ({ coldPeakMb }) => coldPeakMb },
  ],
};
