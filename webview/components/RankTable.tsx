import type { Figures } from '../figures/figures';
import { rankedTable, type RankedRow } from '../figures/ranking';
import { rateState } from '../figures/rates';
import { Sure } from './Cost';
import { barOf, RankedTable } from './RankedTable';

const MOST = 12;

interface RankTableProps {
  readonly title: string;
  readonly sub: string;
  readonly first: string;
  readonly rows: readonly RankedRow[];
  readonly figures: Figures;
  readonly span?: 'wide' | 'half';
  /** Where a row leads, by its name. */
  readonly onPick?: (name: string) => void;
}

const HitRate = ({ rate, figures }: { readonly rate: number | null; readonly figures: Figures }) => {
  if (rate === null) return <span class="muted">–</span>;
  const low = rate < 0.5;
  return (
    <span class={low ? rateState(rate) : undefined}>
      {low && <span aria-hidden="true">▾ </span>}
      {figures.percent(rate)}
      {low && <span class="sr"> low</span>}
    </span>
  );
};

/** Names by what they are worth, largest first. */
export const RankTable = ({ title, sub, first, rows, figures, span = 'half', onPick }: RankTableProps) => (
  <RankedTable<RankedRow>
    title={title}
    sub={sub}
    first={first}
    rows={rows}
    most={MOST}
    bar={{ words: 'Share of the largest', render: barOf }}
    columns={[
      {
        name: figures.money ? 'Cost' : 'Tokens',
        render: ({ cost, sureness, caveat }) => (
          <>
            <span class="wraps">
              <Sure text={cost} sureness={sureness} />
            </span>
            {caveat && <small>{caveat}</small>}
          </>
        ),
      },
      ...(figures.money ? [{ name: 'Tokens', roomy: true, render: ({ tokens }: RankedRow) => tokens }] : []),
      { name: 'Responses', roomy: true, render: ({ responses }) => responses },
      { name: 'Cache hit', render: ({ hitRate }) => <HitRate rate={hitRate} figures={figures} /> },
    ]}
    hint={({ name }) => name}
    sheet={() => ({ ...rankedTable(rows, first, figures), note: sub })}
    figures={figures}
    span={span}
    onPick={onPick}
  />
);
