import type { MarkName } from './event';

/** What a line says about which response it belongs to. Texts are '' where the line has none. */
export interface ResponseNames {
  readonly messageId: string;
  readonly requestId: string;
  readonly sessionId: string;
  /** ms UTC. */
  readonly at: number;
  readonly uuid: string;
  /** Names the line itself: transcript and byte offset. Used when nothing else does. */
  readonly place: string;
}

/**
 * The identity of a response: equal for all lines of it in all transcripts, different for different responses.
 * Anthropic's own ids (also Bedrock's and Vertex's) are unique in the world, so they stand alone and merge replays that
 * got a new request id. Ids of gateways may be constant, so they need a companion.
 */
export function responseIdentity(names: ResponseNames): string {
  const { messageId, requestId } = names;
  const alone = standingIdentity(messageId);
  if (alone !== null) return alone;
  if (messageId !== '' && requestId !== '') return `r:q:${messageId}\n${requestId}`;
  if (messageId !== '') return `r:s:${messageId}\n${names.sessionId}\n${names.at}`;
  if (names.uuid !== '') return `r:u:${names.uuid}`;
  return `r:p:${names.place}`;
}

/** What a message's id begins with that stands alone. */
export const STANDING = 'msg_';

/** The identity of a response whose message's id stands alone; null for any other. */
export const standingIdentity = (messageId: string): string | null => (messageId.startsWith(STANDING) ? `r:m:${messageId}` : null);

/** An advisor or compaction iteration is billed on top of its response: a row of its own. `index` is its place in iterations[]. */
export const iterationIdentity = (response: string, index: number): string => `${response}#${index}`;

/** `id` is the tool_use id, which call and result share. */
export const toolIdentity = (id: string): string => `t:${id}`;

/** `uuid` is the record's, or the one of the record that it was copied from. */
export const markIdentity = (mark: MarkName, uuid: string): string => `m:${mark}:${uuid}`;

/** Lines of history.jsonl have no id; nobody types the same command twice in a millisecond. `at` is ms UTC. */
export const typedCommandIdentity = (sessionId: string, name: string, at: number): string => `m:typedCommand:${sessionId}\n${name}\n${at}`;
