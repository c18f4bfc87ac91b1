// @ts-check
import { openWindow, percentile } from '../parts/windows.mjs';
import { WINDOW_DATABASE } from './windowImport.mjs';

const APPENDS = 60;

/** From the end of an append to the view that has it, as the status bar asks for it. @type {import('./index.mjs').Measure} */
export const live = {
  name: 'live',
  per: 'size',
  async run(size, tools) {
    const window = openWindow(size, tools, { database: WINDOW_DATABASE });
    await window.open();
    const before = await window.ask('cpu');
    const took = await window.ask('live', { count: APPENDS });
    const cpu = (await window.ask('cpu')) - before;
    await window.ask('close');
    await window.end();
    return {
      liveP50: percentile(took, 0.5),
      liveP90: percentile(took, 0.9),
      liveP99: percentile(took, 0.99),
      liveMax: Math.max(...took),
      liveCpu: (cpu * 1000) / APPENDS,
    };
  },
  rows: [
    { label: 'append to status, median', unit: 'ms', of: ({ liveP50 }) => liveP50, atMost: 150 },
    { label: 'append to status, p90', unit: 'ms', of: ({ liveP90 }) => liveP90 },
    { label: 'append to status, p99', unit: 'ms', of: ({ liveP99 }) => liveP99 },
    { label: 'append to status, longest', unit: 'ms', of: ({ liveMax }) => liveMax },
    { label: 'CPU of the window for one append', unit: 'ms', of: ({ liveCpu }) => liveCpu, digits: 1 },
  ],
};
