import { ENGLISH, type WriteNumber } from './number';

/** '1 transcript', '1,318 transcripts'. */
export const plural = (count: number, word: string, write: WriteNumber = ENGLISH): string => `${write(count, 0)} ${word}${count === 1 ? '' : 's'}`;
