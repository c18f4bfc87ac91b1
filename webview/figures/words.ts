import { plural as inWords } from '../../src/core/format/plural';
import type { Figures } from './figures';

/** '1 transcript', '1,318 transcripts'. */
export const plural = (n: number, word: string, figures: Pick<Figures, 'count'>): string => inWords(n, word, figures.count);
