import { Card } from '../Card';
import { Counts } from './Counts';
import { Facts } from './Facts';
import type { HealthProps } from './props';

/** Which prices are in force, what has none, and what Claude Code itself wrote as cost. */
export const Prices = ({ view, figures, dashboard }: HealthProps) => (
  <Card
    title="Prices"
    sub="list prices, dated"
    span="slim"
    action={
      <span class="actions">
        <button type="button" class="quiet" onClick={() => dashboard.run('spendlight.showPrices')}>
          Show prices
        </button>
        <button type="button" class="quiet" onClick={() => dashboard.run('spendlight.refreshPrices')}>
          Refresh prices…
        </button>
      </span>
    }
  >
    <Facts facts={[['Version', view.provenance.priceVersion]]} />
    <h3>Models without a price, tokens</h3>
    <Counts counts={view.unpricedModels.map(({ model, tokens }) => [model, tokens] as const)} figures={figures} none="None: every model has a price." />
    {figures.money && view.recordedNanoUsd > 0 && (
      <p class="sub">Recorded by Claude Code: {figures.usd(view.recordedNanoUsd)} (its own basis, beside old responses; in no other figure).</p>
    )}
  </Card>
);
