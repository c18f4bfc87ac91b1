import { markIdentity } from '../../../core/usage/identity';
import type { Fact, Mark, MarkName, Origin } from '../../../core/usage/event';
import type { WorkflowId } from '../../../core/workflows/workflow';
import { objectOf, textOf, timeOf, type Fields } from './fields';

/** What a line cannot say of itself: where it stands. */
export interface LineContext {
  /** Path below the projects folder, with '/': names the transcript also in a copy of the folder. */
  readonly transcript: string;
  /** In bytes. */
  readonly offset: number;
  /** Told by the path, for lines without one. */
  readonly sessionId: string;
  /** Told by the path; '' in a main transcript. */
  readonly agentId: string;
  /** Told by the files beside the transcript; '' where there are none. */
  readonly agentType: string;
  readonly skill: string;
  /** The last working directory seen in this transcript, else the project folder's name. */
  readonly cwd: string;
}

/** The fields of a record that some parser reads. */
export type TranscriptRecord = Fields<
  | 'type'
  | 'subtype'
  | 'uuid'
  | 'timestamp'
  | 'sessionId'
  | 'cwd'
  | 'gitBranch'
  | 'version'
  | 'entrypoint'
  | 'isSidechain'
  | 'agentId'
  | 'requestId'
  | 'requestSessionId'
  | 'forkedFrom'
  | 'requestedModel'
  | 'message'
  | 'content'
  | 'commandRun'
  | 'data'
  | 'costUSD'
  | 'isMeta'
  | 'isCompactSummary'
  | 'isVisibleInTranscriptOnly'
  | 'isApiErrorMessage'
  | 'origin'
  | 'turnOrigin'
  | 'attributionSkill'
  | 'attributionMcpServer'
  | 'attributionAgent'
  | 'startTime'
  | 'modelUsage'
>;

/** Reads one type of record. Returns no fact for a record that lacks what its type promises. */
export type RecordParser = (record: TranscriptRecord, context: LineContext) => readonly Fact[];

/** A record that knows its time, because it was never made into strings, says it under this name. */
export const TIME: unique symbol = Symbol('time');

/** ms UTC of a record, null where it has no time. */
export const timeIn = (record: TranscriptRecord & { readonly [TIME]?: number | null }): number | null => {
  const known = record[TIME];
  return known === undefined ? timeOf(record.timestamp) : known;
};

/** `at` is ms UTC. */
export const originOf = (record: TranscriptRecord, context: LineContext, at: number): Origin => {
  const sessionId = textOf(record.sessionId) || context.sessionId;
  const requestSessionId = textOf(record.requestSessionId);
  const agentId = textOf(record.agentId) || context.agentId;
  return {
    at,
    sessionId,
    cwd: textOf(record.cwd) || context.cwd,
    branch: textOf(record.gitBranch),
    version: textOf(record.version),
    entrypoint: textOf(record.entrypoint),
    sidechain: typeof record.isSidechain === 'boolean' ? record.isSidechain : context.agentId !== '',
    copied: objectOf(record.forkedFrom) !== null || (requestSessionId !== '' && requestSessionId !== sessionId),
    agentId,
  };
};

/** Names a line that has no id of its own. */
export const placeOf = (context: LineContext): string => `${context.transcript}\n${context.offset}`;

/** A fork made by the SDK gives its copies new uuids and says whose copies they are. */
export function markFact(mark: MarkName, name: string, record: TranscriptRecord, context: LineContext, origin: Origin, workflow: WorkflowId | '' = ''): Mark {
  const original = textOf(objectOf<'messageUuid'>(record.forkedFrom)?.messageUuid);
  const uuid = original || textOf(record.uuid) || placeOf(context);
  return { kind: 'mark', mark, identity: markIdentity(mark, uuid), origin, name, workflow };
}
