import type { Figures } from './figures';

/** '1 transcript', '1,318 transcripts'. */
export const plural = (n: number, word: string, figures: Pick<Figures, 'count'>): string => `${figures.count(n)} ${word}${n === 1 ? '' : 's'}`;
