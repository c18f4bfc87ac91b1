import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { parseObject, textOf, type Fields } from './parse/fields';
import type { LineContext } from './parse/record';
import { troubleOf } from './trouble';

/** What the path of a transcript and the files beside it say, for lines that do not say it themselves. */
export type Place = Omit<LineContext, 'offset'>;

const AGENT = /^agent-(.+)\.jsonl$/;

/**
 * `<folder>/<session>.jsonl`, `<folder>/agent-<id>.jsonl` (2.0), or `agent-<id>.jsonl` somewhere below `<folder>/<session>/`.
 * The folder's name stands for the working directory only until a line names it.
 */
export function placeOf(path: string, root: string): Place {
  const parts = relative(root, path).split(sep);
  const file = parts.at(-1) ?? '';
  const agentId = AGENT.exec(file)?.[1] ?? '';
  const stem = path.slice(0, -'.jsonl'.length);
  const [meta, skill] = agentId === '' ? [null, null] : [sidecar(`${stem}.meta.json`), sidecar(`${stem}.forked-skill.json`)];
  return {
    transcript: parts.join('/'),
    sessionId: parts.length > 2 ? (parts[1] ?? '') : agentId === '' ? file.slice(0, -'.jsonl'.length) : '',
    agentId,
    agentType: textOf(meta?.agentType),
    skill: textOf(skill?.skillName),
    cwd: parts.length > 1 ? (parts[0] ?? '') : '',
  };
}

/** A small file beside the transcript; null where there is none that can be read. */
function sidecar(path: string): Fields<'agentType' | 'skillName'> | null {
  try {
    return parseObject(readFileSync(path, 'utf8'));
  } catch (error) {
    troubleOf(error);
    return null;
  }
}
