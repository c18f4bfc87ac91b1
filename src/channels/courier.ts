import pRetry from 'p-retry';
import type { Channel } from '../core/channel/channel';
import { LONGEST_WAIT_IN_A_ROW, outcomeOf, outcomeOfEnded, standingOf, TRIES_IN_A_ROW, type Outcome, type Standing } from '../core/channel/delivery';
import { kindOf } from '../core/channel/kinds';
import { endOf, type Notice } from '../core/channel/notice';
import { over } from '../core/channel/resolve';
import { refused, type Verdict } from '../core/channel/verdict';
import { DAY_MS } from '../core/time/day';
import type { BudgetStatus } from '../core/budget/status';
import type { Outbox, Waiting } from './outbox';
import { waited } from './waited';

/** What a courier needs. */
export interface CourierPorts {
  /** Those of the settings as they are now. */
  channels(): readonly Channel[];
  /** One try; takes a bounded time and never rejects. It is not called off: it would be unclear what became of it. */
  send(channel: Channel, notice: Notice): Promise<Verdict>;
  /** ms UTC. */
  now(): number;
  /** ms before the second try of a row; each of the next waits twice as long. */
  readonly firstPause: number;
}

/** What a run did to a message, or where it stands. */
export interface Delivered {
  readonly channel: string;
  readonly notice: Notice;
  readonly outcome: Outcome;
}

/** A message that was given up, until a person decides. */
export interface FailedDelivery {
  readonly waiting: Waiting;
  readonly reason: string;
  /** ms UTC. */
  readonly at: number;
}

const FORGOTTEN_AFTER = 30 * DAY_MS;

/** A try by its number, and how many count before it. */
interface Step {
  readonly number: number;
  readonly tries: number;
}

class Again extends Error {
  readonly outcome: Outcome;
  readonly after: number;

  constructor(outcome: Outcome, after: number) {
    super('to be tried again');
    this.outcome = outcome;
    this.after = after;
  }
}

/**
 * Brings messages from the outbox to their channels. Any number of them, in any number of processes, may run over one outbox: each try is made by
 * one. What may have arrived is sent again only where the receiver knows a copy by its key (PagerDuty, webhooks), so there it arrives at least once and is one; a Slack
 * message or a mail arrives at most once, and one that may be lost stands among the failures.
 */
export class Courier {
  readonly #outbox: Outbox;
  readonly #ports: CourierPorts;

  constructor(outbox: Outbox, ports: CourierPorts) {
    this.#outbox = outbox;
    this.#ports = ports;
  }

