import type { TokenFlowView } from '../../../src/protocol/views';
import { classParts, compositionTitle } from '../../figures/findings';
import { columns } from '../../figures/table';
import type { PictureDef } from '../def';

/** What a sum is made of, as one bar of 100 %. Drawn by components/Composition.tsx. */
export const composition: PictureDef<Pick<TokenFlowView, 'selected'>> = {
  id: 'composition',
  title: ({ selected }, figures) => compositionTitle(selected, figures),
  legend: (_view, figures) => `composition of ${figures.money ? 'cost' : 'tokens'} by token class, ${figures.unit}`,
  toTable: ({ selected }, figures) => ({
    columns: columns('Token class', figures.money ? 'Cost' : 'Tokens', 'Share'),
    rows: classParts(selected, figures).map(({ name, worth, share }) => [name, figures.amount(worth), figures.percent(share)]),
  }),
};
