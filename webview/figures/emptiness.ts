import type { Filter, Provenance } from '../../src/protocol/views';

export type Emptiness = 'nothing' | 'filtered' | 'importing';

/** Which empty state is true: a page says that it has nothing, the filter and the import say why. */
export const emptiness = (said: 'nothing' | 'filtered' | null, { importing, transcripts }: Provenance, { projects, models }: Filter): Emptiness | null => {
  if (said === null) return null;
  if (importing) return 'importing';
  if (transcripts === 0) return 'nothing';
  return projects.length > 0 || models.length > 0 ? 'filtered' : said;
};
