import { USE_KINDS } from '../../src/protocol/explorerViews';
import { DEFAULT_EXPLORING } from './exploring';
import { DEFAULT_FILTER, type ViewState } from './viewState';

/** What would be taken for the marks of the query itself once VS Code has decoded it. */
const MARKS = /[%&=+#;]/g;

/** A value twice: its marks for the reader, everything that is no URL for VS Code, which decodes once before it hands a link over. */
const write = (value: string): string =>
  encodeURIComponent(value.toWellFormed().replace(MARKS, encodeURIComponent)).replaceAll('%2F', '/').replaceAll('%3A', ':');

const read = (value: string): string => {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
};

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** 'tue14': Tuesdays from 14 h on. */
const hourText = (hour: number): string => `${WEEKDAYS[Math.floor(hour / 24)]}${hour % 24}`;

/** What nobody could have written gives a number that no hour has. */
const hourOf = (written: string): number => {
  const [, day, hour] = /^([a-z]{3})(\d{1,2})$/.exec(written) ?? [];
  const weekday = WEEKDAYS.findIndex((one) => one === day);
  return weekday < 0 || Number(hour) > 23 ? -1 : weekday * 24 + Number(hour);
};

const rangeText = ({ range }: ViewState['filter']): string => (range.kind === 'custom' ? `${range.since}..${range.until}` : range.kind);

/**
 * A view as the query of a link, readable and without what is as it is by default:
 * `page=explorer&range=last7&project=/home/ada/code/web-shop&by=model`. Holds names of projects, models and branches.
 */
export const writeLink = ({ page, filter, exploring, session }: ViewState): string => {
  const list = page === 'explorer' && session === null;
  const parts: readonly (readonly [string, string | null])[] = [
    ['page', page],
    ['range', filter.range.kind === DEFAULT_FILTER.range.kind ? null : rangeText(filter)],
    ...filter.projects.map((name) => ['project', name] as const),
    ...filter.models.map((name) => ['model', name] as const),
    ['session', page === 'explorer' ? session : null],
    ['by', list && exploring.by !== DEFAULT_EXPLORING.by ? exploring.by : null],
    ['branch', list ? exploring.branch : null],
    ['within', list ? exploring.session : null],
    [exploring.used?.kind ?? 'tool', list ? (exploring.used?.name ?? null) : null],
    ...(list ? exploring.hours.map((hour) => ['hour', hourText(hour)] as const) : []),
    ...(list ? exploring.classes.map((name) => ['class', name] as const) : []),
    ['search', list && exploring.search !== '' ? exploring.search : null],
    ['sort', list && exploring.sort !== DEFAULT_EXPLORING.sort ? exploring.sort : null],
    ['order', list && !exploring.descending ? 'up' : null],
    ['rows', list && exploring.page > 0 ? String(exploring.page) : null],
  ];
  return parts.flatMap(([name, value]) => (value === null ? [] : [`${name}=${write(value)}`])).join('&');
};

/** The query of a link, decoded once, in the shape of a saved state: nothing of it is checked, which readViewState does. */
export const readLink = (query: string): unknown => {
  const parts = query.split('&').map((part) => {
    const at = part.indexOf('=');
    return { name: part.slice(0, Math.max(0, at)), value: read(part.slice(at + 1)) };
  });
  const all = (wanted: string): readonly string[] => parts.flatMap(({ name, value }) => (name === wanted ? [value] : []));
  const one = (wanted: string): string | undefined => all(wanted)[0];
  const kind = USE_KINDS.find((known) => one(known) !== undefined);
  const [since, until] = (one('range') ?? '').split('..');
  return {
    page: one('page'),
    filter: { range: until === undefined ? { kind: since } : { kind: 'custom', since, until }, projects: all('project'), models: all('model') },
    exploring: {
      by: one('by'),
      branch: one('branch'),
      session: one('within'),
      used: kind && { kind, name: one(kind) },
      hours: all('hour').map(hourOf),
      classes: all('class'),
      search: one('search'),
      sort: one('sort'),
      descending: one('order') !== 'up',
      page: Number(one('rows') ?? 0),
    },
    session: one('session'),
  };
};
