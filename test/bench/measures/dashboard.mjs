// @ts-check
import path from 'node:path';
import { partner } from '../parts/processes.mjs';
import { percentile } from '../parts/windows.mjs';

const OPENINGS = 5;

/** The dashboard in a headless browser, over the real engine. @type {import('./index.mjs').Measure} */
export const dashboard = {
  name: 'dashboard',
  per: 'size',
  async run(size, { dist, part, shift }) {
    const globalDir = path.join(size.scratch, 'dashboard');
    const opening = { dist, globalDir, workspaceDir: globalDir, claudeDir: size.claudeDir };
    const page = partner(part('dashboard'), { preload: part('threadProbe'), env: { BENCH_SHIFT: String(shift) } });
    try {
      const { charts, updates } = await page.ask('measure', { opening, times: OPENINGS });
      const [all, own] = ['all', 'page'].map((name) => updates.map((/** @type {Record<string, number>} */ one) => one[name]));
      return { chartMs: percentile(charts, 0.5), chartMax: Math.max(...charts), updateMs: percentile(all, 0.5), updateOwnMs: percentile(own, 0.5) };
    } finally {
      await page.end();
    }
  },
  rows: [
    { label: 'dashboard: opening to the first chart, median', unit: 'ms', of: ({ chartMs }) => chartMs, atMost: 300 },
    { label: 'dashboard: opening to the first chart, longest', unit: 'ms', of: ({ chartMax }) => chartMax },
    { label: "dashboard: a change to its picture, the engine's answer among it", unit: 'ms', of: ({ updateMs }) => updateMs, atMost: 50, digits: 1 },
    { label: 'of it in the page', unit: 'ms', of: ({ updateOwnMs }) => updateOwnMs, digits: 1 },
  ],
};
