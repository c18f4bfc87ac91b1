import type { Channel } from '../core/channel/channel';
import type { Notice } from '../core/channel/notice';
import { later, type Verdict } from '../core/channel/verdict';
import { send, type SendPorts } from './send';

/** The secret of a channel; null where none is set. */
export type SecretOf = (channel: Channel) => Promise<string | null>;

/** The secret that stands in the environment variable that the channel names. */
export const secretOfEnvironment = ({ secretEnv }: Channel, env: Readonly<Record<string, string | undefined>>): string | null =>
  (secretEnv === '' ? undefined : env[secretEnv]?.trim()) || null;

/** Sends with the channel's own secret. Never rejects but where `signal` calls it off. */
export const sender =
  (secretOf: SecretOf, ports: SendPorts) =>
  async (channel: Channel, notice: Notice, signal: AbortSignal): Promise<Verdict> => {
    let secret: string | null;
    try {
      secret = await secretOf(channel);
    } catch {
      // Its own words might hold what it was asked for.
      return later("the channel's secret could not be read");
    }
    return send(channel, notice, secret, ports, signal);
  };
