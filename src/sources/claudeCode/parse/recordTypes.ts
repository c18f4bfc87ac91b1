import { parseAssistant } from './assistant';
import { parseCostState } from './costState';
import { parseProgress } from './progress';
import type { RecordParser } from './record';
import { parseSystem } from './system';
import { parseUser } from './user';

/** The types that say something about spend. A new one is a file and a line here. */
const READ: ReadonlyMap<string, RecordParser> = new Map([
  ['assistant', parseAssistant],
  ['user', parseUser],
  ['system', parseSystem],
  ['progress', parseProgress],
  ['cost-state', parseCostState],
]);

/** The types that are known to say nothing about it, as of Claude Code 2.1.330. */
const SILENT: ReadonlySet<string> = new Set(
  `summary attachment file-history-snapshot file-history-delta queue-operation last-prompt
  ai-title custom-title agent-name agent-color agent-setting tag
  mode permission-mode isolation-latch memory-mode dev-mods atis-latch
  api-request api-request-shape api-request-blob tools-used pr-link
  bridge-session frame-link host-row hybrid-organization observer-ref
  worktree-state relocated continued-in derived-from fork-context-ref history-suppression content-replacement
  ended-by-model attribution-snapshot started result launched`.split(/\s+/),
);
const SILENT_FAMILIES = ['artifact-', 'data-flow-'];

/** The parser of a record type, 'silent' for a known type without facts, or 'unknown'. */
export function recordType(type: string): RecordParser | 'silent' | 'unknown' {
  const parser = READ.get(type);
  if (parser) return parser;
  return SILENT.has(type) || SILENT_FAMILIES.some((family) => type.startsWith(family)) ? 'silent' : 'unknown';
}
