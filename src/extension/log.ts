import type { LogOutputChannel } from 'vscode';
import { isRecord } from '../core/record';

/** The one place that things are written to which nobody needs to act on. Never prompt text. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

const textOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error));

/** What went wrong, with its causes, one below the other. */
export const described = (error: unknown): string =>
  error instanceof Error && error.cause instanceof Error ? `${textOf(error)}\ncaused by ${described(error.cause)}` : textOf(error);

/** Writes unexpected trouble down: `what` was being done, and why it failed where that is known. */
export const reporter =
  (log: Log) =>
  (what: string, error: unknown): void =>
    log.error(error === undefined ? what : `${what}: ${described(error)}`);

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;

/** Writes a line that the engine pushed; anything else that arrives is dropped. */
export function writeLine(log: Pick<LogOutputChannel, (typeof LEVELS)[number]>, line: unknown): void {
  if (!isRecord(line) || typeof line['message'] !== 'string') return;
  const level = LEVELS.find((known) => known === line['level']) ?? 'info';
  log[level](line['message']);
}
