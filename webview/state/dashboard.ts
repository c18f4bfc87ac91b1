import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { DashboardApi, Display, PageCommand, PageId } from '../../src/protocol/api';
import type { Client } from '../../src/protocol/rpc';
import type { Filter, FilterOptions, StatusView } from '../../src/protocol/views';
import type { Paper } from '../../src/core/export/sheet';
import { isRecord } from '../../src/core/record';
import type { Host } from '../host';
import type { AnyPage, AnyPageId, AnyView } from '../pages/page';
import { DEFAULT_EXPLORING, type Exploring } from './exploring';
import { createFindings, type Findings } from './findings';
import { createResource, type Resource } from './resource';
import { readLink, writeLink } from './link';
import { readViewState } from './viewState';

/** Why nothing moves any more, and since when (ms UTC of this page's clock). */
export interface Stale {
  readonly since: number;
  readonly why: string;
}

/** Where a bar or row leads. */
export interface ExploreTo {
  readonly filter?: Partial<Filter>;
  readonly exploring?: Partial<Exploring>;
  readonly session?: string;
}

/** Everything that the frame shows and does. */
export interface Dashboard {
  readonly pages: readonly AnyPage[];
  readonly page: ReadonlySignal<AnyPage | null>;
  readonly filter: Signal<Filter>;
  readonly exploring: Signal<Exploring>;
  /** Opens the Explorer: its list narrowed to what is given, or one session in full. What is not given is as it is by default; the range stays. */
  explore(to: ExploreTo): void;
  readonly display: Resource<Display>;
  /** Why a command was refused; null after it was read. */
  readonly refusal: Signal<string | null>;
  readonly stale: ReadonlySignal<Stale | null>;
  readonly options: Resource<FilterOptions>;
  /** For the empty state: where was looked, and what was found. */
  readonly status: Resource<StatusView>;
  /** What stands out in the filter, for the Overview; asked when that page is on show. */
  readonly findings: Pick<Findings, 'state'>;
  /** The answer of the page on show. */
  readonly view: ReadonlySignal<Resource<AnyView> | null>;
  open(page: AnyPageId): void;
  retry(): void;
  /** `argument`: what it is about, such as the key of a budget. */
  run(command: PageCommand, argument?: string): void;
  /** Hands what is on show to the host, to be saved in a file. */
  save(paper: Paper, picture: string | null): void;
  /** Puts a link to what is on show into the clipboard. */
  copyLink(): void;
  /** Whether the link that was copied last still leads to what is on show. */
  readonly linkCopied: ReadonlySignal<boolean>;
  /** Hides a finding until it has grown; and shows it again. */
  putAway(insightId: string): void;
  bringBack(insightId: string): void;
  /** What a push from the host means; unknown ones mean nothing. */
  hear(event: string, value: unknown): void;
}

export interface DashboardPorts {
  readonly client: Client<DashboardApi>;
  readonly host: Pick<Host, 'saved' | 'save'>;
  readonly page: Document;
  readonly now: () => number;
}

/** A question about something that is gone has no answer. */
const known = (view: AnyView | null): AnyView => {
  if (view === null) throw new Error('Nothing is known of this session any more.');
  return view;
};

