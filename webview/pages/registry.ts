import { Budgets } from './Budgets';
import { Health } from './Health';
import { Overview } from './Overview';
import { TokenFlow } from './TokenFlow';
import { Work } from './Work';
import { definePage, type AnyPage } from './page';

const never = () => null;

/** The pages in the order of the navigation, one line each. A page without anything to show has no line. */
export const pages: readonly AnyPage[] = [
  definePage({
    id: 'overview',
    title: 'Overview',
    method: 'overview',
    filtered: true,
    empty: (view) => (view.allTime.responses === 0 ? 'nothing' : null),
    Body: Overview,
  }),
  definePage({
    id: 'tokenFlow',
    title: 'Token flow',
    method: 'tokenFlow',
    filtered: true,
    empty: (view) => (view.selected.responses === 0 ? 'filtered' : null),
    Body: TokenFlow,
  }),
  definePage({
    id: 'work',
    title: 'Work',
    method: 'work',
    filtered: true,
    empty: (view) => (view.selected.responses === 0 ? 'filtered' : null),
    Body: Work,
  }),
  definePage({ id: 'budgets', title: 'Budgets', method: 'status', filtered: false, empty: never, Body: Budgets }),
  definePage({ id: 'health', title: 'Health', method: 'health', filtered: false, empty: never, Body: Health }),
];
