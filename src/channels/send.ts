import type { Channel } from '../core/channel/channel';
import { kindOf } from '../core/channel/kinds';
import type { Message } from '../core/channel/message';
import type { Notice } from '../core/channel/notice';
import { redacted } from '../core/channel/redact';
import { later, refused, type Verdict } from '../core/channel/verdict';
import { post, type HttpLimits } from './http';
import type { Mail } from './loadMail';

/** What sending needs of the world. Times in ms. */
export interface SendPorts extends HttpLimits {
  loadMail(): Mail;
}

const without = (verdict: Verdict, secrets: readonly string[]): Verdict =>
  verdict.kind === 'sent' ? { ...verdict, remark: redacted(verdict.remark, secrets) } : { ...verdict, reason: redacted(verdict.reason, secrets) };

async function sendMessage(channel: Channel, message: Message, ports: SendPorts, signal: AbortSignal): Promise<Verdict> {
  if (message.via === 'mail') return ports.loadMail().sendMail(message, { connect: ports.answer, answer: ports.answer }, signal);
  const posted = await post(message, ports, signal);
  return posted.kind === 'trouble' ? posted.verdict : kindOf(channel).judge(posted.answer);
}

/**
 * Sends a notice through a channel, once. Whatever goes wrong is the verdict, its words without secrets; rejects only where `signal` calls it off.
 * `secret` is null where none is set.
 */
export async function send(channel: Channel, notice: Notice, secret: string | null, ports: SendPorts, signal: AbortSignal): Promise<Verdict> {
  const kind = kindOf(channel);
  const wanted = kind.secret(channel);
  if (wanted?.needed && secret === null) return refused(`no secret is set: the ${wanted.words}`);
  const fault = secret === null || !wanted ? null : kind.secretFault(secret, channel);
  if (fault !== null) return refused(`the secret ${fault}`);
  const secrets = secret === null ? [] : [secret];
  try {
    return without(await sendMessage(channel, kind.compose(channel, notice, secret ?? ''), ports, signal), secrets);
  } catch (error) {
    signal.throwIfAborted();
    return without(later(`it could not be sent: ${error instanceof Error ? error.message : String(error)}`), secrets);
  }
}
