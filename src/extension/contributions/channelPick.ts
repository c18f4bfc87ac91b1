import * as vscode from 'vscode';
import type { Channel } from '../../core/channel/channel';
import { kindOf } from '../../core/channel/kinds';
import { plainText } from '../../core/format/escape';
import type { ChannelSecrets, SecretState } from '../secrets';

const SETTING = 'spendlight.channels';
const ADD = 'Add a Channel';

const STATES: Readonly<Record<SecretState, string>> = {
  stored: 'secret is set',
  environment: 'secret comes from the environment',
  missing: '$(warning) no secret is set',
  unused: 'needs no secret',
};

export interface ChannelItem extends vscode.QuickPickItem {
  readonly channel: Channel;
  readonly state: SecretState;
}

/** A channel as a list shows it: its id, its kind and place, and whether it lacks its secret. */
async function itemOf(channel: Channel, secrets: ChannelSecrets): Promise<ChannelItem> {
  const kind = kindOf(channel);
  const state = await secrets.state(channel);
  return {
    label: plainText(channel.id),
    description: `${kind.name}, ${STATES[state]}${channel.enabled ? '' : ', switched off'}`,
    detail: plainText(kind.place(channel)),
    channel,
    state,
  };
}

/** Asks for one of the channels; undefined where the person thinks better of it. Where there is none, it says so and offers to write one. */
export async function pickChannel(
  channels: readonly Channel[],
  secrets: ChannelSecrets,
  words: { readonly title: string; readonly placeHolder: string },
): Promise<ChannelItem | undefined> {
  if (channels.length > 0)
    return vscode.window.showQuickPick(Promise.all(channels.map((channel) => itemOf(channel, secrets))), { ...words, matchOnDetail: true });
  const choice = await vscode.window.showInformationMessage('Spendlight: there is no channel yet. Channels are written into your user settings.', ADD);
  if (choice === ADD) await vscode.commands.executeCommand('workbench.action.openSettingsJson', { revealSetting: { key: SETTING, edit: true } });
  return undefined;
}
