import type { Bulletin } from '../store/bulletin';
import type { Dismissals } from '../store/dismissals';
import type { Sqlite } from '../store/sqlite';
import type { Lease } from '../store/lease';
import type { FactTables } from '../store/writes/factTables';
import type { AlertService } from './alertService';
import type { Books } from './books';
import type { Importer } from './importer';
import type { Keeper } from './keeper';
import type { Prices } from './prices';
import type { Revision } from './revision';
import type { HookState } from './hookState';

/** What an engine is made of; openEngine puts it together. */
export interface EngineParts {
  readonly sqlite: Sqlite;
  readonly books: Books;
  readonly importer: Importer;
  readonly keeper: Keeper;
  readonly lease: Lease;
  readonly revision: Revision;
  readonly alerts: AlertService;
  /** null where nobody reads a state. */
  readonly hooks: Pick<HookState, 'stop' | 'clear'> | null;
  readonly dismissals: Dismissals;
  readonly bulletin: Bulletin;
  /** Takes the ledger as it is on disk, and what transcripts have beyond it. */
  reread(): Promise<void>;
  readonly prices: Prices;
  /** In force now; prices may change. */
  readonly tables: { current: FactTables };
  /** What a person should read, in words. */
  readonly messages: string[];
}
