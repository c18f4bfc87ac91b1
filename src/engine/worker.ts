import { numberWriter } from '../core/format/number';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { ENGINE_CHECKS, type EngineApi, type PushEvent } from '../protocol/api';
import { serve, type Handlers, type Wire } from '../protocol/rpc';
import type { EngineStart, LogLine } from '../protocol/start';
import { alertFacts } from './alertFacts';
import type { Engine } from './engine';
import { exactRows, paperText } from './paper';
import { priceRows } from './priceRows';
import { monthReport } from './report';
import { transcriptOf } from '../store/queries/transcriptOf';
import { exploreView } from './explore';
import { Attention } from '../store/attention';
import { extensionPlaces, openEngine } from './openEngine';
import { takePrices } from './reprice';
import { sessionView } from './session';
import { todayView } from './today';
import { workView } from './work';

/** The engine's own thread: all watching, reading, pricing and SQL of a window happens here. */
function run(port: NonNullable<typeof parentPort>, start: EngineStart): void {
  const wire: Wire = {
    post: (message) => port.postMessage(message),
    listen: (listener) => {
      port.on('message', listener);
      return () => port.off('message', listener);
    },
  };
  const push = (event: PushEvent, value: unknown): void => port.postMessage({ event, value });
  const log = (line: LogLine): void => push('log', line);
  const opening = openEngine({ ...start, ...extensionPlaces(start), log, revised: (revision) => push('revision', revision) });
  const report = (method: string, error: unknown): void =>
    log({ level: 'error', message: `${method}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}` });
  const attention = opening.then((engine) => {
    const mine = new Attention(join(start.globalDir, 'attention', 'window'), randomBytes(8).toString('hex'), (here) => engine.attend(here));
    mine.start();
    return mine;
  });
  attention.catch(() => undefined);
  serve<EngineApi>(wire, ENGINE_CHECKS, handlers(opening, attention), report);
  opening.then((engine) => engine.start()).catch((error: unknown) => report('start', error));
}

/** Each waits for the engine to open; a failure to open is the answer to every call. */
function handlers(opening: Promise<Engine>, attention: Promise<Attention>): Handlers<EngineApi> {
  const ask =
    <A, R>(answer: (engine: Engine, args: A) => R | Promise<R>) =>
    async (args: A): Promise<R> =>
      answer(await opening, args);
  const act = <A>(deed: (engine: Engine, args: A) => void | Promise<void>) =>
    ask(async (engine: Engine, args: A) => {
      await deed(engine, args);
      return null;
    });
  return {
    configure: act((engine, settings) => engine.configure(settings)),
    status: ask((engine) => engine.status(Date.now())),
    overview: ask((engine, filter) => engine.overview(filter, Date.now())),
    monthReport: ask((engine, { month, money, locale }) => monthReport(engine, month, { money, write: numberWriter(locale) }, Date.now())),
    exactRows: ask((engine, { filter, by }) => exactRows(engine.context(Date.now()), filter, by)),
    writePaper: ask((_engine, { paper, format }) => paperText(paper, format)),
    transcriptOf: ask((engine, { sessionId }) => transcriptOf(engine.parts.books.ledger.catalog.database, sessionId)),
    today: ask((engine) => todayView(engine.context(Date.now()))),
    work: ask((engine, filter) => workView(engine.context(Date.now()), filter)),
    insights: ask((engine, filter) => engine.insights(filter, Date.now())),
    dismissInsight: act((engine, { id, filter }) => engine.dismissInsight(id, filter, Date.now())),
    restoreInsight: act((engine, { id }) => engine.restoreInsight(id)),
    explore: ask((engine, question) => exploreView(engine.context(Date.now()), question)),
    session: ask((engine, { sessionId }) => sessionView(engine.context(Date.now()), sessionId)),
    tokenFlow: ask((engine, filter) => engine.tokenFlow(filter, Date.now())),
    health: ask((engine) => engine.health(Date.now())),
    filterOptions: ask((engine) => engine.filterOptions(Date.now())),
    claimAlerts: ask((engine, { editor }) => engine.claimAlerts(Date.now(), editor)),
    claimHeldAlerts: ask((engine) => engine.claimHeldAlerts(Date.now())),
    confirmAlerts: act((engine, { ids }) => engine.parts.alerts.confirm(ids, Date.now())),
    firedAlerts: ask((engine) => engine.parts.alerts.fired()),
    alertFacts: ask((engine, question) => alertFacts(engine.asked(Date.now()).sums, question)),
    snooze: act((engine, { budgetId, until }) => engine.snooze(budgetId, until)),
    endSnooze: act((engine, { budgetId }) => engine.endSnooze(budgetId)),
    snoozes: ask((engine) => engine.parts.alerts.hushedAt(Date.now())),
    attend: act(async () => (await attention).claim()),
    pause: act((engine, { paused }) => engine.parts.importer.pause(paused)),
    rebuild: act((engine) => engine.rebuild()),
    prices: ask((engine) => priceRows(engine)),
    takePrices: ask((engine, { text }) => takePrices(engine, text, Date.now())),
    exportHistory: ask((engine, { folder }) => engine.exportHistory(folder, Date.now())),
    importHistory: ask((engine, { folder }) => engine.importHistory(folder)),
    deleteEverything: act((engine) => engine.deleteEverything()),
    close: act(async (engine) => {
      (await attention).stop();
      await engine.close();
    }),
  };
}

if (parentPort) run(parentPort, workerData as EngineStart);
