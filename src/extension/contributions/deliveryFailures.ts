import * as vscode from 'vscode';
import type { Delivered, FailedDelivery } from '../../channels/courier';
import { plainText } from '../../core/format/escape';
import { formatDuration } from '../../core/format/when';
import type { ChannelDelivery } from '../alertDeliveryChannels';
import type { Contribution } from '../contribution';
import { failureView } from '../failureView';
import type { LiveSettings } from '../liveSettings';
import { command, type Report } from './command';

const TITLE = 'Spendlight: Failed Deliveries';
const SHOW = 'Show Failed Deliveries';
const SEND = 'Send Again';
const REMOVE = 'Remove';

/** Says once that alerts did not reach a channel. */
export async function warnOfFailures(failed: readonly Delivered[]): Promise<void> {
  const [first] = failed;
  if (first?.outcome.kind !== 'failed') return;
  const others = failed.length === 1 ? '' : ` And ${failed.length - 1} more.`;
  const choice = await vscode.window.showWarningMessage(
    `Spendlight: an alert could not be sent by "${plainText(first.channel)}": ${plainText(first.outcome.reason)}.${others}`,
    SHOW,
  );
  if (choice === SHOW) await vscode.commands.executeCommand('spendlight.showFailedDeliveries');
}

const itemOf = (failure: FailedDelivery, hide: boolean) => {
  const { about, channel, reason, at } = failureView(failure, hide);
  return {
    label: `$(error) ${plainText(about)}`,
    description: `by "${plainText(channel)}", ${formatDuration(Math.max(0, Date.now() - at))} ago`,
    detail: plainText(reason),
    picked: true,
    failure,
  };
};

/** What could not be sent and why; what is chosen is sent again or removed. */
export const deliveryFailures = (delivery: ChannelDelivery, settings: LiveSettings, report: Report): Contribution =>
  command(
    'spendlight.showFailedDeliveries',
    async () => {
      const failures = await delivery.failures();
      if (failures.length === 0) return void vscode.window.showInformationMessage('Spendlight: no delivery has failed.');
      const hide = settings.current.money === 'hide';
      const items = failures.map((failure) => itemOf(failure, hide));
      const chosen = await vscode.window.showQuickPick(items, {
        title: TITLE,
        placeHolder: 'What to send again or to remove',
        canPickMany: true,
        matchOnDetail: true,
      });
      if (!chosen || chosen.length === 0) return;
      const count = chosen.length === 1 ? 'one alert' : `${chosen.length} alerts`;
      const action = await vscode.window.showQuickPick([SEND, REMOVE], { title: `${TITLE}: ${count}` });
      const some = chosen.map(({ failure }) => failure);
      if (action === SEND) await delivery.again(some);
      if (action === REMOVE) await delivery.forget(some);
    },
    report,
  );
