import type { LogOutputChannel } from 'vscode';
import type { Contribution } from '../contribution';
import type { Engine } from '../engineProcess';
import { writeLine } from '../log';
import { command, type Report } from './command';

/** The log: the engine's lines go there too, a command opens it. */
export const logs = (channel: LogOutputChannel, engine: Engine, report: Report): readonly Contribution[] => [
  { name: "engine's log", start: () => engine.listen('log', (line) => writeLine(channel, line)) },
  command('spendlight.showLogs', () => channel.show(), report),
];
