import type { Provenance } from '../protocol/views';
import type { Ledger } from '../store/ledger';
import type { FactTables } from '../store/writes/factTables';
import type { Asked } from './ask';

/** What turns and sessions are read from: facts, not sums. */
export interface Facts {
  readonly ledger: Ledger;
  readonly tables: FactTables;
}

/** All that a view of facts is made from, at one moment. */
export interface Context {
  readonly asked: Asked;
  readonly facts: Facts;
  readonly provenance: Provenance;
}
