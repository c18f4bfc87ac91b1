// @ts-check
import { fork, spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import process from 'node:process';

/**
 * @typedef {object} Run
 * @property {number} seconds
 * @property {number} cpuSeconds user and system, of all its threads
 * @property {number} peakMb resident memory at its highest; NaN where the system does not say
 */

const TICKS_PER_SECOND = 100;

/** The most memory that a process has held until now, MB; undefined where the system does not say. @param {number | undefined} pid */
function peakOf(pid) {
  try {
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return peak ? Number(peak[1]) / 1000 : undefined;
  } catch {
    return undefined;
  }
}

/** CPU seconds of all processes that this one has started and that have ended, theirs included; NaN where the system does not say. */
function cpuOfEnded() {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
  } catch {
    return Number.NaN;
  }
}

/** Runs a command to its end. @param {string} command @param {readonly string[]} args @param {Record<string, string>} env @returns {Promise<Run>} */
export async function timed(command, args, env = {}) {
  const [started, before] = [performance.now(), cpuOfEnded()];
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] });
  let peakMb = Number.NaN;
  const look = setInterval(() => (peakMb = peakOf(child.pid) ?? peakMb), 20);
  const code = await new Promise((resolve, reject) => void child.once('exit', resolve).once('error', reject));
  clearInterval(look);
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
  return { seconds: (performance.now() - started) / 1000, cpuSeconds: cpuOfEnded() - before, peakMb };
}

/**
 * @typedef {object} Partner a process that does what it is told
 * @property {number} pid
 * @property {(what: string, args?: unknown) => Promise<any>} ask
 * @property {() => Promise<void>} end
 */

/** Starts a bundled script that answers over IPC: `{ id, what, args }` in, `{ id, ok }` or `{ id, err }` out. @param {string} script @param {{ node?: string, preload?: string, env?: Record<string, string> }} options @returns {Partner} */
export function partner(script, { node = process.execPath, preload, env = {} } = {}) {
  const child = fork(script, { execPath: node, execArgv: preload ? ['--require', preload] : [], env: { ...process.env, ...env } });
  /** @type {Map<number, { ok: (value: any) => void, no: (error: Error) => void }>} */
  const waiting = new Map();
  let last = 0;
  child.on('message', (/** @type {{ id: number, ok?: unknown, err?: string }} */ { id, ok, err }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (err === undefined) asked?.ok(ok);
    else asked?.no(new Error(err));
  });
  // What a measurement leaves behind ends with the bench.
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = new Promise((resolve) => void child.once('exit', resolve));
  void ended.then((code) => {
    process.off('exit', kill);
    for (const { no } of waiting.values()) no(new Error(`${script} ended with ${code}`));
  });
  return {
    pid: child.pid ?? 0,
    ask: (what, args = null) =>
      new Promise((ok, no) => {
        waiting.set(++last, { ok, no });
        child.send({ id: last, what, args });
      }),
    async end() {
      if (child.exitCode === null) child.disconnect();
      const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Peaks that the threads of a process left behind, by script: MB of heap and of what hangs on it, added over threads of one script. @param {string} folder @returns {Record<string, number>} */
export function threadPeaks(folder) {
  const peaks = /** @type {Record<string, number>} */ ({});
  for (const name of readdirSync(folder)) {
    const { script, bytes } = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
    peaks[script] = Math.max(peaks[script] ?? 0, bytes / 1e6);
  }
  return peaks;
}
