import type { ReadEnd, Source, TranscriptName } from '../../sources/source';
import { Gatherer } from './gather';
import type { Packed } from './pack';

/** Reads what was appended to a transcript since `cursor` (null: all), piece by piece in order. Throws only what `onPiece` throws, or when a thread died. */
export type Reading = (
  source: Source,
  transcript: TranscriptName,
  cursor: string | null,
  onPiece: (piece: Packed) => void,
  signal: AbortSignal,
) => Promise<ReadEnd>;

/** On the engine's own thread: for what is appended while somebody works, and for little. */
export const readHere: Reading = (source, transcript, cursor, onPiece, signal) => {
  const gatherer = new Gatherer();
  return source.read(
    transcript,
    cursor,
    (batch) => {
      gatherer.add(batch);
      const piece = gatherer.take();
      if (piece) onPiece(piece);
    },
    signal,
  );
};
