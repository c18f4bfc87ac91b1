import { classParts } from '../figures/findings';
import type { Figures } from '../figures/figures';
import type { BilledClass } from '../../src/core/usage/tokens';
import type { CostTotals } from '../../src/protocol/views';

interface CompositionProps {
  readonly totals: CostTotals;
  readonly figures: Figures;
  readonly label: string;
  readonly onPick: (id: BilledClass) => void;
}

/** A bar of 100 %, and under it each class with its amount and share: text on the colours themselves could not be read in every theme. */
export const Composition = ({ totals, figures, label, onPick }: CompositionProps) => {
  const parts = classParts(totals, figures);
  return (
    <>
      <div class="composition" role="img" aria-label={label}>
        {parts.map(({ id, share }) => (
          <div key={id} style={{ flexGrow: share, background: `var(--${id})` }} onClick={() => onPick(id)} />
        ))}
      </div>
      <ul class="parts">
        {parts.map(({ id, name, worth, share }) => (
          <li key={id}>
            <i class="swatch" style={{ background: `var(--${id})` }} aria-hidden="true" />
            <button type="button" class="link" onClick={() => onPick(id)}>
              {name}
            </button>
            <b class="num">{figures.amount(worth)}</b>
            <span class="num muted">{figures.percent(share)}</span>
          </li>
        ))}
      </ul>
    </>
  );
};
