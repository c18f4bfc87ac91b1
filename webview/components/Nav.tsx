import type { Dashboard } from '../state/dashboard';

/** The pages, one of them current. */
export const Nav = ({ dashboard }: { readonly dashboard: Dashboard }) => {
  const current = dashboard.page.value?.id;
  return (
    <nav aria-label="Pages">
      {dashboard.pages.map(({ id, title }) => (
        <button type="button" key={id} aria-current={id === current ? 'page' : undefined} onClick={() => dashboard.open(id)}>
          {title}
        </button>
      ))}
    </nav>
  );
};
