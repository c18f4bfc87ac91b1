import { signal, type ReadonlySignal } from '@preact/signals';

/** An answer of the host on its way. The last one stays on show while the next is fetched, and beside an error. */
export interface Loaded<T> {
  readonly value: T | null;
  readonly error: string | null;
  readonly busy: boolean;
}

/** A question that can be asked again. */
export interface Resource<T> {
  readonly state: ReadonlySignal<Loaded<T>>;
  /** Asks again with the arguments of now. One that differ abort what is under way; the same ones wait for it and ask once more. */
  load(): void;
  /** Drops what is under way and on show. */
  clear(): void;
}

/** `key` names the arguments of now, `ask` asks with them. */
export const createResource = <T>(key: () => string, ask: (signal: AbortSignal) => Promise<T>): Resource<T> => {
  const state = signal<Loaded<T>>({ value: null, error: null, busy: false });
  let running: { readonly key: string; readonly abort: AbortController } | null = null;
  let again = false;

  const load = (): void => {
    const wanted = key();
    if (running?.key === wanted) {
      again = true;
      return;
    }
    running?.abort.abort();
    const mine = { key: wanted, abort: new AbortController() };
    running = mine;
    again = false;
    state.value = { ...state.peek(), busy: true };
    const end = (next: Partial<Loaded<T>>) => {
      if (running !== mine) return;
      running = null;
      state.value = { ...state.peek(), error: null, ...next, busy: false };
      if (again) load();
    };
    ask(mine.abort.signal).then(
      (value) => end({ value }),
      (error: unknown) => end({ error: error instanceof Error ? error.message : String(error) }),
    );
  };

  return {
    state,
    load,
    clear: () => {
      running?.abort.abort();
      running = null;
      again = false;
      state.value = { value: null, error: null, busy: false };
    },
  };
};
