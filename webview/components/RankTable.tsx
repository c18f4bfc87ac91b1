import { useSignal } from '@preact/signals';
import { HIT_RATE } from '../../src/core/usage/hitRate';
import type { RankedRow } from '../figures/ranking';
import type { Figures } from '../figures/figures';
import { rateState } from '../figures/rates';
import { rankedTable } from '../figures/ranking';
import { Card } from './Card';
import { ExportButton } from './ExportButton';
import { Sure } from './Cost';

/** As many as a glance takes in; the others on request. */
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
  const low = rate < HIT_RATE.good;
  return (
    <span class={low ? rateState(rate) : undefined}>
      {low && <span aria-hidden="true">▾ </span>}
      {figures.percent(rate)}
      {low && <span class="sr"> low</span>}
    </span>
  );
};

/** Names ranked by what they are worth, with a bar each. It is a table already, so it needs no twin. */
export const RankTable = ({ title, sub, first, rows, figures, span = 'half', onPick }: RankTableProps) => {
  const all = useSignal(false);
  const shown = all.value ? rows : rows.slice(0, MOST);
  const toggle = all.value ? `Top ${MOST}` : `All ${figures.count(rows.length)}`;
  const actions = (
    <>
      <ExportButton title={title} sheet={() => ({ ...rankedTable(rows, first, figures), note: sub })} />
      {rows.length > MOST && (
        <button type="button" class="quiet" aria-expanded={all.value} aria-label={`${toggle}: ${title}`} onClick={() => (all.value = !all.value)}>
          {toggle}
        </button>
      )}
    </>
  );
  return (
    <Card title={title} sub={sub} span={span} action={actions}>
      <div class="scroll" role="region" aria-label={title} tabIndex={0}>
        <table class="rank">
          <thead>
            <tr>
              <th scope="col">{first}</th>
              <th scope="col" class="bar-cell">
                <span class="sr">Share of the largest</span>
              </th>
              <th scope="col" class="right">
                {figures.money ? 'Cost' : 'Tokens'}
              </th>
              {figures.money && (
                <th scope="col" class="right roomy">
                  Tokens
                </th>
              )}
              <th scope="col" class="right roomy">
                Responses
              </th>
              <th scope="col" class="right">
                Cache hit
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.name}>
                <th scope="row" class="name" title={row.name}>
                  {onPick ? (
                    <button type="button" class="link" onClick={() => onPick(row.name)}>
                      <bdi>{row.label}</bdi>
                    </button>
                  ) : (
                    <bdi>{row.label}</bdi>
                  )}
                </th>
                <td class="bar-cell">
                  <span class="track" aria-hidden="true">
                    <i style={{ width: `${row.bar * 100}%` }} />
                  </span>
                </td>
                <td class="right">
                  <Sure text={row.cost} sureness={row.sureness} />
                  {row.caveat && <small>{row.caveat}</small>}
                </td>
                {figures.money && <td class="right roomy">{row.tokens}</td>}
                <td class="right roomy">{row.responses}</td>
                <td class="right">
                  <HitRate rate={row.hitRate} figures={figures} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
};
