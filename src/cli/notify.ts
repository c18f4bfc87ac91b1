import { join } from 'node:path';
import { deliverAll } from '../channels/deliverAll';
import { factsQuestion } from '../core/alerts/facts';
import { alertWords } from '../core/alerts/speak';
import { ENGLISH } from '../core/format/number';
import type { Settings } from '../core/settings/settings';
import { alertFacts } from '../engine/alertFacts';
import type { Engine } from '../engine/engine';
import type { Surroundings } from './places';

export interface NotifyPlace extends Pick<Surroundings, 'env' | 'scripts'> {
  /** Folder of the database: what was said over it is not said again. */
  readonly database: string;
  /** ms UTC. */
  readonly now: number;
  warn(message: string): void;
}

/**
 * Tells the channels of what is due, and confirms it: each alert once over all runs over one database. What could not be sent is warned of; it waits in the database's folder for the
 * next run, where it may still be sent. The editor has a record of its own.
 */
export async function notify(engine: Engine, { channels, counting, money }: Settings, { database, now, env, scripts, warn }: NotifyPlace): Promise<void> {
  if (channels.length === 0) warn('there is nobody to notify: --config names no spendlight.channels');
  const due = [...engine.claimAlerts(now, false), ...engine.claimHeldAlerts(now)];
  const { sums } = engine.asked(now);
  const alerts = due.map((alert) => {
    const facts = alertFacts(sums, factsQuestion(alert, now));
    return { alert, words: alertWords(alert, { facts, now, zone: counting.timezone }, { money, write: ENGLISH }) };
  });
  const place = { folder: join(database, 'alerts', 'outbox'), env, mailScript: join(scripts, 'mail.cjs'), now: Date.now };
  const delivered = await deliverAll({ alerts, statuses: engine.budgets(now), channels, hideMoney: money === 'hide' }, place);
  engine.parts.alerts.confirm(
    due.map(({ id }) => id),
    now,
  );
  for (const { channel, outcome } of delivered) {
    if (outcome.kind === 'sent' && outcome.remark !== '') warn(`the channel "${channel}" was told, but ${outcome.remark}`);
    if (outcome.kind === 'failed') warn(`the channel "${channel}" was not told: ${outcome.reason}`);
    if (outcome.kind === 'again') warn(`the channel "${channel}" was not told yet, the next run tries again: ${outcome.reason}`);
  }
}
