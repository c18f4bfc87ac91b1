import { parseAssistant } from './assistant';
import { objectOf, type Fields } from './fields';
import type { RecordParser } from './record';
import { parseUser } from './user';

type EmbeddedFields = Fields<'type' | 'message' | 'requestId' | 'timestamp' | 'uuid'>;

/**
 * Claude Code 2.1.12 to 2.1.42 copied whole messages of a sub-agent into the main transcript. Where the sub-agent's own
 * file is gone, the copy is the only record; where it is not, both have the same identity and merge.
 */
export const parseProgress: RecordParser = (record, context) => {
  const progress = objectOf<'message' | 'agentId'>(record.data);
  const embedded = objectOf(progress?.message) as EmbeddedFields | null;
  if (!embedded) return [];
  const parse = embedded.type === 'assistant' ? parseAssistant : embedded.type === 'user' ? parseUser : null;
  if (!parse) return [];
  return parse(
    {
      ...record,
      isSidechain: true,
      agentId: progress?.agentId,
      message: embedded.message,
      requestId: embedded.requestId,
      uuid: embedded.uuid,
      timestamp: embedded.timestamp ?? record.timestamp,
    },
    context,
  );
};
