/** Runs something later, once; returns what calls it off. Times in ms. */
export type Later = (delay: number, run: () => void) => () => void;

/** The clock's own. Never keeps the process alive by itself. */
export const later: Later = (delay, run) => {
  const timeout = setTimeout(run, delay);
  timeout.unref?.();
  return () => clearTimeout(timeout);
};
