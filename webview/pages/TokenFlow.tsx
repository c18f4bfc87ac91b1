import { shownHitRate } from '../../src/core/usage/hitRate';
import { daysOf } from '../../src/core/time/day';
import type { BilledClass } from '../../src/core/usage/tokens';
import type { TokenFlowView } from '../../src/protocol/views';
import { charts } from '../charts/registry';
import { Card } from '../components/Card';
import { ChartCard } from '../components/ChartCard';
import { Composition } from '../components/Composition';
import { RateMeter } from '../components/Meter';
import { Picture } from '../components/Picture';
import { RankTable } from '../components/RankTable';
import { classParts, gaugeTitle, rankTitle } from '../figures/findings';
import { tokenFlows } from '../figures/flow';
import { rangeWords } from '../figures/range';
import { rank } from '../figures/ranking';
import { tokenTiles } from '../figures/tiles';
import { exploreClasses, exploreDays, exploreWithin } from '../state/walk';
import type { PageProps } from './page';

type Part = Pick<PageProps<TokenFlowView>, 'view' | 'figures'>;

/** Sent, received, cached, written: tokens, and money beside them. */
const Tiles = ({ view, figures, dashboard }: PageProps<TokenFlowView>) => (
  <dl class="tiles wide">
    {tokenTiles(view.selected, figures).map(({ name, explained, tokens, cost, color, classes }) => (
      <div class="card tile" key={name}>
        <dt>
          <i class="swatch" style={{ background: `var(--${color})` }} aria-hidden="true" />
          {name}
          <small>{explained}</small>
        </dt>
        <dd class="num">
          <button
            type="button"
            class="link tile-figure"
            aria-label={`${name}: ${tokens} tokens; show the sessions`}
            onClick={() => exploreClasses(dashboard, classes)}
          >
            {tokens}
          </button>
          {cost && <small>{cost}</small>}
        </dd>
      </div>
    ))}
  </dl>
);

const Cache = ({ view, figures }: Part) => {
  const { selected } = view;
  const rate = shownHitRate(selected);
  const saved = selected.cacheSavedNanoUsd;
  return (
    <Card title={gaugeTitle(selected, figures)} sub="cache reads / (uncached input + reads + writes)" span="half">
      {rate !== null && <RateMeter rate={rate} figures={figures} />}
      {figures.money && (
        <p class="sentence">
          {saved >= 0 ? 'The cache saved ' : 'Cache writes cost more than reads saved, by '}
          <b class="num">{figures.usd(Math.abs(saved))}</b>
          <small>reads × (input price − read price) − writes × (write price − input price)</small>
        </p>
      )}
    </Card>
  );
};

/** Where tokens come from, what the cache does, and what it costs. */
export const TokenFlow = ({ view, figures, dashboard }: PageProps<TokenFlowView>) => {
  const models = rank(view.models, figures.models(view.models.map(({ name }) => name)), figures);
  const days = daysOf(view.range.since, view.range.until);
  const toClass = (id: BilledClass | undefined) => exploreClasses(dashboard, id && [id]);
  return (
    <>
      <Tiles view={view} figures={figures} dashboard={dashboard} />
      <ChartCard
        def={charts.tokenSankey}
        view={view}
        figures={figures}
        onPick={(index) => exploreClasses(dashboard, tokenFlows(view.selected)[index]?.classes)}
      />
      <Cache view={view} figures={figures} />
      <Picture def={charts.composition} view={view} figures={figures} span="half" onPick={(row) => toClass(classParts(view.selected, figures)[row]?.id)}>
        <Composition totals={view.selected} figures={figures} label={charts.composition.title(view, figures)} onPick={toClass} />
      </Picture>
      {view.days.length > 1 && <ChartCard def={charts.cacheHit} view={view} figures={figures} onPick={(index) => exploreDays(dashboard, days[index])} />}
      <RankTable
        title={rankTitle(models, 'models', figures)}
        sub={`models, ${rangeWords(view.range, figures)}, ${figures.unit}`}
        first="Model"
        rows={models}
        figures={figures}
        span="wide"
        onPick={(name) => exploreWithin(dashboard, { models: [name] })}
      />
    </>
  );
};
