import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Claim } from '../core/alerts/claim';
import { createWhole, list } from './smallFiles';

/** A claim that nobody fulfilled for so long was made by a window that died before it spoke. ms. */
const TAKEN_OVER_AFTER = 120_000;
/** Series kept; months of them. Those that were touched least recently go first, when an engine starts. */
const MOST = 5_000;

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

interface Entry {
  readonly name: string;
  readonly generation: number;
  readonly at: number;
  readonly reached: number;
  readonly done: boolean;
}

/**
 * Which alerts were spoken of: a folder for each series, in it a small file for each claim, created exclusively, so that of many windows exactly one speaks, and none again after a
 * restart. A claim is fulfilled (a mark beside it) once its alert was shown and handed to its channels. One that is not, after two minutes by the clock, was its window's last deed: the next
 * one that finds the alert due may claim it again, as its next generation. So a window that dies between claiming and speaking loses nothing, and one that dies in the moment between
 * speaking and the mark says it twice: of the two errors the smaller one.
 */
export class AlertClaims {
  readonly #folder: string;
  /** What was spoken of is so for ever: no disk is asked again. Series to the highest amount reached. */
  readonly #told = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = join(folder, 'claims');
    prune(this.#folder);
  }

  /** True for the one caller on this machine that may speak now (`at`, ms UTC). Throws when the folder cannot be written. */
  claim({ id, series, reached, amount }: Claim, at: number): boolean {
    if ((this.#told.get(series) ?? -1) >= amount) return false;
    const [folder, name] = [this.#folderOf(series), hash(id)];
    const entries = entriesOf(folder, at);
    for (const entry of entries) {
      if (entry.done) this.#remember(series, entry.reached);
      const taken = entry.done || Math.abs(at - entry.at) < TAKEN_OVER_AFTER;
      if (taken && (entry.reached >= amount || entry.name === name)) return false;
    }
    const own = entries.filter((entry) => entry.name === name).map(({ generation }) => generation + 1);
    try {
      mkdirSync(folder, { recursive: true });
      return createWhole(join(folder, `${name}.${Math.max(0, ...own)}.json`), JSON.stringify({ id, at, reached }));
    } catch (error) {
      throw new Error('alerts cannot be remembered, so none is shown', { cause: error });
    }
  }

  /** Its alert was spoken of, or goes with one that was. */
  fulfil({ id, series, reached }: Claim): void {
    this.#remember(series, reached);
    const folder = this.#folderOf(series);
    mkdirSync(folder, { recursive: true });
    // What was reached is part of the name: it may be more than at the claim, where a higher threshold was spoken of meanwhile.
    writeFileSync(join(folder, `${hash(id)}.${reached}.done`), '', { mode: 0o600 });
  }

  /** Forgets everything, for "delete my data". */
  clear(): void {
    this.#told.clear();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #folderOf(series: string): string {
    return join(this.#folder, hash(series));
  }

  #remember(series: string, reached: number): void {
    this.#told.set(series, Math.max(this.#told.get(series) ?? -1, reached));
  }
}

function entriesOf(folder: string, now: number): Entry[] {
  const files = list(folder);
  const marks = files.flatMap((file): Entry[] => {
    const [, name, reached] = /^([0-9a-f]+)\.(.+)\.done$/.exec(file) ?? [];
    return name === undefined ? [] : [{ name, generation: -1, at: now, reached: Number(reached), done: true }];
  });
  const done = new Set(marks.map(({ name }) => name));
  const claims = files.flatMap((file): Entry[] => {
    const [, name, generation] = /^([0-9a-f]+)\.(\d+)\.json$/.exec(file) ?? [];
    return name === undefined ? [] : [{ name, generation: Number(generation), done: done.has(name), ...said(join(folder, file), now) }];
  });
  return [...marks, ...claims];
}

/**
 * A file that is being written has no content yet: it is a claim of this moment. One that stays so is a window's that died in it; how old a file is, the clock of the files says, whatever
 * the claims are told.
 */
function said(path: string, now: number): Pick<Entry, 'at' | 'reached'> {
  try {
    const { at, reached } = JSON.parse(readFileSync(path, 'utf8')) as { at?: unknown; reached?: unknown };
    if (typeof at === 'number' && typeof reached === 'number') return { at, reached };
  } catch {
    // As below.
  }
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return { at: now - age, reached: Infinity };
}

function prune(folder: string): void {
  const names = list(folder);
  if (names.length <= MOST) return;
  const aged = names.map((name) => ({ path: join(folder, name), at: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }));
  for (const { path } of aged.toSorted((a, b) => b.at - a.at).slice(MOST)) rmSync(path, { recursive: true, force: true });
}
