// @ts-check
import { rmSync } from 'node:fs';
import path from 'node:path';
import { threadPeaks } from '../parts/processes.mjs';
import { openWindow } from '../parts/windows.mjs';

/** Database of the windows that are measured one after the other. */
export const WINDOW_DATABASE = 'window';

/** A window is opened on a history that it does not know: what its extension host feels, and what memory it takes. @type {import('./index.mjs').Measure} */
export const windowImport = {
  name: 'windowImport',
  per: 'round',
  grows: true,
  async run(size, tools) {
    rmSync(path.join(size.scratch, WINDOW_DATABASE), { recursive: true, force: true });
    const probe = path.join(size.scratch, 'threads');
    rmSync(probe, { recursive: true, force: true });
    const window = openWindow(size, tools, { database: WINDOW_DATABASE, probe });
    const seen = await window.open();
    await window.ask('close');
    await window.end();
    const { engine = NaN, reader = NaN, windowPartner: host = NaN } = threadPeaks(probe);
    return {
      importMs: seen.readyMs,
      todayMs: seen.todayMs,
      loopP99: seen.loop.p99,
      loopMax: seen.loop.max,
      loopBusy: seen.loop.busyMs,
      idleP99: seen.idle.p99,
      idleMax: seen.idle.max,
      addedMb: seen.peakMb - seen.idleMb,
      engineMb: engine,
      readerMb: reader,
      hostMb: host,
    };
  },
  rows: [
    { label: 'host event-loop delay during import, p99', unit: 'ms', of: ({ loopP99 }) => loopP99, atMost: 10, digits: 1 },
    { label: 'host event-loop delay during import, longest', unit: 'ms', of: ({ loopMax }) => loopMax, atMost: 50, digits: 1 },
    { label: 'the same while nothing is done: p99', unit: 'ms', of: ({ idleP99 }) => idleP99, digits: 1 },
    { label: 'the same while nothing is done: longest', unit: 'ms', of: ({ idleMax }) => idleMax, digits: 1 },
    { label: 'host thread busy during the whole import', unit: 'ms', of: ({ loopBusy }) => loopBusy },
    { label: 'peak memory above an idle host, whole process', unit: 'MB', of: ({ addedMb }) => addedMb, atMost: 250 },
    { label: "peak of the engine's thread (heap and WebAssembly)", unit: 'MB', of: ({ engineMb }) => engineMb },
    { label: 'peak of a reading thread', unit: 'MB', of: ({ readerMb }) => readerMb },
    { label: "peak of the host's thread", unit: 'MB', of: ({ hostMb }) => hostMb },
    { label: "from opening to today's figure", unit: 'ms', of: ({ todayMs }) => todayMs, atMost: 500 },
    { label: 'from opening to everything', unit: 'ms', of: ({ importMs }) => importMs },
  ],
};