/** Starts the dashboard: restores what was on show, fetches it, and fetches again when told of a change and visible. */
export const createDashboard = (pages: readonly AnyPage[], ports: DashboardPorts): Dashboard => {
  const { client, host, page: document, now } = ports;
  const pageIds = pages.flatMap(({ id }) => (id === 'session' ? [] : [id]));
  const saved = readViewState(host.saved(), pageIds);
  const pageId = signal<PageId | null>(saved.page);
  const filter = signal<Filter>(saved.filter);
  const exploring = signal<Exploring>(saved.exploring);
  const session = signal<string | null>(saved.session);
  const stale = signal<Stale | null>(null);
  const refusal = signal<string | null>(null);
  const display = createResource<Display>(
    () => '',
    (abort) => client.call('display', null, abort),
  );
  const options = createResource<FilterOptions>(
    () => '',
    (abort) => client.call('filterOptions', null, abort),
  );
  const status = createResource<StatusView>(
    () => '',
    (abort) => client.call('status', null, abort),
  );

  const findings = createFindings(
    () => filter.peek(),
    (wanted, abort) => client.call('insights', wanted, abort),
    now,
  );

  const argumentsOf = (page: AnyPage): unknown => page.ask({ filter: filter.peek(), exploring: exploring.peek(), session: session.peek() });
  const views = new Map(
    pages.map((page) => [
      page.id,
      createResource<AnyView>(
        () => JSON.stringify(argumentsOf(page)),
        async (abort) => known((await client.call(page.method, argumentsOf(page) as never, abort)) as unknown as AnyView | null),
      ),
    ]),
  );

  const page = computed(() => {
    const wanted = pageId.value ?? display.state.value.value?.page;
    if (wanted === undefined) return null;
    const shown = wanted === 'explorer' && session.value !== null ? 'session' : wanted;
    return pages.find(({ id }) => id === shown) ?? pages[0] ?? null;
  });
  const view = computed(() => (page.value ? (views.get(page.value.id) ?? null) : null));

  // Which page it is the host says with `display`. Nearly always it is the first one: that is fetched meanwhile.
  let early = saved.page === null ? views.get('overview') : undefined;
  early?.load();

  let missed = false;
  const refetch = (beside: () => void = findings.follow): void => {
    if (document.visibilityState === 'hidden') {
      missed = true;
      early = undefined;
      return;
    }
    missed = false;
    if (view.peek() !== early) view.peek()?.load();
    early = undefined;
    // After the page's own question, which is answered first.
    if (page.peek()?.id === 'overview') beside();
  };
  const refetchAll = (): void => {
    display.load();
    options.load();
    refetch();
  };

  const open = (id: AnyPageId): void =>
    batch(() => {
      pageId.value = id === 'session' ? 'explorer' : id;
      // The Explorer opens with its list.
      session.value = null;
    });
  const explore = (to: ExploreTo): void =>
    batch(() => {
      pageId.value = 'explorer';
      session.value = to.session ?? null;
      if (to.session !== undefined) {
        // Another session's figures must not stand there while this one's are fetched.
        views.get('session')?.clear();
        return;
      }
      filter.value = { ...filter.peek(), projects: [], models: [], ...to.filter };
      exploring.value = { ...DEFAULT_EXPLORING, ...to.exploring };
    });

  const act = (deed: Promise<unknown>): void =>
    void deed.catch((error: unknown) => {
      refusal.value = error instanceof Error ? error.message : String(error);
    });

  const query = computed(() => {
    const id = page.value?.id ?? null;
    return writeLink({ page: id === 'session' ? 'explorer' : id, filter: filter.value, exploring: exploring.value, session: session.value });
  });
  const copied = signal<string | null>(null);
  const follow = (link: string): void => {
    const to = readViewState(readLink(link), pageIds);
    views.get('session')?.clear();
    batch(() => {
      pageId.value = to.page ?? pageId.peek() ?? 'overview';
      filter.value = to.filter;
      exploring.value = to.exploring;
      session.value = to.session;
    });
  };

  const show = (wanted: unknown): void => {
    if (!isRecord(wanted)) return;
    if (typeof wanted['link'] === 'string') return follow(wanted['link']);
    const { page: id, session: one, projects, models } = wanted;
    if (Array.isArray(projects) && Array.isArray(models)) filter.value = { ...filter.peek(), projects, models };
    if (typeof one === 'string') explore({ session: one });
    else if (pages.some((known) => known.id === id)) open(id as PageId);
  };

  const hear = (event: string, value: unknown): void => {
    if (event === 'revision') {
      if (value === view.peek()?.state.peek().value?.provenance.revision) return;
      refetch();
    }
    if (event === 'display') display.load();
    if (event === 'stale') {
      stale.value = typeof value === 'string' ? { since: now(), why: value } : null;
      if (value === null) refetchAll();
    }
    if (event === 'show') show(value);
  };

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && missed) refetch();
  });
  effect(() => host.save({ page: pageId.value, filter: filter.value, exploring: exploring.value, session: session.value }));
  // What to show changed: fetch it. The page's own signals are read here, so that a new filter asks anew.
  effect(() => {
    const asked = [filter.value, exploring.value, session.value];
    if (page.value && asked) refetch(findings.load);
  });
  batch(() => {
    display.load();
    options.load();
  });

  return {
    pages,
    page,
    filter,
    exploring,
    explore,
    display,
    refusal,
    stale,
    options,
    status,
    findings,
    view,
    open,
    retry: refetchAll,
    run: (command, argument) => act(client.call('run', { command, ...(argument !== undefined && { argument }) })),
    save: (paper, picture) => act(client.call('save', { paper, picture })),
    copyLink: () => {
      const asked = query.peek();
      act(client.call('copyLink', { query: asked }).then(() => (copied.value = asked)));
    },
    linkCopied: computed(() => copied.value === query.value),
    putAway: (id) => act(client.call('dismissInsight', { id, filter: filter.peek() }).then(findings.load)),
    bringBack: (id) => act(client.call('restoreInsight', { id })),
    hear,
  };
};
