import * as vscode from 'vscode';
import { downloadPriceList } from '../../channels/download';
import { PRICE_LIST_URL } from '../../core/pricing/listAddress';
import { takenWords } from '../../core/pricing/words';
import type { Contribution } from '../contribution';
import type { Engine } from '../engineProcess';
import { command, type Report } from './command';

/** Fetches the newer list of the price library, on request alone. Where it does not come, the prices in use stay. */
export const refreshPrices = (engine: Engine, report: Report): Contribution =>
  command(
    'spendlight.refreshPrices',
    async () => {
      const title = `Spendlight fetches list prices from ${new URL(PRICE_LIST_URL).host}`;
      const taken = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (_progress, token) => {
        const abort = new AbortController();
        const cancelling = token.onCancellationRequested(() => abort.abort());
        try {
          return await engine.call('takePrices', { text: await downloadPriceList(abort.signal) }, abort.signal);
        } catch (cause) {
          abort.signal.throwIfAborted();
          throw new Error(`Prices stay as they are: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
        } finally {
          cancelling.dispose();
        }
      });
      void vscode.window.showInformationMessage(`Spendlight: ${takenWords(taken)}`);
    },
    report,
  );
