import type { HealthView } from '../../src/protocol/views';
import type { Figures } from './figures';
import { plural } from './words';

/** What, if anything, needs a look, in one line. */
export const healthTitle = (view: HealthView, figures: Figures): string => {
  const counts: readonly (readonly [count: number, word: string, more?: string])[] = [
    [view.messages.length, 'message'],
    [view.roots.filter(({ state }) => state === 'unreadable').length, 'unreadable folder'],
    [view.unpricedModels.length, 'model', ' without a price'],
    [view.malformedLines, 'line', ' not read'],
    [view.unknownNames.length, 'unknown name'],
    [view.deliveryFailures?.length ?? 0, 'alert', ' not delivered'],
    [view.sweep && view.sweep.unsavedDueBytes > 0 ? 1 : 0, 'clean-up', ' due before everything is saved'],
  ];
  const troubles = counts.filter(([count]) => count > 0).map(([count, word, more = '']) => `${plural(count, word, figures)}${more}`);
  if (troubles.length === 0 && view.provenance.transcripts === 0) return 'No transcript was found yet';
  return troubles.length === 0 ? 'Everything was read and priced' : `To look at: ${troubles.join(', ')}`;
};
