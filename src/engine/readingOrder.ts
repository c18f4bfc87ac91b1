import { DAY_MS } from '../core/time/day';
import type { Source, Transcript, TranscriptName } from '../sources/source';

/** One transcript to be read. */
export type Job = { readonly source: Source; readonly transcript: TranscriptName & Pick<Transcript, 'size' | 'modifiedAt'> };

/** Fewer transcripts are read before their order matters. */
const MANY = 100;

/**
 * The order in which transcripts are read: newest day first, and within a day the long ones, so that no thread is left with a long one at the end. Where
 * all files were changed within a day, as those of a history that was copied, their own ends are asked instead: today's figure stands
 * soonest, and one month after the other can be written and closed.
 */
export async function inReadingOrder(jobs: readonly Job[]): Promise<Job[]> {
  const days = new Map<Job, number>();
  const copied = jobs.length >= MANY && span(jobs) < DAY_MS;
  for (const job of jobs) {
    const { source, transcript } = job;
    days.set(job, Math.floor(((copied ? source.lastAt(transcript) : null) ?? transcript.modifiedAt) / DAY_MS));
    // Others get their turn.
    if (copied && days.size % MANY === 0) await new Promise(setImmediate);
  }
  return jobs.toSorted((a, b) => days.get(b)! - days.get(a)! || b.transcript.size - a.transcript.size);
}

function span(jobs: readonly Job[]): number {
  let [first, last] = [Infinity, -Infinity];
  for (const { transcript } of jobs) {
    first = Math.min(first, transcript.modifiedAt);
    last = Math.max(last, transcript.modifiedAt);
  }
  return last - first;
}
