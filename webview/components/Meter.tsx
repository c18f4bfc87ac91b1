import { HIT_RATE } from '../../src/core/usage/hitRate';
import { rateState, rateWords } from '../figures/rates';
import type { Figures } from '../figures/figures';

/** The cache-hit rate on its scale, with the marks at 30, 50 and 70 %. */
export const RateMeter = ({ rate, figures }: { readonly rate: number; readonly figures: Figures }) => (
  <div class={`rate ${rateState(rate)}`}>
    <div class="figure num">{figures.percent(rate)}</div>
    <div
      class="track big"
      role="meter"
      aria-label="Cache-hit rate"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(rate * 100)}
      aria-valuetext={`${figures.percent(rate)}, ${rateWords[rateState(rate)]}`}
    >
      <i style={{ width: `${rate * 100}%` }} />
      {Object.values(HIT_RATE).map((mark) => (
        <u key={mark} style={{ left: `${mark * 100}%` }} />
      ))}
    </div>
    <div class="scale num" aria-hidden="true">
      {Object.entries(HIT_RATE).map(([name, mark]) => (
        <span key={name} style={{ left: `${mark * 100}%` }}>
          {figures.percent(mark)}
          <span class="roomy"> {name === 'alarm' ? 'low' : name}</span>
        </span>
      ))}
    </div>
  </div>
);
