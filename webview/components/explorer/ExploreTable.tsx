import type { ExploreView, Sort } from '../../../src/protocol/explorerViews';
import { DIMENSION_WORDS, exploreColumns, exploredRows, leadsTo, pageWords } from '../../figures/explorer';
import type { Figures } from '../../figures/figures';
import type { Dashboard } from '../../state/dashboard';
import { PAGE_SIZE } from '../../../src/protocol/explorerViews';
import { Sure } from '../Cost';

interface TableProps {
  readonly view: ExploreView;
  readonly figures: Figures;
  readonly dashboard: Dashboard;
  readonly caption: string;
}

interface HeadProps {
  readonly sort: Sort;
  readonly name: string;
  readonly class?: string;
  readonly dashboard: Dashboard;
}

/** A column's head: a press sorts by it, largest first; another one turns the order round. */
const Head = ({ sort, name, class: className = '', dashboard }: HeadProps) => {
  const exploring = dashboard.exploring.value;
  const active = exploring.sort === sort;
  const press = () => {
    dashboard.exploring.value = { ...exploring, page: 0, sort, descending: active ? !exploring.descending : sort !== 'name' };
  };
  return (
    <th scope="col" class={className} aria-sort={active ? (exploring.descending ? 'descending' : 'ascending') : undefined}>
      <button type="button" class="sort" onClick={press}>
        {name}
        <span aria-hidden="true">{active ? (exploring.descending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  );
};

const Pager = ({ view, figures, dashboard }: Omit<TableProps, 'caption'>) => {
  const { page } = view.question;
  const go = (to: number) => (dashboard.exploring.value = { ...dashboard.exploring.peek(), page: to });
  return (
    <div class="pager">
      <span class="muted num">{pageWords(view, figures)}</span>
      <button type="button" class="quiet" disabled={page === 0} onClick={() => go(page - 1)}>
        Previous
      </button>
      <button type="button" class="quiet" disabled={(page + 1) * PAGE_SIZE >= view.found} onClick={() => go(page + 1)}>
        Next
      </button>
    </div>
  );
};

/** The rows of one answer; each leads further down. */
export const ExploreTable = ({ view, figures, dashboard, caption }: TableProps) => {
  const columns = exploreColumns(figures);
  return (
    <>
      <div class="scroll" role="region" aria-label={caption} tabIndex={0}>
        <table class="rank explore">
          <thead>
            <tr>
              <Head sort="name" name={DIMENSION_WORDS[view.question.by].title} dashboard={dashboard} />
              <th scope="col" class="bar-cell">
                <span class="sr">Share of the largest</span>
              </th>
              {columns.map(({ sort, name, roomy }) => (
                <Head key={sort} sort={sort} name={name} class={roomy ? 'right roomy' : 'right'} dashboard={dashboard} />
              ))}
            </tr>
          </thead>
          <tbody>
            {exploredRows(view, figures).map((line) => (
              <tr key={line.row.key}>
                <th scope="row" class="name" title={line.label}>
                  <button type="button" class="link" onClick={() => dashboard.explore(leadsTo(line.row, view))}>
                    <bdi>{line.label}</bdi>
                  </button>
                  {line.note && (
                    <small>
                      <bdi>{line.note}</bdi>
                    </small>
                  )}
                </th>
                <td class="bar-cell">
                  <span class="track" aria-hidden="true">
                    <i style={{ width: `${line.bar * 100}%` }} />
                  </span>
                </td>
                {columns.map(({ sort, roomy, cell }) => (
                  <td key={sort} class={roomy ? 'right roomy' : 'right'}>
                    {sort === 'cost' ? (
                      <span class="wraps">
                        <Sure text={cell(line, figures)} sureness={figures.sureness(line.row.totals)} />
                      </span>
                    ) : (
                      cell(line, figures)
                    )}
                    {sort === 'cost' && figures.caveat(line.row.totals) && <small>{figures.caveat(line.row.totals)}</small>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {view.found > PAGE_SIZE && <Pager view={view} figures={figures} dashboard={dashboard} />}
    </>
  );
};
