import type { Row } from '../sqlite';

/** Which days, projects and models a question is about. Null days: without bound; empty lists: all. */
export interface Selection {
  /** 'YYYY-MM-DD' in the aggregates' zone, inclusive. */
  readonly since: string | null;
  readonly until: string | null;
  readonly projects: readonly string[];
  readonly models: readonly string[];
}

export const EVERYTHING: Selection = { since: null, until: null, projects: [], models: [] };

const named = (column: string, place: string): string =>
  `(${place} IS NULL OR ${column} IN (SELECT text.id FROM text JOIN json_each(${place}) AS wanted ON text.value = wanted.value))`;

/** Conditions on the day table; bind with `selectionValues`. */
export const SELECTED_DAYS = `day >= coalesce(?1, '') AND day <= coalesce(?2, '~') AND ${named('project', '?3')}`;
export const SELECTED = `${SELECTED_DAYS} AND ${named('model', '?4')}`;

const listOf = (names: readonly string[]): string | null => (names.length ? JSON.stringify(names) : null);

export const dayValues = (selection: Selection): Row => [selection.since, selection.until, listOf(selection.projects)];
export const selectionValues = (selection: Selection): Row => [...dayValues(selection), listOf(selection.models)];
