// @ts-check
// Sample transcripts for people who have none yet, in Claude Code's own format. A bundle of its own (dist/sample.cjs); `npm start -- --sample` makes them too.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sampleSession } from './sampleSession.mjs';

/** @typedef {import('./sampleSession.mjs').Project} Project */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = 45;

const [OPUS, SONNET, HAIKU] = ['claude-opus-5-5', 'claude-sonnet-5', 'claude-haiku-4-5-20251001'];
const PROJECTS = /** @type {readonly (Project & { share: number })[]} */ ([
  { cwd: '/home/sam/code/atlas-api', branches: ['main', 'invoices', 'fix-timeouts'], models: [SONNET, OPUS, HAIKU], context: 24_000, share: 0.45 },
  { cwd: '/home/sam/code/storefront', branches: ['main', 'checkout'], models: [OPUS, SONNET], context: 31_000, share: 0.25 },
  { cwd: '/home/sam/code/data-pipeline', branches: ['main', 'backfill'], models: [SONNET, HAIKU], context: 18_000, share: 0.2 },
  { cwd: '/home/sam/notes', branches: ['HEAD'], models: [HAIKU], context: 12_000, share: 0.1 },
]);

/** Mulberry32: a small generator of well-mixed 32-bit numbers. */
function randomOf(/** @type {number} */ seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** @param {() => number} random @returns {Project} */
function anyProject(random) {
  let left = random();
  return PROJECTS.find(({ share }) => (left -= share) < 0) ?? /** @type {Project} */ (PROJECTS[0]);
}

/**
 * Starts of the sessions of one day, ms UTC: working hours, few at weekends, one day far above the others.
 * @param {() => number} random
 * @param {number} midnight ms UTC
 * @param {number} age days ago
 */
function starts(random, midnight, age) {
  const weekday = new Date(midnight).getUTCDay();
  const weekend = weekday === 0 || weekday === 6;
  const many = age === 12 ? 9 : weekend ? Math.floor(random() * 2) : 2 + Math.floor(random() * 3);
  return Array.from({ length: many }, () => midnight + (8 + random() * 10) * HOUR);
}

/**
 * 45 days of made-up work up to `now`, the same for the same seed and time.
 * @param {{ seed: number, now: number }} of now in ms UTC
 * @returns {{ path: string, text: string }[]} transcripts, by their path below a `projects` folder
 */
export function sampleHistory({ seed, now }) {
  const random = randomOf(seed);
  const today = Math.floor(now / DAY) * DAY;
  const plans = [];
  for (let age = DAYS - 1; age >= 0; age -= 1) {
    for (const start of starts(random, today - age * DAY, age)) {
      plans.push({ project: anyProject(random), start, turns: 2 + Math.floor(random() * 7), cache: /** @type {'5m' | '1h'} */ (random() < 0.4 ? '1h' : '5m') });
    }
  }
  // Whatever the hour, something happened today, the last of it a moment ago.
  plans.push({ project: anyProject(random), start: Math.max(today, now - 2 * HOUR), turns: 5, cache: /** @type {const} */ ('1h') });
  plans.push({ project: anyProject(random), start: Math.max(today, now - HOUR / 3), turns: 9, cache: /** @type {const} */ ('1h') });
  const files = [];
  for (const plan of plans) {
    for (const { path: file, lines } of sampleSession(random, plan)) {
      const past = lines.filter((line) => Date.parse(/** @type {{ timestamp: string }} */ (line).timestamp) <= now);
      if (past.length > 0) files.push({ path: file, text: `${past.map((line) => JSON.stringify(line)).join('\n')}\n` });
    }
  }
  return files;
}

/**
 * Replaces a folder by a Claude Code home with sample transcripts.
 * @param {string} claudeDir what CLAUDE_CONFIG_DIR is to be
 * @param {{ seed: number, now: number }} of
 */
export async function writeSampleHistory(claudeDir, of) {
  await rm(path.join(claudeDir, 'projects'), { recursive: true, force: true });
  for (const { path: file, text } of sampleHistory(of)) {
    const target = path.join(claudeDir, 'projects', file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}
