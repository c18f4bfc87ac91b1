// @ts-check
import { mkdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runInServer } from '../../host/inServer.mjs';
import { percentile } from '../parts/windows.mjs';

const APPENDS = 30;

/** Stands before the extension and takes the time, wall and the thread's own, of loading its code and of activate(). */
const TIMER = `
const cpu = () => { const { user, system } = process.threadCpuUsage?.() ?? { user: NaN, system: NaN }; return (user + system) / 1000; };
const [wall, used] = [performance.now(), cpu()];
const extension = require('./extension.cjs');
const load = { wall: performance.now() - wall, cpu: cpu() - used };
exports.activate = (context) => {
  const [wall, used] = [performance.now(), cpu()];
  const api = extension.activate(context);
  globalThis.spendlightStart = { load, activate: { wall: performance.now() - wall, cpu: cpu() - used } };
  return api;
};
exports.deactivate = () => extension.deactivate();
`;

/** @param {string} extension folder */
async function timeStart(extension) {
  const file = path.join(extension, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...manifest, main: './dist/timed.cjs' }));
  await writeFile(path.join(extension, 'dist/timed.cjs'), TIMER);
}

/** The packaged extension in a real VS Code: its start, what the host feels while every transcript is read again, and how soon a line is in the status bar. @type {import('./index.mjs').Measure} */
export const realHost = {
  name: 'realHost',
  per: 'size',
  async run({ claudeDir, scratch }, { part }) {
    const [workspace, result] = [path.join(scratch, 'folder'), path.join(scratch, 'host.json')];
    mkdirSync(workspace, { recursive: true });
    const env = { CLAUDE_CONFIG_DIR: claudeDir, BENCH_RESULT: result, BENCH_APPENDS: String(APPENDS) };
    const code = await runInServer({ scratch: path.join(scratch, 'code'), workspace, tests: part('hostSuite'), env, prepare: timeStart });
    if (code !== 0) throw new Error(`the suite in VS Code ended with ${code}`);
    const { started, idle, reading, profile, times } = JSON.parse(readFileSync(result, 'utf8'));
    return {
      loadMs: started.load.cpu,
      loadWall: started.load.wall,
      activateMs: started.activate.cpu,
      activateWall: started.activate.wall,
      codeP99: reading.p99,
      codeMax: reading.max,
      codeIdleP99: idle.p99,
      codeIdleMax: idle.max,
      ourLongest: profile.longest,
      ourAll: profile.all,
      barP50: percentile(times, 0.5),
      barP99: percentile(times, 0.99),
    };
  },
  rows: [
    { label: 'VS Code: activate(), of the host thread', unit: 'ms', of: ({ activateMs }) => activateMs, atMost: 30, digits: 1 },
    { label: 'VS Code: activate(), on the clock', unit: 'ms', of: ({ activateWall }) => activateWall, digits: 1 },
    { label: 'VS Code: loading its code, of the host thread', unit: 'ms', of: ({ loadMs }) => loadMs, digits: 1 },
    { label: 'VS Code: loading its code, on the clock', unit: 'ms', of: ({ loadWall }) => loadWall, digits: 1 },
    { label: 'VS Code: event-loop delay of the extension host while everything is read, p99', unit: 'ms', of: ({ codeP99 }) => codeP99, atMost: 10, digits: 1 },
    { label: 'VS Code: the longest', unit: 'ms', of: ({ codeMax }) => codeMax, atMost: 50, digits: 1 },
    { label: 'VS Code: p99 while nothing is done', unit: 'ms', of: ({ codeIdleP99 }) => codeIdleP99, digits: 1 },
    { label: 'VS Code: the longest while nothing is done', unit: 'ms', of: ({ codeIdleMax }) => codeIdleMax, digits: 1 },
    { label: 'VS Code: our longest task while everything is read', unit: 'ms', of: ({ ourLongest }) => ourLongest, atMost: 20, digits: 1 },
    { label: 'VS Code: all our tasks together meanwhile', unit: 'ms', of: ({ ourAll }) => ourAll, digits: 1 },
    { label: 'VS Code: append to status bar, median', unit: 'ms', of: ({ barP50 }) => barP50, atMost: 150 },
    { label: 'VS Code: append to status bar, p99', unit: 'ms', of: ({ barP99 }) => barP99 },
  ],
};
