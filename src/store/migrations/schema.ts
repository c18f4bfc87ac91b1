import type { SqlDatabase } from '../sqlite';

/** A schema is the list of steps that lead to it; a file's user_version says how many it has taken. */
export class Schema {
  readonly #steps: readonly string[];

  constructor(...steps: readonly string[]) {
    this.#steps = steps;
  }

  get version(): number {
    return this.#steps.length;
  }

  /** Takes the missing steps, each with its version in one transaction. */
  migrate(database: SqlDatabase): void {
    const from = Number(database.one('PRAGMA user_version')?.[0] ?? 0);
    for (const [index, step] of this.#steps.entries()) {
      if (index < from) continue;
      database.script(`BEGIN; ${step}; PRAGMA user_version = ${index + 1}; COMMIT;`);
    }
  }
}
