import * as vscode from 'vscode';
import type { Contribution } from '../contribution';
import type { Engine } from '../engineProcess';
import { command, type Report } from './command';

/** Reads every transcript again, with progress that can be cancelled. Nothing that is known is lost by it. */
export const rebuild = (engine: Engine, report: Report): Contribution =>
  command(
    'spendlight.rebuild',
    () =>
      vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: 'Spendlight reads every transcript again', cancellable: true },
        async (_progress, token) => {
          const abort = new AbortController();
          const cancelling = token.onCancellationRequested(() => abort.abort());
          try {
            await engine.call('rebuild', null, abort.signal);
          } finally {
            cancelling.dispose();
          }
        },
      ),
    report,
  );
