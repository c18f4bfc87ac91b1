import * as vscode from 'vscode';
import type { Channel } from '../../core/channel/channel';
import { kindOf } from '../../core/channel/kinds';
import { endOf, testNotice, type Notice } from '../../core/channel/notice';
import type { Verdict } from '../../core/channel/verdict';
import { plainText } from '../../core/format/escape';
import type { Contribution } from '../contribution';
import type { LiveSettings } from '../liveSettings';
import type { ChannelSecrets } from '../secrets';
import { pickChannel } from './channelPick';
import { command, type Report } from './command';

const TITLE = 'Spendlight: Send Test Notification';
const SECRET = 'Set Secret';

/** Sends one message; rejects only where it is called off. */
export type SendOnce = (channel: Channel, notice: Notice, signal: AbortSignal) => Promise<Verdict>;

/** What begins an incident ends it as well, so that a test leaves nobody on call with it. */
async function sendAll(channel: Channel, send: SendOnce, signal: AbortSignal): Promise<Verdict> {
  const notice = testNotice(Date.now());
  const verdict = await send(channel, notice, signal);
  return verdict.kind === 'sent' && kindOf(channel).resolves ? send(channel, endOf(notice, Date.now()), signal) : verdict;
}

/** Shows that it goes on, and lets the person call it off: undefined then. */
const during = (channel: Channel, send: SendOnce): Thenable<Verdict | undefined> =>
  vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Spendlight sends a test by "${channel.id}"`, cancellable: true },
    async (_progress, token) => {
      const cancel = new AbortController();
      const listening = token.onCancellationRequested(() => cancel.abort());
      try {
        return await sendAll(channel, send, cancel.signal);
      } catch (error) {
        if (cancel.signal.aborted) return undefined;
        throw error;
      } finally {
        listening.dispose();
      }
    },
  );

async function tell({ id }: Channel, verdict: Verdict): Promise<void> {
  if (verdict.kind === 'sent') {
    const remark = verdict.remark === '' ? '' : `, but ${plainText(verdict.remark)}`;
    return void vscode.window.showInformationMessage(`Spendlight: the test was sent by "${id}"${remark}.`);
  }
  const choice = await vscode.window.showErrorMessage(`Spendlight: the test was not sent by "${id}": ${plainText(verdict.reason)}.`, SECRET);
  if (choice === SECRET) await vscode.commands.executeCommand('spendlight.setChannelSecret');
}

/** Sends a test by a channel of the person's choice, or by the one whose id it is called with, and says how it went: once, and with the reason where it failed. */
export const sendTest = (settings: LiveSettings, secrets: ChannelSecrets, send: SendOnce, report: Report): Contribution =>
  command(
    'spendlight.sendTestNotification',
    async (id) => {
      const { channels } = settings.current;
      const named = channels.find((channel) => channel.id === id);
      const channel = named ?? (await pickChannel(channels, secrets, { title: TITLE, placeHolder: 'By which channel?' }))?.channel;
      const verdict = channel && (await during(channel, send));
      if (channel && verdict) await tell(channel, verdict);
    },
    report,
  );
