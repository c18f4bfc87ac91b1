import type { SecretStorage } from 'vscode';
import { secretOfEnvironment } from '../channels/sender';
import type { Channel } from '../core/channel/channel';
import { kindOf } from '../core/channel/kinds';

const PREFIX = 'spendlight.channel.';
const keyOf = ({ id }: Pick<Channel, 'id'>): string => PREFIX + id;

/** Where a channel's secret comes from: VS Code's storage, the environment, nowhere although it is needed; 'unused' where it has none. */
export type SecretState = 'stored' | 'environment' | 'missing' | 'unused';

/** The secrets of channels, in VS Code's own storage (the system's keychain), and nowhere else. */
export class ChannelSecrets {
  readonly #storage: Pick<SecretStorage, 'get' | 'store' | 'delete' | 'keys'>;
  readonly #env: Readonly<Record<string, string | undefined>>;

  constructor(storage: Pick<SecretStorage, 'get' | 'store' | 'delete' | 'keys'>, env: Readonly<Record<string, string | undefined>>) {
    this.#storage = storage;
    this.#env = env;
  }

  /** What is stored, else what the environment has; null for none. */
  async of(channel: Channel): Promise<string | null> {
    return (await this.#storage.get(keyOf(channel))) ?? secretOfEnvironment(channel, this.#env);
  }

  async state(channel: Channel): Promise<SecretState> {
    if (kindOf(channel).secret(channel) === null) return 'unused';
    if ((await this.#storage.get(keyOf(channel))) !== undefined) return 'stored';
    return secretOfEnvironment(channel, this.#env) === null ? 'missing' : 'environment';
  }

  async store(channel: Channel, secret: string): Promise<void> {
    await this.#storage.store(keyOf(channel), secret);
  }

  async delete(channel: Pick<Channel, 'id'>): Promise<void> {
    await this.#storage.delete(keyOf(channel));
  }

  /** Ids of channels that have a secret stored, also of those that the settings have no more. */
  async storedIds(): Promise<readonly string[]> {
    const keys = await this.#storage.keys();
    return keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  }
}
