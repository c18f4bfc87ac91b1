import type { Contribution } from '../contribution';
import type { Engine } from '../engineProcess';
import { command, type Report } from './command';

/** Pause and resume: this window stops and goes on following transcripts; what was written meanwhile is read then. */
export const watching = (engine: Engine, report: Report): readonly Contribution[] => [
  command('spendlight.pause', () => engine.call('pause', { paused: true }), report),
  command('spendlight.resume', () => engine.call('pause', { paused: false }), report),
];
