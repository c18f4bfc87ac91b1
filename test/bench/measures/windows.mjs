// @ts-check
import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { appender } from '../parts/appender.mjs';
import { openWindow } from '../parts/windows.mjs';

const MANY = 10;
const SECONDS = 120;
const SETTLE_MS = 8_000;
/** For what is put off to be done. */
const LATE_MS = 62_000;

/** CPU seconds of some windows for the same work, the first of them the one that somebody looks at; and while nothing happens. */
async function cpuOf(/** @type {number} */ count, /** @type {import('./index.mjs').Size} */ size, /** @type {import('./index.mjs').Tools} */ tools) {
  rmSync(path.join(size.scratch, 'windows'), { recursive: true, force: true });
  /** @type {ReturnType<typeof openWindow>[]} */
  const windows = [];
  const all = async () => (await Promise.all(windows.map((window) => window.ask('cpu')))).reduce((sum, cpu) => sum + cpu, 0);
  for (let i = 0; i < count; i++) {
    const window = openWindow(size, tools, { database: 'windows', workspace: `w${i}` });
    windows.push(window);
    await window.open();
  }
  await windows[0]?.ask('attend');
  await sleep(SETTLE_MS);
  const before = await all();
  await sleep(SETTLE_MS);
  const idle = (await all()) - before;
  const started = await all();
  await appender(size.claudeDir, { seconds: SECONDS, shift: tools.shift });
  await sleep(LATE_MS);
  const busy = (await all()) - started;
  for (const window of windows) await window.ask('close');
  for (const window of windows) await window.end();
  return { busy, idle: idle / (SETTLE_MS / 1000) };
}

/** Ten windows on the same machine, each with its own extension host. @type {import('./index.mjs').Measure} */
export const windows = {
  name: 'windows',
  per: 'run',
  async run(size, tools) {
    const one = await cpuOf(1, size, tools);
    const many = await cpuOf(MANY, size, tools);
    return { oneCpu: one.busy, manyCpu: many.busy, oneIdle: one.idle, manyIdle: many.idle };
  },
  rows: [
    {
      label: `CPU of ${MANY} windows to that of one, for the same appended lines`,
      unit: 'x',
      of: ({ manyCpu = NaN, oneCpu = NaN }) => manyCpu / oneCpu,
      atMost: 2,
      digits: 2,
    },
    { label: `CPU of one window in ${SECONDS} s of appended lines, four a second`, unit: 's', of: ({ oneCpu }) => oneCpu, digits: 2 },
    { label: 'CPU of one window in a second in which nothing happens', unit: 'ms', of: ({ oneIdle = NaN }) => oneIdle * 1000, digits: 1 },
  ],
};
