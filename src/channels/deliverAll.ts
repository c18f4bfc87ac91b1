import type { Alert } from '../core/alerts/alert';
import type { AlertWords } from '../core/alerts/words';
import type { BudgetStatus } from '../core/budget/status';
import type { Channel } from '../core/channel/channel';
import { noticeOf } from '../core/channel/notice';
import { Courier, type Delivered } from './courier';
import { ANSWER_LIMIT } from './http';
import { mailIn } from './loadMail';
import { Outbox } from './outbox';
import { secretOfEnvironment, sender } from './sender';

/** ms before the second try of a row. */
export const FIRST_PAUSE = 1_000;

/** What one run of the command line has to say, and to whom. */
export interface ToDeliver {
  /** Claimed by this run. */
  readonly alerts: readonly { readonly alert: Alert; readonly words: AlertWords }[];
  /** How every budget stands: what is over is told to channels that want to know. */
  readonly statuses: readonly BudgetStatus[];
  readonly channels: readonly Channel[];
  readonly hideMoney: boolean;
}

export interface DeliveryPlace {
  /** Of the outbox; shared with the next run. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the bundle of mail.ts. */
  readonly mailScript: string;
  /** ms UTC. */
  now(): number;
}

/**
 * Sends what there is to say through the channels, together with what earlier runs could not send, and resolves with what was tried. What could not be
 * sent waits for the next run. Secrets come from the environment variables that the channels name. Rejects where the outbox cannot be written.
 */
export async function deliverAll({ alerts, statuses, channels, hideMoney }: ToDeliver, place: DeliveryPlace): Promise<readonly Delivered[]> {
  const outbox = new Outbox(place.folder);
  const ports = { answer: ANSWER_LIMIT, now: place.now, loadMail: mailIn(place.mailScript) };
  const sending = sender((channel) => Promise.resolve(secretOfEnvironment(channel, place.env)), ports);
  const never = new AbortController().signal;
  const courier = new Courier(outbox, {
    channels: () => channels,
    send: (channel, notice) => sending(channel, notice, never),
    now: place.now,
    firstPause: FIRST_PAUSE,
  });
  for (const { alert, words } of alerts) await courier.take(alert.channels, noticeOf(alert, words, place.now(), hideMoney));
  await courier.resolve(statuses);
  const delivered = await courier.run(never);
  await outbox.clean(place.now());
  return delivered;
}
