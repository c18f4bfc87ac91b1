import type { ExtensionContext } from 'vscode';
import { compose } from './compose';
import { startAll, startBehind } from './contribution';
import type { EngineProcess } from './engineProcess';
import { together, type Disposable } from './listeners';
import type { StatusFeed } from './statusFeed';

/** What other extensions, and tests, see of this one. */
export interface SpendlightApi {
  /** The history that was there has been read and is shown. Never rejects; stays open while the engine is down. */
  readonly ready: Promise<void>;
  /** The status bar item's text as it is now. */
  statusText(): string;
}

/** Time that VS Code leaves an extension to end, less a margin; ms. */
const CLOSING = 4_000;

const imported = (feed: StatusFeed): Promise<void> =>
  new Promise((done) => {
    const listening: Disposable = feed.listen(({ view }) => {
      // Roots are there once transcripts were looked for; nothing is imported before.
      if (view === null || view.roots.length === 0 || view.provenance.importing) return;
      listening.dispose();
      done();
    });
  });

/** VS Code gives deactivate() nothing, so what it ends is kept with the module that VS Code calls. */
const running = new Set<EngineProcess>();

/** Puts everything in place and returns; the engine starts behind. */
export function activate(context: ExtensionContext): SpendlightApi {
  const { channel, settings, engine, feed, statusBar, contributions, behind, report } = compose(context);
  const ready = imported(feed);
  const configure = (): void => {
    engine.configure(settings.current.counting).catch((error: unknown) => report('the engine did not take the settings', error));
  };
  context.subscriptions.push(channel, together(startAll(contributions, report)), startBehind(behind, report), settings.start(), settings.listen(configure));
  running.add(engine);
  channel.info(`Spendlight ${String(context.extension.packageJSON.version)} starts`);
  void ready.then(() => channel.info('the history that was there has been read'));
  return { ready, statusText: () => statusBar.text };
}

/** Lets every engine save and ends it. */
export async function deactivate(): Promise<void> {
  const engines = [...running];
  running.clear();
  await Promise.all(engines.map((engine) => engine.close(CLOSING)));
}
