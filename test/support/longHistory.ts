import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sampleSession } from '../../src/extension/sample/sampleSession.mjs';

const DAY = 86_400_000;
const HOUR = DAY / 24;

const MODELS = [
  'claude-opus-5-5',
  'claude-sonnet-5',
  'claude-haiku-4-5-20251001',
  'claude-opus-4-1-20250805',
  'claude-sonnet-4-5-20250929',
  'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  'house-model-without-a-price',
];
const PLACES = ['payments-api', 'web-shop', 'infra/terraform', 'notes', 'mobile app', 'a-library-with-quite-a-long-name-for-a-folder-of-sources', 'größe-日本'];
const SKILLS = ['pdf', 'release-notes', 'superpowers:brainstorming'];

/** Names of projects, branches and models that mean harm to whoever does not escape them. */
export const HOSTILE_NAMES = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>&amp;"\'',
  "=cmd|'/c calc'!A1",
  '[a](command:x) **bold** `code`',
  '\u202egnp.exe\u0000',
  'مشروع-الدفع',
  '$(rocket) $1',
  'x'.repeat(10_000),
] as const;

export interface LongHistory {
  readonly sessions: number;
  /** Reaching back from `now`. */
  readonly days: number;
  /** ms UTC. */
  readonly now: number;
  /** Some projects, branches and models are named to do harm. */
  readonly hostile?: boolean;
}

/** Mulberry32: a small generator of well-mixed 32-bit numbers. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of these, the first ones more often. */
const among = <T>(random: () => number, from: readonly [T, ...T[]] | readonly T[]): T => from[Math.floor(random() ** 2 * from.length)] as T;

/**
 * Writes transcripts of several projects, branches, models, tools, commands, sub-agents and skills below `folder`/projects: about 20 kB a session,
 * spread over the days, the last of them an hour ago. The same for the same numbers.
 */
export function writeLongHistory(folder: string, { sessions, days, now, hostile = false }: LongHistory): void {
  const random = randomOf(sessions);
  const places = Array.from({ length: 40 }, (_, i) => `/home/ada/code/${PLACES[i % PLACES.length]}${i < PLACES.length ? '' : `-${i}`}`);
  const cwds = hostile ? HOSTILE_NAMES.map((name) => `/home/ada/${name}`).concat(places.slice(0, 2)) : places;
  const models = hostile ? MODELS.slice(0, 2).concat(HOSTILE_NAMES) : MODELS;
  const branches = hostile ? HOSTILE_NAMES : ['main', 'checkout', 'fix/time-outs', 'feature/invoices-with-a-rather-long-name-in-a-branch'];
  for (let i = 0; i < sessions; i++) {
    const at = i === 0 ? now - HOUR : now - HOUR - Math.floor(random() ** 1.5 * days) * DAY;
    const start = i === 0 ? at : at - (at % DAY) + (8 + random() * 10) * HOUR;
    const context = 20_000 + Math.floor(random() * 40_000);
    const project = { cwd: among(random, cwds), branches: [among(random, branches)], models: [among(random, models), among(random, models)], context };
    const skill = random() < 0.3 ? { attributionSkill: among(random, SKILLS) } : {};
    for (const { path, lines } of sampleSession(random, { project, start, turns: 1 + Math.floor(random() * 3), cache: random() < 0.4 ? '1h' : '5m' })) {
      // The name of a folder is not read; it must only be one.
      const target = join(folder, 'projects', `p${i % 50}`, path.slice(path.indexOf('/') + 1));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, lines.map((line) => `${JSON.stringify('requestId' in line ? { ...line, ...skill } : line)}\n`).join(''));
    }
  }
}
