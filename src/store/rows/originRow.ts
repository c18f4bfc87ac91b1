import type { Origin } from '../../core/usage/event';
import type { Cursor } from './packedRows';
import { column, type PackedColumn } from './packedTable';

/** Places in a packed row of every kind. */
export const AT = 0;
const SIDECHAIN = 1;
const COPIED = 2;
const SESSION = 3;
const CWD = 4;
const BRANCH = 5;
const VERSION = 6;
const ENTRYPOINT = 7;
const AGENT = 8;
export const ORIGIN_WIDTH = 9;

/** In the order of ORIGIN_COLUMNS. */
export const ORIGIN_PLACES: readonly PackedColumn[] = [
  ...[AT, COPIED, SIDECHAIN].map((place) => column('number', place)),
  ...[SESSION, CWD, BRANCH, VERSION, ENTRYPOINT, AGENT].map((place) => column('text', place)),
];

/** The origin of the row that a cursor is at. */
export class OriginRow implements Origin {
  readonly #row: Cursor;

  constructor(row: Cursor) {
    this.#row = row;
  }

  get at(): number {
    return this.#row.number(AT);
  }

  get sidechain(): boolean {
    return this.#row.flag(SIDECHAIN);
  }

  get copied(): boolean {
    return this.#row.flag(COPIED);
  }

  get sessionId(): string {
    return this.#row.text(SESSION);
  }

  get cwd(): string {
    return this.#row.text(CWD);
  }

  get branch(): string {
    return this.#row.text(BRANCH);
  }

  get version(): string {
    return this.#row.text(VERSION);
  }

  get entrypoint(): string {
    return this.#row.text(ENTRYPOINT);
  }

  get agentId(): string {
    return this.#row.text(AGENT);
  }
}

/** That stays as it is when the cursor goes on. */
export const wholeOrigin = ({ at, sessionId, cwd, branch, version, entrypoint, sidechain, copied, agentId }: Origin): Origin => ({
  at,
  sessionId,
  cwd,
  branch,
  version,
  entrypoint,
  sidechain,
  copied,
  agentId,
});
