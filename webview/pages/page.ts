import type { FunctionComponent } from 'preact';
import type { DashboardApi, PageId } from '../../src/protocol/api';
import type { Filter, Provenance } from '../../src/protocol/views';
import type { Exploring } from '../state/exploring';
import type { Dashboard } from '../state/dashboard';
import type { Figures } from '../figures/figures';
import type { Footed } from '../figures/provenance';

/** Methods that answer with a page's whole view. */
export type ViewMethod = 'overview' | 'tokenFlow' | 'work' | 'explore' | 'session' | 'insights' | 'status' | 'health';
export type ViewOf<M extends ViewMethod> = NonNullable<DashboardApi[M][1]>;

/** The Explorer shows one session in full on a page of its own, which has no place in the navigation. */
export type AnyPageId = PageId | 'session';

/** What pages ask with. */
export interface Asking {
  readonly filter: Filter;
  readonly exploring: Exploring;
  readonly session: string | null;
}

export interface PageProps<V> {
  readonly view: V;
  readonly figures: Figures;
  readonly dashboard: Dashboard;
}

/** A page asks one question and shows its answer. The frame fetches, and shows loading, error, stale and empty. */
export interface PageDef<M extends ViewMethod = ViewMethod> {
  readonly id: AnyPageId;
  readonly title: string;
  readonly method: M;
  /** The arguments of its question. */
  ask(asking: Asking): DashboardApi[M][0];
  /** Whether the answer depends on range, projects and models. */
  readonly filtered: boolean;
  /** 'nothing': no transcript at all. 'filtered': nothing in this range and filter. null: show the page. */
  empty(view: ViewOf<M>): 'nothing' | 'filtered' | null;
  readonly Body: FunctionComponent<PageProps<ViewOf<M>>>;
}

/** A page with its view's type forgotten: what the frame handles. Answer and body stay together, since both come from one line. */
export interface AnyPage extends Pick<PageDef, 'id' | 'title' | 'method' | 'filtered'> {
  ask(asking: Asking): unknown;
  empty(view: AnyView): 'nothing' | 'filtered' | null;
  readonly Body: FunctionComponent<PageProps<AnyView>>;
}

export type AnyView = Footed & { readonly provenance: Provenance };

export const definePage = <M extends ViewMethod>(page: PageDef<M>): AnyPage => page as unknown as AnyPage;
