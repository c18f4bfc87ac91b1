import { normaliseModel } from '../pricing/model';
import type { Budget } from './budget';

/**
 * Whether a pattern fits a text, both as lists of parts: a wild part stands for any number of parts, none included. The last wild part is given more whenever what
 * follows it does not fit, which is enough, so it takes no longer than both lengths multiplied.
 */
const fitsParts = <P, T>(pattern: readonly P[], text: readonly T[], isWild: (part: P) => boolean, fits: (part: P, of: T) => boolean): boolean => {
  let [p, t, wild, from] = [0, 0, -1, 0];
  while (t < text.length) {
    if (p < pattern.length && isWild(pattern[p] as P)) {
      wild = p++;
      from = t;
    } else if (p < pattern.length && fits(pattern[p] as P, text[t] as T)) {
      p += 1;
      t += 1;
    } else if (wild >= 0) {
      p = wild + 1;
      t = from += 1;
    } else return false;
  }
  while (p < pattern.length && isWild(pattern[p] as P)) p += 1;
  return p === pattern.length;
};

/** Whether a text is what a pattern with * in it means. */
const fitsText = (pattern: string, text: string): boolean =>
  pattern.includes('*')
    ? fitsParts(
        pattern.split(''),
        text.split(''),
        (part) => part === '*',
        (part, of) => part === of,
      )
    : pattern === text;

const WINDOWS = /^([A-Za-z]:|\\\\)/;

/** The names of a path. Those of Windows in lower case, because Windows does not tell cases apart. */
const namesOf = (path: string, windows: boolean): readonly string[] =>
  (windows ? path.replaceAll('\\', '/').toLowerCase() : path).replace(/\/+$/, '').split('/');

/**
 * Whether a working directory is one of the folders or lies below one. In a folder * stands for any part of one name and ** for any number of names: `/work/*` is
 * every folder in /work, and with ** as its first name a folder is meant wherever it lies. No folders mean the whole machine, and cover everything.
 */
export const covers = (folders: readonly string[], cwd: string): boolean => {
  if (folders.length === 0) return true;
  const windows = WINDOWS.test(cwd);
  const names = namesOf(cwd, windows);
  return folders.some((folder) => fitsParts([...namesOf(folder, windows), '**'], names, (part) => part === '**', fitsText));
};

const FAMILY = /^[a-z]+$/;

/**
 * Whether a model as a transcript names it is meant by one of the words: a family ("opus" is every Opus of any version), an id with or without its date and place
 * ("claude-haiku-4-5"), or an id with * in it. No words mean every model.
 */
export const coversModel = (words: readonly string[], model: string): boolean => {
  if (words.length === 0) return true;
  const { name, undated } = normaliseModel(model.toLowerCase());
  const families = undated.split(/[-./:]/);
  return words.some((given) => {
    const word = given.toLowerCase();
    return (FAMILY.test(word) && families.includes(word)) || [model.toLowerCase(), name, undated].some((spelling) => fitsText(word, spelling));
  });
};

/** Whether a budget counts what was spent there and so. */
export const isCovered = ({ folders, models }: Pick<Budget, 'folders' | 'models'>, project: string, model: string): boolean =>
  coversModel(models, model) && covers(folders, project);
