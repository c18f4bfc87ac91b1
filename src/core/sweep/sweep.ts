import { formatBytes } from '../format/bytes';
import { formatDayShort } from '../format/when';
import { DAY_MS } from '../time/day';
import { dayText } from '../time/zone';

/** A transcript that Claude Code will delete some day. */
export interface SweptTranscript {
  readonly path: string;
  /** Path of the transcript whose age decides: a session takes its sub-agents with it. Itself where that is gone. */
  readonly sweptWith: string;
  /** ms UTC of its last change. */
  readonly modifiedAt: number;
  /** Days after its last change from which Claude Code deletes it, at its next start. */
  readonly periodDays: number;
  /** Bytes of it whose lines no saved ledger has. */
  readonly unsavedBytes: number;
}

/** When Claude Code deletes transcripts next, and what would be lost. */
export interface Sweep {
  /** `cleanupPeriodDays` of the transcripts that go first. */
  readonly periodDays: number;
  /** ms UTC of the last change of the session that goes first. */
  readonly oldestAt: number;
  /** ms UTC from which Claude Code deletes it, at its next start; may be past. */
  readonly nextAt: number;
  /** Of all transcripts. */
  readonly unsavedBytes: number;
  /** Transcripts that go within three days, sub-agents included. */
  readonly transcriptsDue: number;
  /** Unsaved bytes that go within two days. */
  readonly unsavedDueBytes: number;
}

const DUE_MS = 3 * DAY_MS;
/** Time enough to act, and too late to wait. */
const WARN_MS = 2 * DAY_MS;

/** What is known of the next sweep; null where nothing is ever deleted. `now` in ms UTC. */
export function sweepOf(transcripts: readonly SweptTranscript[], now: number): Sweep | null {
  const ages = new Map(transcripts.map(({ path, modifiedAt }) => [path, modifiedAt]));
  const dated = transcripts.map(({ sweptWith, modifiedAt, ...one }) => {
    const decidedAt = ages.get(sweptWith) ?? modifiedAt;
    return { ...one, decidedAt, dueAt: decidedAt + one.periodDays * DAY_MS };
  });
  const first = dated.reduce<(typeof dated)[number] | null>((least, one) => (least === null || one.dueAt < least.dueAt ? one : least), null);
  if (first === null) return null;
  const within = (ms: number) => dated.filter(({ dueAt }) => dueAt <= now + ms);
  return {
    periodDays: first.periodDays,
    oldestAt: first.decidedAt,
    nextAt: first.dueAt,
    unsavedBytes: bytesOf(dated),
    transcriptsDue: within(DUE_MS).length,
    unsavedDueBytes: bytesOf(within(WARN_MS)),
  };
}

const bytesOf = (transcripts: readonly { readonly unsavedBytes: number }[]): number => transcripts.reduce((sum, { unsavedBytes }) => sum + unsavedBytes, 0);

/** One sentence where something unsaved is about to go, else null. The day is one of `timezone` (IANA). */
export function sweepProblem(sweep: Sweep | null, now: number, timezone: string): string | null {
  if (sweep === null || sweep.unsavedDueBytes === 0) return null;
  const when = sweep.nextAt <= now ? 'at its next start' : `from ${formatDayShort(dayText(sweep.nextAt, timezone))} on`;
  return `Claude Code deletes transcripts older than ${sweep.periodDays} days ${when}, and ${formatBytes(sweep.unsavedDueBytes)} of them are not saved yet`;
}
