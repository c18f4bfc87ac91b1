import type { Totals } from '../../src/protocol/views';
import type { Figures } from '../figures/figures';

/** A sum of money; where it is not final, with the words for its sign, on hover and for screen readers. */
export const Cost = ({ totals, figures }: { readonly totals: Totals; readonly figures: Figures }) => (
  <Sure text={figures.cost(totals)} sureness={figures.sureness(totals)} />
);

/** The same where both are written already. */
export const Sure = ({ text, sureness }: { readonly text: string; readonly sureness: string }) =>
  sureness === '' ? (
    <>{text}</>
  ) : (
    <span title={sureness}>
      {text}
      <span class="sr">, {sureness}</span>
    </span>
  );
