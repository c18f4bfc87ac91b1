import type { HealthView } from '../../src/protocol/views';
import type { Figures } from './figures';

/** What, if anything, needs a look, in one line. */
export const healthTitle = (view: HealthView, figures: Figures): string => {
  const unreadable = view.roots.filter(({ state }) => state === 'unreadable').length;
  const troubles = [
    view.messages.length > 0 ? `${figures.count(view.messages.length)} message${view.messages.length === 1 ? '' : 's'}` : '',
    unreadable > 0 ? `${figures.count(unreadable)} unreadable folder${unreadable === 1 ? '' : 's'}` : '',
    view.unpricedModels.length > 0 ? `${figures.count(view.unpricedModels.length)} model${view.unpricedModels.length === 1 ? '' : 's'} without a price` : '',
    view.malformedLines > 0 ? `${figures.count(view.malformedLines)} malformed line${view.malformedLines === 1 ? '' : 's'}` : '',
    Object.keys(view.unknownRecordTypes).length > 0 ? `${figures.count(Object.keys(view.unknownRecordTypes).length)} unknown record type${Object.keys(view.unknownRecordTypes).length === 1 ? '' : 's'}` : '',
  ].filter(Boolean);
  return troubles.length === 0 ? 'Everything was read and priced' : `To look at: ${troubles.join(', ')}`;
};
