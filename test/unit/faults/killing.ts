import type { Counted } from '../engine/opening';
import type { Reply } from '../../support/history';

/** Numbers from 0 to below 1, the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a test has written, counted beside it: the greatest output of each response, its input once. */
export class Truth {
  readonly #responses = new Map<string, { input: number; output: number }>();

  say({ id, input = 0, output = 0 }: Reply): void {
    this.#responses.set(id, { input, output: Math.max(output, this.#responses.get(id)?.output ?? 0) });
  }

  get counted(): Counted {
    const all = [...this.#responses.values()];
    const [input, output] = [all.reduce((sum, one) => sum + one.input, 0), all.reduce((sum, one) => sum + one.output, 0)];
    return { responses: all.length, input, output, nanoUsd: input * 1_000 + output * 2_000 };
  }
}
