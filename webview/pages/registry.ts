import { Budgets } from './Budgets';
import { Health } from './Health';
import { Insights } from './Insights';
import { Overview } from './Overview';
import { TokenFlow } from './TokenFlow';
import { Work } from './Work';
import { Explorer } from './Explorer';
import { Session } from './Session';
import { definePage, type AnyPage, type AnyView, type Asking } from './page';

const never = () => null;
/** A question that finds nothing says so itself, unless there is nothing at all. */
const nothingRead = ({ provenance }: AnyView) => (provenance.transcripts === 0 ? 'nothing' : null);
const nothing = () => null;
const filterOnly = ({ filter }: Asking) => filter;

/** The pages in the order of the navigation, one line each. A page without anything to show has no line. */
export const pages: readonly AnyPage[] = [
  definePage({
    id: 'overview',
    title: 'Overview',
    method: 'overview',
    ask: filterOnly,
    filtered: true,
    empty: (view) => (view.allTime.responses === 0 ? 'nothing' : null),
    Body: Overview,
  }),
  definePage({
    id: 'tokenFlow',
    title: 'Token flow',
    method: 'tokenFlow',
    ask: filterOnly,
    filtered: true,
    empty: (view) => (view.selected.responses === 0 ? 'filtered' : null),
    Body: TokenFlow,
  }),
  definePage({
    id: 'work',
    title: 'Work',
    method: 'work',
    ask: filterOnly,
    filtered: true,
    empty: (view) => (view.selected.responses === 0 ? 'filtered' : null),
    Body: Work,
  }),
  definePage({
    id: 'explorer',
    title: 'Explorer',
    method: 'explore',
    ask: ({ filter, exploring }) => ({ filter, ...exploring }),
    filtered: true,
    empty: nothingRead,
    Body: Explorer,
  }),
  definePage({
    id: 'session',
    title: 'Session',
    method: 'session',
    ask: ({ session }) => ({ sessionId: session ?? '' }),
    filtered: false,
    empty: never,
    Body: Session,
  }),
  definePage({ id: 'budgets', title: 'Budgets', method: 'status', ask: nothing, filtered: false, empty: never, Body: Budgets }),
  definePage({ id: 'insights', title: 'Insights', method: 'insights', ask: filterOnly, filtered: true, empty: nothingRead, Body: Insights }),
  definePage({ id: 'health', title: 'Health', method: 'health', ask: nothing, filtered: false, empty: never, Body: Health }),
];
