import * as vscode from 'vscode';
import { priceLines } from '../../core/pricing/priceLine';
import type { Contribution } from '../contribution';
import type { Engine } from '../engineProcess';
import { command, type Report } from './command';

const REFRESH = { label: '$(cloud-download) Refresh Prices…', description: 'fetches the newer list over the network', run: 'spendlight.refreshPrices' };
const SETTINGS = { label: '$(edit) Own Prices…', description: 'rates and aliases in settings.json', run: 'spendlight.openSettings' };

/** What the models that were used cost now, and who says so. */
export const showPrices = (engine: Engine, report: Report): Contribution =>
  command(
    'spendlight.showPrices',
    async () => {
      const lines = priceLines(await engine.call('prices', null), Date.now());
      const placeHolder = lines.length === 0 ? 'No model was used yet' : 'USD per million tokens: models that were used, dearest first';
      const separator = { label: '', kind: vscode.QuickPickItemKind.Separator };
      const items: readonly (vscode.QuickPickItem & { readonly run?: string })[] = [...lines, separator, REFRESH, SETTINGS];
      const chosen = await vscode.window.showQuickPick(items, { title: 'Spendlight: Prices', placeHolder, matchOnDescription: true, matchOnDetail: true });
      if (chosen?.run !== undefined) await vscode.commands.executeCommand(chosen.run);
    },
    report,
  );
