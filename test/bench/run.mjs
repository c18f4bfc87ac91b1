// @ts-check
// `npm run bench`: how fast a history is read, beside ccusage, in one run and by turns. `--gb 1` for a larger one, `--rounds 5` for more.
// Needs dist/ (npm run build). Only ratios are kept, in RESULTS.md: seconds say more about the machine than about the program.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { writeCorpus } from './corpus.mjs';

const PEER = '20.0.24';
const DAYS = 180;

/**
 * @typedef {object} Run
 * @property {number} seconds
 * @property {number | null} peakMb resident memory at its highest, null where the system does not say
 */

/** @param {string} command @param {readonly string[]} args @param {Record<string, string>} env @returns {Promise<Run>} */
async function timed(command, args, env) {
  const started = performance.now();
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] });
  let peakMb = /** @type {number | null} */ (null);
  const look = setInterval(() => {
    if (!existsSync(`/proc/${child.pid}/status`)) return;
    const line = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
    if (line) peakMb = Number(line[1]) / 1000;
  }, 20);
  const code = await new Promise((resolve, reject) => void child.once('exit', resolve).once('error', reject));
  clearInterval(look);
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
  return { seconds: (performance.now() - started) / 1000, peakMb };
}

/** The other program's own binary, fetched at run time; null where there is none for this machine or no registry. */
function peer() {
  const folder = path.resolve('.vscode-test', `ccusage-${PEER}`);
  const native = `@ccusage/ccusage-${process.platform}-${process.arch}`;
  if (!existsSync(path.join(folder, 'node_modules', native))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    spawnSync(npm, ['install', '--no-audit', '--no-fund', `ccusage@${PEER}`, `${native}@${PEER}`], { cwd: folder, stdio: 'ignore' });
  }
  const command = path.join(folder, 'node_modules', '.bin', 'ccusage');
  return existsSync(path.join(folder, 'node_modules', native)) && existsSync(command) ? command : null;
}

/** @param {readonly number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
/** @param {readonly Run[]} runs */
const secondsOf = (runs) => median(runs.map(({ seconds }) => seconds));
/** @param {readonly Run[]} runs */
const peakOf = (runs) => Math.round(Math.max(...runs.map(({ peakMb }) => peakMb ?? Number.NaN)));
/** @param {string} folder @returns {number} */
const bytesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).reduce(
    (sum, one) => sum + (one.isFile() ? statSync(path.join(one.parentPath, one.name)).size : 0),
    0,
  );

const { values } = parseArgs({ options: { gb: { type: 'string', default: '0.1' }, rounds: { type: 'string', default: '5' } } });
const folder = mkdtempSync(path.join(os.tmpdir(), 'spendlight-bench-'));
try {
  const bytes = writeCorpus(folder, { bytes: Number(values.gb) * 1e9, days: DAYS, seed: 7, end: Date.UTC(2026, 10, 20) });
  const other = peer();
  const database = path.join(folder, 'database');
  const ours = () =>
    timed(process.execPath, ['dist/cli.cjs', 'summary', '--json', '--timezone', 'UTC', '--root', path.join(folder, 'projects'), '--db', database], {});
  const theirs = () => timed(/** @type {string} */ (other), ['daily', '--offline', '--json'], { CLAUDE_CONFIG_DIR: folder });
  const runs = /** @type {{ cold: Run[], warm: Run[], peer: Run[] }} */ ({ cold: [], warm: [], peer: [] });
  for (let round = 0; round <= Number(values.rounds); round++) {
    rmSync(database, { recursive: true, force: true });
    const [cold, warm] = [await ours(), await ours()];
    const beside = other ? await theirs() : null;
    // The first round fills the system's file cache.
    if (round === 0) continue;
    runs.cold.push(cold);
    runs.warm.push(warm);
    if (beside) runs.peer.push(beside);
  }
  const ratio = (/** @type {readonly Run[]} */ of) => (other ? `${(secondsOf(of) / secondsOf(runs.peer)).toFixed(2)} x` : 'not measured');
  const rows = [
    ['cold import, everything extracted and saved, to ccusage daily', ratio(runs.cold), '0.8 x'],
    ['warm start, nothing changed, whole process, to the same', ratio(runs.warm), '0.15 x'],
    ['peak memory of the cold import, whole process', `${peakOf(runs.cold)} MB`, ''],
    ['ledger and sums on disk for a GB of transcripts', `${((bytesIn(database) / bytes) * 1000).toFixed(1)} MB`, '14 MB'],
  ];
  const machine = `${os.availableParallelism()} cores, ${Math.round(os.totalmem() / 1e9)} GB of memory, Node ${process.versions.node}, ${process.platform}`;
  const title = `## ${values.gb} GB\n\n${(bytes / 1e9).toFixed(2)} GB of transcripts over ${DAYS} days; medians of ${values.rounds} rounds, by turns, files in the system's cache; ccusage ${PEER}; ${machine}.`;
  const table = ['| | measured | goal |', '|---|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
  process.stdout.write(`${title}\n\n${table}\n`);
  const file = 'test/bench/RESULTS.md';
  const before = existsSync(file)
    ? readFileSync(file, 'utf8').split(/^(?=## )/m)
    : ['# How fast\n\nWritten by `npm run bench` (`-- --gb 1` for the second table).\n\n'];
  const kept = before.filter((part) => !part.startsWith(`## ${values.gb} GB\n`)).map((part) => `${part.trimEnd()}\n\n`);
  writeFileSync(file, `${kept.join('')}${title}\n\n${table}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
