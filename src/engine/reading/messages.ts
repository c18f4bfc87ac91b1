import type { ReadEnd, TranscriptName } from '../../sources/source';
import type { Packed } from './pack';

/** What the engine tells a reader's thread. `job` names one reading of one transcript. */
export type ToReader =
  | { readonly kind: 'read'; readonly job: number; readonly source: string; readonly transcript: TranscriptName; readonly cursor: string | null }
  /** A batch was taken in: one more may come. */
  | { readonly kind: 'taken'; readonly job: number }
  | { readonly kind: 'stop'; readonly job: number };

/** What it answers: batches, at most BATCHES_AHEAD of them not taken in yet, then one end with the last of them. */
export type FromReader =
  | { readonly kind: 'batch'; readonly job: number; readonly packed: Packed }
  | { readonly kind: 'end'; readonly job: number; readonly end: ReadEnd; readonly packed: Packed | null }
  | { readonly kind: 'failed'; readonly job: number; readonly reason: string };

/** Memory stays bounded when the engine takes in more slowly than transcripts are read. */
export const BATCHES_AHEAD = 2;
/** Of transcript that come to one batch: fewer batches are taken in faster, and each is a checkpoint. */
export const BATCH_BYTES = 1 << 23;
