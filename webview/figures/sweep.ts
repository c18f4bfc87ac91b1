import { formatBytes } from '../../src/core/format/bytes';
import type { Sweep } from '../../src/core/sweep/sweep';
import { dayText } from '../../src/core/time/zone';
import type { Figures } from './figures';
import { plural } from './words';

/** When Claude Code deletes transcripts next, and whether anything would be lost. `now` in ms UTC, of the same answer. */
export const sweepSentence = (sweep: Sweep | null, now: number, figures: Figures): string => {
  if (sweep === null) return 'Nothing says that Claude Code deletes transcripts here.';
  const { periodDays, nextAt, transcriptsDue, unsavedBytes } = sweep;
  const when = nextAt <= now ? 'at its next start' : `from ${figures.dayOfYear(dayText(nextAt, figures.timezone))} on`;
  const due = transcriptsDue === 0 ? '' : `, ${plural(transcriptsDue, 'transcript', figures)} within three days`;
  const saved = unsavedBytes === 0 ? 'All that was found is saved.' : `${formatBytes(unsavedBytes)} of transcripts are not saved yet.`;
  return `Claude Code deletes transcripts ${plural(periodDays, 'day', figures)} after their last change: the oldest ${when}${due}. ${saved}`;
};
