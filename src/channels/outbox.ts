import { createHash, randomBytes } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import * as stored from '../core/channel/stored';
import { messageKey, type Outcome, type Try } from '../core/channel/delivery';
import { DAY_MS } from '../core/time/day';
import type { Notice } from '../core/channel/notice';
import { isAlive, realm } from './realm';

/** A message in the outbox, and the last try to send it. */
export interface Waiting {
  /** Names its files. */
  readonly stem: string;
  /** Id of its channel. */
  readonly channel: string;
  readonly notice: Notice;
  readonly last: Try | null;
}

const KEPT_FOR = 30 * DAY_MS;
const HALF_WRITTEN_FOR = 3_600_000;
const FILE = /^(.+?)\.(?:(json|end)|(\d{1,6})\.(try|out))$/;

const stemOf = (channel: string, notice: Notice): string => {
  const readable = notice.id
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .slice(0, 60);
  return `${readable}-${createHash('sha256').update(messageKey(channel, notice)).digest('hex').slice(0, 16)}.${channel}`;
};

const isCode = (error: unknown, ...codes: readonly string[]): boolean => codes.includes((error as NodeJS.ErrnoException).code ?? '');

/** Null where there is none, or half of one. */
const jsonIn = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
};

/**
 * Messages that wait to be sent, as small files in a folder that all windows share. A message `X` is `X.json`, which never changes; a try is claimed by making `X.1.try`, which
 * only one process can, before anything is sent; `X.1.out` says what became of it; `X.end` that nothing is to be done any more. So no file is written by two, and
 * whoever finds a try without an outcome knows that its process ended in between. Files that are done stay for 30 days: what was sent is known as sent.
 */
export class Outbox {
  readonly #folder: string;
  readonly #realm = realm();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** False where the same message was put in before. Rejects where the folder cannot be written. Whole or not there, also after a crash. */
  async put(channel: string, notice: Notice): Promise<boolean> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    return this.#create(`${stemOf(channel, notice)}.json`, JSON.stringify({ channel, notice }));
  }

  /** All that is not done, oldest first. Files that hold something else are passed over. */
  async open(): Promise<readonly Waiting[]> {
    const tries = new Map<string, number>();
    const done = new Set<string>();
    for (const name of await this.#names()) {
      const [, stem = '', single, number, kind] = FILE.exec(name) ?? [];
      if (single === 'end') done.add(stem);
      if (single === 'json') tries.set(stem, tries.get(stem) ?? 0);
      if (kind === 'try') tries.set(stem, Math.max(tries.get(stem) ?? 0, Number(number)));
    }
    const open = [...tries].filter(([stem]) => !done.has(stem));
    const waiting = await Promise.all(open.map(([stem, number]) => this.#read(stem, number)));
    return waiting.filter((entry) => entry !== null).sort((a, b) => a.notice.at - b.notice.at);
  }

  /** Claims a try; true for one process alone. */
  async claim({ stem }: Waiting, number: number, at: number): Promise<boolean> {
    return this.#create(`${stem}.${number}.try`, JSON.stringify({ at, pid: process.pid, realm: this.#realm }));
  }

  /** Says what became of a try. */
  async keep({ stem }: Pick<Waiting, 'stem'>, number: number, outcome: Outcome): Promise<void> {
    const temporary = await this.#write(JSON.stringify(outcome));
    await rename(temporary, join(this.#folder, `${stem}.${number}.out`));
  }

  /** Nothing is to be done any more. */
  async end({ stem }: Pick<Waiting, 'stem'>): Promise<void> {
    await writeFile(join(this.#folder, `${stem}.end`), '', { mode: 0o600 });
  }

  /** Removes what has been done for a month. */
  async clean(now: number): Promise<void> {
    const names = await this.#names();
    for (const name of names) {
      const limit = name.endsWith('.end') ? KEPT_FOR : name.endsWith('.tmp') ? HALF_WRITTEN_FOR : Infinity;
      if (limit === Infinity || now - (await this.#changed(name)) < limit) continue;
      const stem = name.replace(/\.end$/, '');
      // The end goes last: without it, what is left would be sent.
      const files = name === stem ? [] : names.filter((other) => other.startsWith(`${stem}.`) && other !== name);
      for (const file of [...files, name]) await rm(join(this.#folder, file), { force: true });
    }
  }

  /** Forgets everything, for "delete my data". */
  async clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #read(stem: string, number: number): Promise<Waiting | null> {
    const message = stored.messageFrom(await jsonIn(join(this.#folder, `${stem}.json`)));
    return message && { ...message, stem, last: number === 0 ? null : await this.#try(stem, number) };
  }

  async #try(stem: string, number: number): Promise<Try> {
    const begun = stored.begunFrom(await jsonIn(join(this.#folder, `${stem}.${number}.try`)));
    const outcome = stored.outcomeFrom(await jsonIn(join(this.#folder, `${stem}.${number}.out`)));
    // A process that dies may leave the claim empty; then nothing is known of it but when.
    const begunAt = begun?.at ?? (await this.#changed(`${stem}.${number}.try`));
    return { number, begunAt, alive: begun && isAlive(begun.pid, begun.realm, this.#realm), outcome };
  }

  async #names(): Promise<readonly string[]> {
    try {
      return await readdir(this.#folder);
    } catch (error) {
      if (isCode(error, 'ENOENT')) return [];
      throw new Error('what waits to be sent cannot be read', { cause: error });
    }
  }

  async #changed(name: string): Promise<number> {
    return (await stat(join(this.#folder, name)).catch(() => null))?.mtimeMs ?? Infinity;
  }

  async #write(content: string): Promise<string> {
    const temporary = join(this.#folder, `${randomBytes(9).toString('hex')}.tmp`);
    await writeFile(temporary, content, { mode: 0o600, flush: true });
    return temporary;
  }

  /** False where it is there already. By a link, so that it is whole from the first moment on. */
  async #create(name: string, content: string): Promise<boolean> {
    const path = join(this.#folder, name);
    const temporary = await this.#write(content);
    try {
      await link(temporary, path);
      return true;
    } catch (error) {
      if (isCode(error, 'EEXIST')) return false;
      // Disks without links (FAT, some of a network).
      return await writeNew(path, content);
    } finally {
      await unlink(temporary).catch(() => undefined);
    }
  }
}

/** False where it is there already. A full disk makes a file and then refuses its content; such a one is removed. */
async function writeNew(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { mode: 0o600, flag: 'wx', flush: true });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    await rm(path, { force: true });
    throw error;
  }
}
