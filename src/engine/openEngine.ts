import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import type { EngineStart } from '../protocol/start';
import { Bulletin } from '../store/bulletin';
import { Dismissals } from '../store/dismissals';
import { createLease } from '../store/lease';
import { sumsOfWorkspaces } from '../store/otherSums';
import { PriceShelf } from '../store/priceShelf';
import { loadSqlite } from '../store/sqlite';
import { AlertService } from './alertService';
import { Books } from './books';
import { Engine } from './engine';
import { daysFor, sourcesFor, type EngineHost } from './fromSettings';
import { HookState, type HookFigures } from './hookState';
import { Importer } from './importer';
import { Keeper } from './keeper';
import { Prices } from './prices';
import { ReaderPool, readerThreads } from './reading/pool';
import { Revision } from './revision';

/** For the engine's own thread, and for who works in the editor meanwhile. */
const CORES_LEFT = 1;

/** Opens the books and everything around them; the same for the worker and for the command line. Nothing is read yet. */
export async function openEngine(host: EngineHost): Promise<Engine> {
  const sqlite = await loadSqlite(host.wasm);
  const messages: string[] = [];
  const warn = (message: string): void => host.log({ level: 'warn', message });
  const say = (message: string): void => {
    messages.push(message);
    warn(message);
  };
  const lease = createLease(host.ledgerDir, (reason) => warn(`the right to write the ledger was lost: ${reason}`));
  // A disk that refuses is no reason to show nothing: figures are then kept in memory.
  const refusal = await lease.take().then(
    () => null,
    (error: unknown) => ({ error }),
  );
  const token = (): string => `${Date.now().toString(36)}-${randomBytes(6).toString('hex')}`;
  const prices = new Prices(new PriceShelf(join(dirname(host.ledgerDir), 'prices.json')), warn);
  const tables = { current: prices.tables(host.settings.priceOverrides) };
  const books = new Books(
    { sqlite, folder: host.ledgerDir, aggregatesPath: host.aggregatesPath, now: Date.now, token, say },
    tables.current,
    daysFor(host.settings),
  );
  const figures = (now: number): HookFigures | null => engine.hookFigures(now);
  const hooks = host.hookState === undefined ? null : new HookState(host.hookState, { figures, settings: () => engine.settings.hooks, warn });
  const revision = new Revision((number) => {
    host.revised(number);
    hooks?.changed();
  });
  const parts = {
    sqlite,
    books,
    lease,
    revision,
    prices,
    tables,
    messages,
    alerts: new AlertService(host.alertsDir),
    dismissals: new Dismissals(join(dirname(host.ledgerDir), 'insights')),
    bulletin: new Bulletin(join(dirname(host.ledgerDir), 'bulletin.txt')),
  };
  const changed = (): void => {
    revision.next();
    keeper.changed();
  };
  const startPool = (): ReaderPool | null => {
    if (host.readerScript === undefined) return null;
    host.longReading?.();
    return new ReaderPool(host.readerScript, readerThreads(availableParallelism(), host.coresLeft ?? CORES_LEFT));
  };
  const importer: Importer = new Importer(
    { books, tables: () => tables.current, changed, warn, startPool, spare: () => keeper.spare() },
    sourcesFor(host, host.settings),
  );
  const reread = async (): Promise<void> => {
    await importer.exclusively(() => books.reload());
    await importer.readEverything();
  };
  const keeper: Keeper = new Keeper({ books, lease, takeOver: reread, warn });
  if (refusal) keeper.refused(refusal.error);
  const engine: Engine = new Engine(host, { ...parts, importer, keeper, hooks, reread });
  return engine;
}

/** Where an engine of the extension keeps what. */
export const extensionPlaces = ({ globalDir, workspaceDir }: Pick<EngineStart, 'globalDir' | 'workspaceDir'>) => ({
  ledgerDir: join(globalDir, 'ledger'),
  alertsDir: join(globalDir, 'alerts'),
  hookState: join(globalDir, 'hooks', 'state.json'),
  aggregatesPath: join(workspaceDir, 'aggregates.sqlite'),
  otherSums: () => sumsOfWorkspaces({ globalDir, workspaceDir }),
});
