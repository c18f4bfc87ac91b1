import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Alert } from '../core/alerts/alert';
import { isRecord } from '../core/record';
import { list, readAll } from './smallFiles';

export interface KeptAlert {
  /** ms UTC. */
  readonly at: number;
  readonly alert: Alert;
}

/** Grows when what an alert holds changes: one that another version wrote is passed over. */
const VERSION = 1;
/** Taken out in one go now and then, rather than one by one. */
const SLACK = 50;

const hash = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 32);

const isKept = (value: unknown): value is KeptAlert & { readonly version: number } =>
  isRecord(value) && value['version'] === VERSION && typeof value['at'] === 'number' && isRecord(value['alert']) && isRecord(value['alert']['subject']);

/** Alerts by time, one small file each, so that windows never write over each other: those that fired, or that wait for quiet hours to end. Keeps the newest `most`. */
export class AlertShelf {
  readonly #folder: string;
  readonly #most: number;

  constructor(folder: string, most: number) {
    this.#folder = folder;
    this.#most = most;
  }

  /** Puts it there, once however often. Throws when the folder cannot be written. */
  put(alert: Alert, at: number): void {
    const names = list(this.#folder);
    const own = `-${hash(alert.id)}.json`;
    if (names.some((name) => name.endsWith(own))) return;
    mkdirSync(this.#folder, { recursive: true });
    const path = join(this.#folder, `${String(Math.max(0, at)).padStart(15, '0')}${own}`);
    writeFileSync(`${path}.new`, JSON.stringify({ version: VERSION, at, alert }), { mode: 0o600 });
    renameSync(`${path}.new`, path);
    if (names.length >= this.#most + SLACK) for (const name of names.slice(0, names.length - this.#most + 1)) rmSync(join(this.#folder, name), { force: true });
  }

  /** Newest first. */
  all(): readonly KeptAlert[] {
    return readAll(this.#folder)
      .map(({ value }) => value)
      .filter(isKept)
      .map(({ at, alert }) => ({ at, alert }))
      .toReversed()
      .slice(0, this.#most);
  }

  remove(alertId: string): void {
    for (const name of list(this.#folder)) if (name.endsWith(`-${hash(alertId)}.json`)) rmSync(join(this.#folder, name), { force: true });
  }

  clear(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
