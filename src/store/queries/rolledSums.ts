import { among } from '../among';
import { MEASURES } from '../measures';
import { QUARTER_MS } from '../month';
import type { MonthlySums, Rolled } from '../rolled';
import type { GroupName, GroupRow } from './explore';
import type { NamedSum } from './grouped';
import type { SessionModelSum } from './insightsSessions';
import type { Narrowed } from './narrowed';
import { sumRow, type SumRow } from './totals';

/** Names that a question is narrowed to, as in Narrowed. */
export type Names = Pick<Narrowed, 'projects' | 'models'> & Partial<Pick<Narrowed, 'branch' | 'session' | 'sessions'>>;

type Texts = MonthlySums['texts'];

/** Sums by a number each. */
class Folded {
  readonly places = new Map<number, number>();
  readonly #sums: number[] = [];

  /** The place of a key. */
  add(key: number, { measures }: Rolled, row: number): number {
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.places.size;
      this.places.set(key, place);
      for (let i = 0; i < MEASURES.length; i++) this.#sums.push(0);
    }
    const [to, from] = [place * MEASURES.length, row * MEASURES.length];
    for (let i = 0; i < MEASURES.length; i++) this.#sums[to + i]! += measures[from + i]!;
    return place;
  }

  sum(place: number): SumRow {
    return sumRow(this.#sums, place * MEASURES.length);
  }
}

const listed = (names: readonly string[]): readonly string[] | null => (names.length ? names : null);
const single = (name: string | null): readonly string[] | null => (name === null ? null : [name]);

function fold(parts: readonly Rolled[], texts: Texts, names: Names, add: (part: Rolled, row: number) => void): void {
  const { branch = null, session = null, sessions = null } = names;
  const [isProject, isModel] = [among(texts, listed(names.projects)), among(texts, listed(names.models))];
  const [isBranch, isSession, isListed] = [among(texts, single(branch)), among(texts, single(session)), among(texts, sessions)];
  for (const part of parts) {
    for (let row = 0; row < part.length; row++) {
      const id = part.session[row]!;
      if (isProject(part.project[row]!) && isModel(part.model[row]!) && isBranch(part.branch[row]!) && isSession(id) && isListed(id)) add(part, row);
    }
  }
}

/** One sum of all. */
export function totalOf(parts: readonly Rolled[], texts: Texts, names: Names): SumRow {
  const folded = new Folded();
  fold(parts, texts, names, (part, row) => folded.add(0, part, row));
  return folded.sum(0);
}

/** One sum per project or model, dearest first. */
export function sumsBy(parts: readonly Rolled[], by: 'project' | 'model', texts: Texts, names: Names): NamedSum[] {
  const folded = new Folded();
  fold(parts, texts, names, (part, row) => folded.add(part[by][row]!, part, row));
  const found = Array.from(folded.places, ([name, place]) => ({ name: texts.value(name), sum: folded.sum(place) }));
  return found.sort((a, b) => b.sum.nanoUsd - a.sum.nanoUsd || b.sum.input + b.sum.output - a.sum.input - a.sum.output || (a.name < b.name ? -1 : 1));
}

interface Group {
  readonly name: number;
  project: number;
  branch: number;
  session: number;
  first: number;
  last: number;
  readonly sessions: Set<number>;
}

/** No text has this number. */
const SEVERAL = -1;
const only = (known: number, other: number): number => (known === other ? known : SEVERAL);

/** As `groupsBy` of the quarter-hours. */
export function groupsOf(parts: readonly Rolled[], by: GroupName, texts: Texts, names: Names): GroupRow[] {
  const [folded, groups] = [new Folded(), [] as Group[]];
  fold(parts, texts, names, (part, row) => {
    const [name, project, branch, session] = [part[by][row]!, part.project[row]!, part.branch[row]!, part.session[row]!];
    const [first, last] = [part.first[row]!, part.last[row]!];
    const place = folded.add(name, part, row);
    const group = groups[place];
    if (!group) {
      groups[place] = { name, project, branch, session, first, last, sessions: new Set([session]) };
      return;
    }
    group.project = only(group.project, project);
    group.branch = only(group.branch, branch);
    group.session = only(group.session, session);
    group.first = Math.min(group.first, first);
    group.last = Math.max(group.last, last);
    group.sessions.add(session);
  });
  return groups.map((group, place) => ({
    name: texts.value(group.name),
    project: texts.value(group.project),
    branch: texts.value(group.branch),
    session: texts.value(group.session),
    firstAt: group.first * QUARTER_MS,
    lastAt: group.last * QUARTER_MS,
    sessions: group.sessions.size,
    sum: folded.sum(place),
  }));
}

/** More than there are texts. */
const TEXTS = 2 ** 26;

/** One sum per session and model, sub-agents included, in no order. */
export function sessionModelsOf(parts: readonly Rolled[], texts: Texts, names: Names): SessionModelSum[] {
  const [folded, found] = [new Folded(), [] as { session: number; model: number; project: number; last: number }[]];
  fold(parts, texts, names, (part, row) => {
    const [session, model, project, last] = [part.session[row]!, part.model[row]!, part.project[row]!, part.last[row]!];
    const place = folded.add(session * TEXTS + model, part, row);
    const known = (found[place] ??= { session, model, project, last });
    known.project = Math.min(known.project, project);
    known.last = Math.max(known.last, last);
  });
  return found.map(({ session, model, project, last }, place) => ({
    sessionId: texts.value(session),
    model: texts.value(model),
    project: texts.value(project),
    lastAt: last * QUARTER_MS,
    sum: folded.sum(place),
  }));
}
