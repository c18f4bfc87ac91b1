import type { Figures } from '../figures/figures';
import { importShare } from '../figures/provenance';
import type { Provenance } from '../../src/protocol/views';
import type { Dashboard } from '../state/dashboard';

interface BannersProps {
  readonly dashboard: Dashboard;
  readonly figures: Figures;
  readonly provenance: Provenance | null;
  /** An error while an older answer is on show. */
  readonly error: string | null;
}

/** Strips above the content, never instead of it: stale, an answer that failed, a refused command, an import under way. */
export const Banners = ({ dashboard, figures, provenance, error }: BannersProps) => {
  const stale = dashboard.stale.value;
  const refusal = dashboard.refusal.value;
  const share = provenance && importShare(provenance);
  return (
    <>
      {stale && (
        <p class="banner warning" role="status">
          Stale since {figures.clock(stale.since)}, engine stopped: {stale.why}
        </p>
      )}
      {error !== null && (
        <p class="banner error" role="alert">
          <span>These figures could not be refreshed: {error}</span>
          <button type="button" class="quiet" onClick={dashboard.retry}>
            Retry
          </button>
        </p>
      )}
      {refusal !== null && (
        <p class="banner error" role="alert">
          <span>That did not work: {refusal}</span>
          <button type="button" class="quiet" onClick={() => (dashboard.refusal.value = null)}>
            Dismiss
          </button>
        </p>
      )}
      {share !== null && (
        <section class="banner" aria-label="Reading">
          <label>
            Reading transcripts, newest first: {figures.percent(share)} <progress value={share} max={1} />
          </label>
        </section>
      )}
    </>
  );
};
