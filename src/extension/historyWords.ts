import { formatBytes } from '../core/format/bytes';
import { plainText } from '../core/format/escape';
import type { WriteNumber } from '../core/format/number';
import { plural } from '../core/format/plural';
import type { HistoryExport, HistoryImport } from '../protocol/history';

/** What was exported, for a notification. */
export function exportedWords({ folder, months, bytes, current }: HistoryExport, write: WriteNumber): string {
  const age = current ? '' : ' Another window keeps the figures, so the last minute may be missing.';
  return `Spendlight: ${plural(months, 'month', write)} (${formatBytes(bytes)}) exported to ${plainText(folder)}.${age}`;
}

/** What an import brought, for a notification. */
export function importedWords({ months, responses, others }: HistoryImport, write: WriteNumber): string {
  const read = `Spendlight: ${plural(months, 'month', write)} read`;
  const changed = responses.changed + others.changed;
  if (responses.added + others.added + changed === 0) return `${read}; all of it was known already.`;
  const more = changed > 0 ? `, more is known of ${write(changed, 0)}` : '';
  const activity = `${write(others.added, 0)} new tool calls, prompts and commands`;
  return `${read}: ${plural(responses.added, 'new response', write)}, ${activity}${more}. Other open windows show it when you turn to them.`;
}
