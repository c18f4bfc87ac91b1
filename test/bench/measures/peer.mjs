// @ts-check
import { peerCommand } from '../parts/peer.mjs';
import { timed } from '../parts/processes.mjs';

/** What the other program takes for its daily report of the same history: the measure of all ratios. @type {import('./index.mjs').Measure} */
export const peer = {
  name: 'peer',
  per: 'round',
  grows: true,
  async run({ claudeDir }) {
    const { seconds, cpuSeconds } = await timed(peerCommand(), ['daily', '--offline', '--json'], { CLAUDE_CONFIG_DIR: claudeDir });
    return { peerSeconds: seconds, peerCpu: cpuSeconds };
  },
  rows: [
    { label: 'ccusage daily itself', unit: 's', of: ({ peerSeconds }) => peerSeconds, digits: 2 },
    { label: 'ccusage daily: CPU', unit: 's', of: ({ peerCpu }) => peerCpu, digits: 2 },
  ],
};