  /** Puts a message for each of the channels into the outbox; those that are off or not there are passed over. Rejects where that cannot be written. */
  async take(channelIds: readonly string[], notice: Notice): Promise<void> {
    const wanted = this.#ports.channels().filter(({ id, enabled }) => enabled && channelIds.includes(id));
    await Promise.all(wanted.map(({ id }) => this.#outbox.put(id, notice)));
  }

  /** Sends what is due, channel by channel. Resolves with what was tried, and how it stands then. `signal` ends it between two tries: then it rejects. */
  async run(signal: AbortSignal): Promise<readonly Delivered[]> {
    const queues = byChannel(await this.#outbox.open());
    const delivered = await Promise.all(queues.map((queue) => this.#runQueue(queue, signal)));
    return delivered.flat();
  }

  /** When there is something to do next, ms UTC; null where nothing waits. */
  async next(): Promise<number | null> {
    const times = (await this.#standings()).flatMap(({ standing }) =>
      standing.kind === 'waits' || standing.kind === 'running'
        ? standing.until
        : standing.kind === 'due' || standing.kind === 'unclear'
          ? this.#ports.now()
          : [],
    );
    return times.length === 0 ? null : Math.min(...times);
  }

  async failures(): Promise<readonly FailedDelivery[]> {
    const standings = await this.#standings();
    return standings.flatMap(({ waiting, standing }) => (standing.kind === 'failed' ? { waiting, reason: standing.reason, at: standing.at } : []));
  }

  /** Makes a failed message due again, with all tries before it. */
  async again({ waiting, reason }: FailedDelivery): Promise<void> {
    const now = this.#ports.now();
    await this.#outbox.keep(waiting, waiting.last?.number ?? 1, { kind: 'again', at: now, from: now, tries: 0, reason });
  }

  /** Lets a failed message rest for ever. */
  async forget({ waiting }: FailedDelivery): Promise<void> {
    await this.#outbox.end(waiting);
  }

  /**
   * Puts in the ends of what is over, for the channels that want to know them. Whoever knows how the budgets stand calls it: an end is put in once,
   * whoever was first.
   */
  async resolve(statuses: readonly BudgetStatus[]): Promise<void> {
    const begun = (await this.#standings()).filter(({ standing, waiting }) => standing.kind === 'sent' && this.#hasEnd(waiting));
    const notices = begun.map(({ waiting }) => waiting.notice);
    const ended = new Set(over(notices, statuses));
    for (const { waiting } of begun.filter((one) => ended.has(one.waiting.notice))) {
      await this.#outbox.put(waiting.channel, endOf(waiting.notice, this.#ports.now()));
      await this.#outbox.end(waiting);
    }
  }

  async #standings(): Promise<readonly { readonly waiting: Waiting; readonly standing: Standing }[]> {
    const now = this.#ports.now();
    return (await this.#outbox.open()).map((waiting) => ({ waiting, standing: standingOf(waiting.last, now) }));
  }

  async #runQueue(queue: readonly Waiting[], signal: AbortSignal): Promise<readonly Delivered[]> {
    const delivered: Delivered[] = [];
    for (const waiting of queue) {
      signal.throwIfAborted();
      const outcome = await this.#runOne(waiting, signal);
      if (outcome) delivered.push({ channel: waiting.channel, notice: waiting.notice, outcome });
    }
    return delivered;
  }

  /** null where there is nothing to do, or another process does it. */
  async #runOne(waiting: Waiting, signal: AbortSignal): Promise<Outcome | null> {
    const now = this.#ports.now();
    const standing = standingOf(waiting.last, now);
    if (standing.kind === 'due') return this.#row(waiting, standing, signal);
    // Sent, and its process ended before it could say that nothing is left to do; or a failure that nobody looked at for a month.
    if ((standing.kind === 'sent' && !this.#hasEnd(waiting)) || (standing.kind === 'failed' && now - standing.at > FORGOTTEN_AFTER))
      await this.#outbox.end(waiting);
    if (standing.kind !== 'unclear') return null;
    const outcome = outcomeOfEnded(standing.number, this.#repeats(waiting), now);
    await this.#keep(waiting, standing.number, outcome);
    return outcome.kind === 'again' ? this.#row(waiting, { number: standing.number + 1, tries: outcome.tries }, signal) : outcome;
  }

  /** A row of tries, until one says something that holds, or the receiver asks for more patience than a row has. */
  async #row(waiting: Waiting, first: Step, signal: AbortSignal): Promise<Outcome | null> {
    const attempt = async (made: number): Promise<Outcome | null> => {
      const tried = await this.#try(waiting, { number: first.number + made - 1, tries: first.tries + made - 1 });
      if (tried?.outcome.kind === 'again') throw new Again(tried.outcome, tried.after);
      return tried?.outcome ?? null;
    };
    try {
      return await pRetry(attempt, {
        retries: TRIES_IN_A_ROW - 1,
        minTimeout: this.#ports.firstPause,
        maxTimeout: LONGEST_WAIT_IN_A_ROW,
        randomize: true,
        signal,
        onFailedAttempt: ({ error, retriesLeft }) =>
          error instanceof Again && retriesLeft > 0 && error.after <= LONGEST_WAIT_IN_A_ROW ? waited(error.after, signal) : undefined,
        shouldRetry: ({ error }) => error instanceof Again && error.after <= LONGEST_WAIT_IN_A_ROW,
      });
    } catch (error) {
      if (error instanceof Again) return error.outcome;
      throw error;
    }
  }

  /** null where another process makes this try. */
  async #try(waiting: Waiting, { number, tries }: Step): Promise<{ outcome: Outcome; after: number } | null> {
    if (!(await this.#outbox.claim(waiting, number, this.#ports.now()))) return null;
    const channel = this.#channelOf(waiting);
    const verdict = await this.#verdict(channel, waiting);
    const outcome = outcomeOf(verdict, tries, this.#repeats(waiting), this.#ports.now());
    await this.#keep(waiting, number, outcome);
    return { outcome, after: verdict.kind === 'later' ? (verdict.after ?? 0) : 0 };
  }

  async #verdict(channel: Channel | undefined, { channel: id, notice }: Waiting): Promise<Verdict> {
    if (channel === undefined) return refused(`there is no channel "${id}" in the settings any more`);
    return channel.enabled ? this.#ports.send(channel, notice) : refused('the channel is switched off');
  }

  async #keep(waiting: Waiting, number: number, outcome: Outcome): Promise<void> {
    await this.#outbox.keep(waiting, number, outcome);
    // What is to be ended one day stays open, to be found by `resolve`.
    if (outcome.kind === 'sent' && !this.#hasEnd(waiting)) await this.#outbox.end(waiting);
  }

  #hasEnd(waiting: Waiting): boolean {
    const channel = this.#channelOf(waiting);
    return channel !== undefined && kindOf(channel).resolves && waiting.notice.action === 'trigger' && waiting.notice.holds !== null;
  }

  #repeats(waiting: Waiting): boolean {
    const channel = this.#channelOf(waiting);
    return channel !== undefined && kindOf(channel).repeats;
  }

  #channelOf({ channel }: Waiting): Channel | undefined {
    return this.#ports.channels().find(({ id }) => id === channel);
  }
}

const byChannel = (waiting: readonly Waiting[]): readonly (readonly Waiting[])[] => {
  const queues = new Map<string, Waiting[]>();
  for (const one of waiting) queues.set(one.channel, [...(queues.get(one.channel) ?? []), one]);
  return [...queues.values()];
};
