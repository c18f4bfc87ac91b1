import * as vscode from 'vscode';
import type { Channel } from '../../core/channel/channel';
import { kindOf } from '../../core/channel/kinds';
import type { Contribution } from '../contribution';
import type { LiveSettings } from '../liveSettings';
import type { ChannelSecrets } from '../secrets';
import { pickChannel } from './channelPick';
import { command, type Report } from './command';

const TITLE = 'Spendlight: Set Channel Secret';
const REPLACE = 'Replace';
const DELETE = 'Delete';
const TEST = 'Send Test';

async function ask(channel: Channel, words: string): Promise<string | undefined> {
  const kind = kindOf(channel);
  const typed = await vscode.window.showInputBox({
    title: `${TITLE} (${channel.id})`,
    prompt: `The ${words}. It is kept in VS Code's secret storage, never in a setting.`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const fault = text.trim() === '' ? 'is empty' : kind.secretFault(text.trim(), channel);
      return fault === null ? undefined : `This ${fault}`;
    },
  });
  return typed?.trim();
}

async function askOver(channel: Channel, words: string, secrets: ChannelSecrets): Promise<string | undefined> {
  const chosen = await vscode.window.showQuickPick([{ label: REPLACE }, { label: DELETE }], {
    title: `${TITLE} (${channel.id})`,
    placeHolder: `The ${words} is set`,
  });
  if (chosen?.label === REPLACE) return ask(channel, words);
  if (chosen?.label === DELETE) {
    await secrets.delete(channel);
    void vscode.window.showInformationMessage(`Spendlight: the secret of "${channel.id}" is deleted.`);
  }
  return undefined;
}

/** Asks for a channel's secret and keeps it; shows which channels lack theirs, and deletes one as well. */
export const channelSecrets = (settings: LiveSettings, secrets: ChannelSecrets, report: Report): Contribution =>
  command(
    'spendlight.setChannelSecret',
    async () => {
      const item = await pickChannel(settings.current.channels, secrets, { title: TITLE, placeHolder: 'The secret of which channel?' });
      if (!item) return;
      const { channel, state } = item;
      const wanted = kindOf(channel).secret(channel);
      if (!wanted) return void vscode.window.showInformationMessage(`Spendlight: "${channel.id}" needs no secret.`);
      const secret = state === 'stored' ? await askOver(channel, wanted.words, secrets) : await ask(channel, wanted.words);
      if (secret === undefined) return;
      await secrets.store(channel, secret);
      const choice = await vscode.window.showInformationMessage(`Spendlight: the secret of "${channel.id}" is set.`, TEST);
      if (choice === TEST) await vscode.commands.executeCommand('spendlight.sendTestNotification', channel.id);
    },
    report,
  );
