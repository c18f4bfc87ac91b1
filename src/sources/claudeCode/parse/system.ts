import { commandOf } from './command';
import { textOf, timeOf } from './fields';
import { markFact, originOf, type RecordParser } from './record';

/** Compactions, and slash commands of Claude Code's own dialogs. The output of a command is a record of the same subtype without markers. */
export const parseSystem: RecordParser = (record, context) => {
  const at = timeOf(record.timestamp);
  if (at === null) return [];
  const origin = originOf(record, context, at);
  if (record.subtype === 'compact_boundary') return [markFact('compaction', '', record, context, origin)];
  if (record.subtype !== 'local_command' || origin.sidechain) return [];
  const command = commandOf(textOf(record.content));
  return command === null ? [] : [markFact('command', command, record, context, origin)];
};
