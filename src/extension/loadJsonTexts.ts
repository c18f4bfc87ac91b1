import { createRequire } from 'node:module';
import type * as JsonTexts from './jsonTexts';

/** Gives what the bundle of jsonTexts.ts gives. */
export type LoadJsonTexts = () => typeof JsonTexts;

/** Loads the bundle when it is asked for, and not before: a window starts without it. `script` is its absolute path. */
export const jsonTextsIn = (script: string): LoadJsonTexts => {
  const require = createRequire(script);
  return () => require(script) as typeof JsonTexts;
};
