import { join } from 'node:path';
import process from 'node:process';
import type { ExtensionContext } from 'vscode';
import { Courier } from '../channels/courier';
import { FIRST_PAUSE } from '../channels/deliverAll';
import { ANSWER_LIMIT } from '../channels/http';
import { mailIn } from '../channels/loadMail';
import { Outbox } from '../channels/outbox';
import { sender } from '../channels/sender';
import { ChannelDelivery } from './alertDeliveryChannels';
import { channelSecrets } from './contributions/channelSecrets';
import { deliveryFailures, warnOfFailures } from './contributions/deliveryFailures';
import { sendTest } from './contributions/sendTest';
import type { Contribution } from './contribution';
import type { LiveSettings } from './liveSettings';
import type { Log } from './log';
import { ChannelSecrets } from './secrets';
import type { StatusFeed } from './statusFeed';
import type { Later } from './timer';

/** What the delivery of alerts is made of. */
export interface DeliveryParts {
  readonly delivery: ChannelDelivery;
  readonly contributions: readonly Contribution[];
  /** What sends; it may start behind. */
  readonly behind: readonly Contribution[];
  /** Forgets what waits and every secret, for "delete my data". */
  forget(): Promise<void>;
}

/** Makes what tells channels of alerts; part of compose.ts, and as it decides nothing. */
export function composeDelivery(
  context: Pick<ExtensionContext, 'globalStorageUri' | 'extensionUri' | 'secrets'>,
  settings: LiveSettings,
  feed: StatusFeed,
  { log, later, report }: { readonly log: Log; readonly later: Later; readonly report: (what: string, error: unknown) => void },
): DeliveryParts {
  const secrets = new ChannelSecrets(context.secrets, process.env);
  const ports = { answer: ANSWER_LIMIT, now: Date.now, loadMail: mailIn(join(context.extensionUri.fsPath, 'dist', 'mail.cjs')) };
  const send = sender((channel) => secrets.of(channel), ports);
  const outbox = new Outbox(join(context.globalStorageUri.fsPath, 'alerts', 'outbox'));
  const never = new AbortController().signal;
  const courier = new Courier(outbox, {
    channels: () => settings.current.channels,
    send: (channel, notice) => send(channel, notice, never),
    now: Date.now,
    firstPause: FIRST_PAUSE,
  });
  const warn = (failed: Parameters<typeof warnOfFailures>[0]): void => {
    warnOfFailures(failed).catch((error: unknown) => report('a failed delivery could not be told', error));
  };
  const delivery = new ChannelDelivery({ courier, outbox }, settings, feed, { later, log, report, warn });
  return {
    delivery,
    behind: [delivery],
    contributions: [channelSecrets(settings, secrets, report), sendTest(settings, secrets, send, report), deliveryFailures(delivery, settings, report)],
    async forget() {
      await delivery.clear();
      for (const id of await secrets.storedIds()) await secrets.delete({ id });
    },
  };
}
