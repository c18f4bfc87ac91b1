import { DIMENSIONS } from '../../../src/protocol/explorerViews';
import { plainText } from '../../../src/core/format/escape';
import { DIMENSION_WORDS, hourWords, shortId, usedWords } from '../../figures/explorer';
import type { Figures } from '../../figures/figures';
import { projectNames } from '../../figures/projects';
import { COST_CLASSES } from '../../figures/tokenClasses';
import type { Dashboard } from '../../state/dashboard';
import type { Exploring } from '../../state/exploring';

interface Part {
  readonly dashboard: Dashboard;
  readonly figures: Figures;
}

const change = (dashboard: Dashboard, to: Partial<Exploring>): void => {
  // Another question begins at its first page.
  dashboard.exploring.value = { ...dashboard.exploring.peek(), page: 0, ...to };
};

/** What rows are, and a word that their names have. */
export const Controls = ({ dashboard }: Part) => {
  const { by, search } = dashboard.exploring.value;
  return (
    <div class="explore-controls">
      <div class="segments" role="radiogroup" aria-label="Group by">
        {DIMENSIONS.map((one) => (
          <label key={one} class={one === by ? 'chosen' : ''}>
            <input type="radio" class="sr" name="by" checked={one === by} onChange={() => change(dashboard, { by: one })} />
            {DIMENSION_WORDS[one].title}
          </label>
        ))}
      </div>
      <input
        type="search"
        aria-label="Search names"
        placeholder="Search"
        maxLength={200}
        value={search}
        onInput={(event) => change(dashboard, { search: event.currentTarget.value })}
      />
    </div>
  );
};

interface Chip {
  readonly what: string;
  readonly label: string;
  readonly remove: () => void;
}

/** What narrows the list, each with a button that takes it away. */
export const Chips = ({ dashboard, figures }: Part) => {
  const { projects, models } = dashboard.filter.value;
  const { branch, session, used, hours, classes } = dashboard.exploring.value;
  const without = (names: readonly string[], gone: string) => names.filter((name) => name !== gone);
  const narrow = (to: { readonly projects?: readonly string[]; readonly models?: readonly string[] }) => {
    dashboard.filter.value = { ...dashboard.filter.peek(), ...to };
    change(dashboard, {});
  };
  const labels = projectNames(projects);
  const modelLabels = figures.models(models);
  const chips: readonly Chip[] = [
    ...projects.map((name, i) => ({ what: 'Project', label: labels[i] ?? name, remove: () => narrow({ projects: without(projects, name) }) })),
    ...models.map((name, i) => ({ what: 'Model', label: modelLabels[i] ?? name, remove: () => narrow({ models: without(models, name) }) })),
    ...(branch === null ? [] : [{ what: 'Branch', label: branch === '' ? 'none' : plainText(branch), remove: () => change(dashboard, { branch: null }) }]),
    ...(used === null ? [] : [{ ...usedWords(used), remove: () => change(dashboard, { used: null }) }]),
    ...hours.map((hour) => ({
      what: 'Hour',
      label: hourWords(hour, figures),
      remove: () => change(dashboard, { hours: hours.filter((one) => one !== hour) }),
    })),
    ...COST_CLASSES.filter(({ id }) => classes.includes(id)).map(({ id, name }) => ({
      what: 'Tokens',
      label: name,
      remove: () => change(dashboard, { classes: classes.filter((one) => one !== id) }),
    })),
    ...(session === null ? [] : [{ what: 'Session', label: shortId(session), remove: () => change(dashboard, { session: null }) }]),
  ];
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label="Narrowed to">
      {chips.map(({ what, label, remove }) => (
        <li key={`${what} ${label}`}>
          <span>
            {what}: <bdi>{label}</bdi>
          </span>
          <button type="button" class="quiet" aria-label={`Remove ${what.toLowerCase()} ${label}`} onClick={remove}>
            ×
          </button>
        </li>
      ))}
    </ul>
  );
};
