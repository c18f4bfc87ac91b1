import * as vscode from 'vscode';
import { linkedQuery, linkTo } from '../../protocol/viewLink';
import type { Contribution } from '../contribution';

/** Links to a view open it. Anybody can write one: it chooses what is shown, and nothing else; the page reads it as it reads what it saved. */
export const linkHandler = (): Contribution => ({
  name: 'links',
  start: () =>
    vscode.window.registerUriHandler({
      handleUri: async (uri) => {
        const link = linkedQuery(uri);
        await vscode.commands.executeCommand('spendlight.openDashboard', { page: 'overview', ...(link !== null && { link }) });
      },
    }),
});

/** Puts a link to a view into the clipboard; it opens in the same kind of editor. */
export const copyLink = (extensionId: string, query: string): Thenable<void> =>
  vscode.env.clipboard.writeText(linkTo(vscode.env.uriScheme, extensionId, query));
