import { useEffect } from 'preact/hooks';
import { DEFAULT_FILTER } from '../state/viewState';
import type { Emptiness } from '../figures/emptiness';
import type { Figures } from '../figures/figures';
import type { Dashboard } from '../state/dashboard';
import { Card } from './Card';
import { RootList } from './RootList';

/** Holds the places of what is coming, so that nothing jumps when it is there. */
export const Skeleton = () => (
  <>
    <p class="sr" role="status">
      Loading
    </p>
    {['third', 'most', 'wide', 'half', 'half'].map((span, i) => (
      <div key={i} class={`card skeleton ${span}`} aria-hidden="true" />
    ))}
  </>
);

/** Nothing could be shown at all. */
export const Failure = ({ message, onRetry }: { readonly message: string; readonly onRetry: () => void }) => (
  <Card title="This page could not be loaded">
    <p role="alert">{message}</p>
    <button type="button" onClick={onRetry}>
      Retry
    </button>
  </Card>
);

interface EmptyProps {
  readonly why: Emptiness;
  readonly figures: Figures;
  readonly dashboard: Dashboard;
}

/** No transcript anywhere: says which folders were looked at and what was found there. */
const Nothing = ({ figures, dashboard }: Omit<EmptyProps, 'why'>) => {
  useEffect(() => dashboard.status.load(), [dashboard]);
  const status = dashboard.status.state.value.value;
  return (
    <Card title="No Claude Code transcripts were found yet">
      <p>Figures appear here as soon as Claude Code has answered once on this machine. These folders are watched:</p>
      {status && <RootList roots={status.roots} figures={figures} />}
      <div class="actions">
        <button type="button" onClick={() => dashboard.run('spendlight.openSettings')}>
          Add another folder in settings
        </button>
        <button type="button" class="quiet" onClick={() => dashboard.run('spendlight.showSampleData')}>
          Show sample data
        </button>
        <button type="button" class="quiet" onClick={dashboard.retry}>
          Look again
        </button>
      </div>
    </Card>
  );
};

/** Why a page is empty, and what can be done. */
export const Empty = ({ why, figures, dashboard }: EmptyProps) => {
  if (why === 'nothing') return <Nothing figures={figures} dashboard={dashboard} />;
  if (why === 'importing')
    return (
      <Card title="Reading your transcripts">
        <p>The newest days come first; figures appear while the rest is read.</p>
      </Card>
    );
  return (
    <Card title="Nothing in this range">
      <p>No response matches the range and filters chosen.</p>
      <button type="button" onClick={() => (dashboard.filter.value = { ...DEFAULT_FILTER, range: { kind: 'all' } })}>
        Show everything
      </button>
    </Card>
  );
};
