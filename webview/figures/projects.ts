import { plainText } from '../../src/core/format/escape';
import { projectLabels } from '../../src/core/format/label';

/** Long names would push a page apart: labels in canvas and sentences are cut here, tables cut by style. */
const LONGEST = 60;

export const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** Short names of projects (working directories), told apart where their last folder is the same. Same order. */
export const projectNames = (paths: readonly string[]): readonly string[] => {
  const labels = projectLabels(paths);
  return paths.map((path) => plainText(labels.get(path) ?? path));
};
