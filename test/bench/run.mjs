// @ts-check
// `npm run bench`: what Spendlight costs, beside ccusage, in one run and by turns. Histories of 0.1 and 1 GB; `--gb 10` also one of 10, of which what
// grows with the history is taken, once; `--gb 0.1` only the smallest; `--rounds 5` for more; `--only live,windows` for some measures, which are then
// printed and not kept.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { ensureNode } from '../../src/dev/hostNode.mjs';
import { writeCorpus } from './corpus.mjs';
import { MEASURES } from './measures/index.mjs';
import { buildParts } from './parts/build.mjs';
import { PEER } from './parts/peer.mjs';
import { machine, table } from './table.mjs';

/** @typedef {import('./measures/index.mjs').Figures} Figures */
/** @typedef {import('./measures/index.mjs').Measure} Measure */

const SIZES = [0.1, 1, 10];
/** GB from which on a history is read in one round alone. */
const LARGE = 10;
const DAYS = 730;
const END = Date.UTC(2026, 10, 20);
/** The Node that the VS Code of the tests has. */
const HOST_NODE = '24';

/** @param {readonly number[]} values */
const median = (values) => values.filter(Number.isFinite).toSorted((a, b) => a - b)[Math.floor(values.filter(Number.isFinite).length / 2)] ?? Number.NaN;

const { values } = parseArgs({ options: { gb: { type: 'string', default: '1' }, rounds: { type: 'string', default: '3' }, only: { type: 'string' } } });
const only = values.only?.split(',');
const measures = MEASURES.filter(({ name }) => !only || only.includes(name));
const say = (/** @type {string} */ words) => process.stderr.write(`${words}\n`);

if (spawnSync(process.execPath, ['src/dev/package.mjs'], { stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0)
  throw new Error('the extension could not be built');
const folder = mkdtempSync(path.join(os.tmpdir(), 'spendlight-bench-'));
const part = await buildParts('out/bench');
// The newest line of a history is a day before its end at most.
const tools = { dist: path.resolve('dist'), part, node: await ensureNode(HOST_NODE).catch(() => process.execPath), shift: END - 86_400_000 / 2 - Date.now() };

const sizes = SIZES.filter((gb) => gb <= Number(values.gb)).map((gb) => {
  const [claudeDir, scratch] = ['claude', 'scratch'].map((name) => path.join(folder, String(gb), name));
  mkdirSync(String(scratch), { recursive: true });
  say(`${gb} GB of transcripts are written`);
  return {
    gb,
    claudeDir: String(claudeDir),
    scratch: String(scratch),
    bytes: writeCorpus(String(claudeDir), { bytes: gb * 1e9, days: DAYS, seed: 7, end: END }),
  };
});

/** By size, by name of a figure: one value a round. @type {Map<number, Map<string, number[]>>} */
const seen = new Map(sizes.map(({ gb }) => [gb, new Map()]));
/** @type {Map<string, string>} */
const missing = new Map();

/** Whether a measure is taken of a history in a round, the last of `rounds`. @param {Measure} measure @param {import('./measures/index.mjs').Size} size @param {number} round @param {number} rounds */
const isDue = ({ grows }, { gb }, round, rounds) => gb < LARGE || (grows === true && round === rounds);

/** @param {Measure} measure @param {import('./measures/index.mjs').Size} size @param {boolean} kept */
async function take(measure, size, kept) {
  const started = performance.now();
  try {
    const figures = await measure.run(size, tools);
    if (!kept) return;
    const into = seen.get(size.gb);
    for (const [name, value] of Object.entries(figures)) into?.set(name, [...(into.get(name) ?? []), value]);
  } catch (error) {
    missing.set(measure.name, `${measure.name}, ${size.gb} GB: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`);
    say(String(error instanceof Error ? error.stack : error));
  }
  say(`${measure.name}, ${size.gb} GB: ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

const rounds = Number(values.rounds);
const all = sizes.flatMap((size) => measures.map((measure) => ({ size, measure })));
try {
  // The first round fills the system's file cache.
  for (let round = 0; round <= rounds; round++) {
    for (const { size, measure } of all.filter(({ measure: { per } }) => per === 'round'))
      if (isDue(measure, size, round, rounds)) await take(measure, size, round > 0);
  }
  for (const { size, measure } of all.filter(({ measure: { per } }) => per === 'size'))
    if (isDue(measure, size, rounds, rounds)) await take(measure, size, true);
  for (const measure of measures.filter(({ per }) => per === 'run')) for (const size of sizes.slice(0, 1)) await take(measure, size, true);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const figures = sizes.map(({ gb }) => /** @type {Figures} */ (Object.fromEntries([...(seen.get(gb) ?? [])].map(([name, all]) => [name, median(all)]))));
const rows = measures.flatMap(({ rows: of }) => (typeof of === 'function' ? of(figures.at(-1) ?? {}) : of));
const gaps = [...missing.values()].map((words) => `- not measured: ${words}`).join('\n');
const text = `# What it costs

Written by \`npm run bench\`. Transcripts over ${DAYS} days; medians of ${values.rounds} rounds by turns${sizes.some(({ gb }) => gb >= LARGE) ? ` (from ${LARGE} GB on one)` : ''}, files in the system's
cache; ccusage ${PEER}. Milliseconds and seconds are this machine's: ${machine()}.

${table(
  sizes.map(({ gb }) => gb),
  rows,
  figures,
)}
${gaps ? `\n${gaps}\n` : ''}`;
process.stdout.write(text);
if (!only) writeFileSync('test/bench/RESULTS.md', text);
// What a measurement that failed has left running ends here.
process.exit();
