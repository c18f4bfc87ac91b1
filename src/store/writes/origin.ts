import type { Origin } from '../../core/usage/event';
import type { Row } from '../sqlite';
import type { Texts } from '../texts';

/** The columns that every fact begins with: when, where and in which session it happened. */
export const ORIGIN_COLUMNS = ['at', 'copied', 'sidechain', 'session', 'project', 'branch', 'version', 'entrypoint', 'agent'] as const;

export const originRow = (origin: Origin, texts: Texts): Row => [
  origin.at,
  Number(origin.copied),
  Number(origin.sidechain),
  texts.id(origin.sessionId),
  texts.id(origin.cwd),
  texts.id(origin.branch),
  texts.id(origin.version),
  texts.id(origin.entrypoint),
  texts.id(origin.agentId),
];

export function originFrom(row: Row, texts: Texts): Origin {
  const [at, copied, sidechain, session, project, branch, version, entrypoint, agent] = row as readonly number[];
  return {
    at: at!,
    copied: copied === 1,
    sidechain: sidechain === 1,
    sessionId: texts.value(session!),
    cwd: texts.value(project!),
    branch: texts.value(branch!),
    version: texts.value(version!),
    entrypoint: texts.value(entrypoint!),
    agentId: texts.value(agent!),
  };
}
