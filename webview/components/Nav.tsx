import type { Dashboard } from '../state/dashboard';

/** The pages, one of them current. */
export const Nav = ({ dashboard }: { readonly dashboard: Dashboard }) => {
  const shown = dashboard.page.value?.id;
  const current = shown === 'session' ? 'explorer' : shown;
  return (
    <nav aria-label="Pages">
      {dashboard.pages.map(
        ({ id, title }) =>
          id !== 'session' && (
            <button type="button" key={id} aria-current={id === current ? 'page' : undefined} onClick={() => dashboard.open(id)}>
              {title}
            </button>
          ),
      )}
    </nav>
  );
};
