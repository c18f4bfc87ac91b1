// @ts-check
import { summary } from './coldImport.mjs';

/** Nothing has changed since the cold import before it. @type {import('./index.mjs').Measure} */
export const warmStart = {
  name: 'warmStart',
  per: 'round',
  grows: true,
  async run(size, tools) {
    const { seconds, peakMb } = await summary(size, tools);
    return { warmSeconds: seconds, warmPeakMb: peakMb };
  },
  rows: [
    {
      label: 'warm start, nothing changed, whole process, to ccusage daily',
      unit: 'x',
      of: ({ warmSeconds = NaN, peerSeconds = NaN }) => warmSeconds / peerSeconds,
      atMost: 0.15,
      digits: 3,
    },
    { label: 'warm start: peak memory of the process', unit: 'MB', of: ({ warmPeakMb }) => warmPeakMb },
  ],
};
