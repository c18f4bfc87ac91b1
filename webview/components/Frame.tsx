import { useComputed } from '@preact/signals';
import { emptiness } from '../figures/emptiness';
import { createFigures } from '../figures/figures';
import { footnotes } from '../figures/provenance';
import type { AnyPage, AnyView } from '../pages/page';
import type { Dashboard } from '../state/dashboard';
import { BudgetNews } from './BudgetNews';
import { Banners } from './Banners';
import { CopyLink } from './CopyLink';
import { FilterBar } from './FilterBar';
import { Nav } from './Nav';
import { SaveContext } from './save';
import { Empty, Failure, Skeleton } from './States';

const BEFORE_SETTINGS = { money: 'show', locale: 'en' } as const;

interface ContentProps {
  readonly dashboard: Dashboard;
  readonly page: AnyPage;
  readonly view: AnyView;
  readonly figures: ReturnType<typeof createFigures>;
}

const Content = ({ dashboard, page, view, figures }: ContentProps) => {
  const why = emptiness(page.empty(view), view.provenance, dashboard.filter.value);
  if (why) return <Empty why={why} figures={figures} dashboard={dashboard} />;
  return (
    <SaveContext.Provider value={dashboard.save}>
      <page.Body view={view} figures={figures} dashboard={dashboard} />
    </SaveContext.Provider>
  );
};

/** Navigation, filters, the page or what stands in its place, and where its figures come from. */
export const Frame = ({ dashboard, now }: { readonly dashboard: Dashboard; readonly now: () => number }) => {
  const page = dashboard.page.value;
  const display = dashboard.display.state.value;
  const { value: view, error, busy } = dashboard.view.value?.state.value ?? { value: null, error: display.error, busy: false };
  const timezone = useComputed(() => dashboard.view.value?.state.value.value?.provenance.timezone ?? 'UTC');
  const figures = useComputed(() => createFigures(dashboard.display.state.value.value ?? BEFORE_SETTINGS, timezone.value)).value;
  // Money may be hidden: nothing is shown before that is known.
  const ready = display.value !== null && view !== null && page !== null;
  const failed = error ?? (display.value === null ? display.error : null);
  return (
    <>
      <header class="top">
        <h1 class="sr">Spendlight</h1>
        <Nav dashboard={dashboard} />
        {page && (
          <div class="tools">
            {page.filtered && <FilterBar dashboard={dashboard} figures={figures} now={view?.provenance.now ?? now()} />}
            <CopyLink dashboard={dashboard} />
          </div>
        )}
      </header>
      <Banners dashboard={dashboard} figures={figures} provenance={view?.provenance ?? null} error={ready ? error : null} />
      <BudgetNews budgets={view?.budgets} figures={figures} />
      <main class={busy && view ? 'busy' : ''} aria-busy={busy} aria-label={page?.title ?? 'Loading'}>
        {ready ? (
          <Content key={page.id} dashboard={dashboard} page={page} view={view} figures={figures} />
        ) : failed !== null ? (
          <Failure message={failed} onRetry={dashboard.retry} />
        ) : (
          // Which page it is decides what stands above: nothing may jump when that is known.
          page && <Skeleton />
        )}
      </main>
      {ready && (
        <footer>
          {footnotes(view, figures).map((note) => (
            <span key={note}>{note}</span>
          ))}
        </footer>
      )}
    </>
  );
};
