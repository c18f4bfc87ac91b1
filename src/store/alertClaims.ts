import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileName = (id: string): string => `${createHash('sha256').update(id).digest('hex').slice(0, 32)}.json`;

/**
 * Which alerts were spoken of, and which budgets are snoozed: one small file each, created exclusively, so that of many
 * windows exactly one speaks, and none again after a restart.
 */
export class AlertClaims {
  readonly #claims: string;
  readonly #snoozes: string;

  constructor(folder: string) {
    this.#claims = join(folder, 'claims');
    this.#snoozes = join(folder, 'snoozes');
  }

  /** True for the first caller on this machine, ever. Throws when the folder cannot be written. */
  claim(id: string, at: number): boolean {
    try {
      mkdirSync(this.#claims, { recursive: true });
      return create(join(this.#claims, fileName(id)), JSON.stringify({ id, at }));
    } catch (error) {
      throw new Error('alerts cannot be remembered, so none is shown', { cause: error });
    }
  }

  /** `until` in ms UTC. */
  snooze(budgetId: string, until: number): void {
    mkdirSync(this.#snoozes, { recursive: true });
    writeFileSync(join(this.#snoozes, fileName(budgetId)), JSON.stringify({ budgetId, until }), { mode: 0o600 });
  }

  /** Budget id to the end of its snooze, ms UTC. A file that cannot be read is no snooze. */
  snoozes(): ReadonlyMap<string, number> {
    const found = new Map<string, number>();
    for (const file of list(this.#snoozes)) {
      try {
        const { budgetId, until } = JSON.parse(readFileSync(join(this.#snoozes, file), 'utf8')) as { budgetId?: unknown; until?: unknown };
        if (typeof budgetId === 'string' && typeof until === 'number') found.set(budgetId, until);
      } catch {
        continue;
      }
    }
    return found;
  }

  /** Forgets everything, for "delete my data". */
  clear(): void {
    rmSync(this.#claims, { recursive: true, force: true });
    rmSync(this.#snoozes, { recursive: true, force: true });
  }
}

/** False where it is there already. A full disk makes a file and then refuses its content; such a one is removed, or it would count as made. */
function create(path: string, content: string): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeFileSync(file, content);
    return true;
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
