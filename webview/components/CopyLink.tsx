import type { Dashboard } from '../state/dashboard';

/** Copies a link to what is on show: page, range, filters. Says so until something else is on show. */
export const CopyLink = ({ dashboard }: { readonly dashboard: Pick<Dashboard, 'copyLink' | 'linkCopied'> }) => {
  const done = dashboard.linkCopied.value;
  return (
    <>
      <button type="button" class="copy-link" title="Copy a link to this page with its range and filters" onClick={dashboard.copyLink}>
        {done ? 'Link copied' : 'Copy link'}
      </button>
      <p class="sr" role="status">
        {done ? 'Link copied' : ''}
      </p>
    </>
  );
};
