import * as v from 'valibot';
import type { Channel } from './channel';
import type { Message } from './message';
import type { Notice } from './notice';
import type { HttpAnswer, Verdict } from './verdict';

/** All that is particular to a kind of channel. A new kind is a file in kinds/, a line in kinds.ts and its place in channel.ts. */
export interface ChannelKind<C extends Channel> {
  /** For people: Slack. */
  readonly name: string;
  /** Reads an entry of the setting. Its messages go on after the name of the field, and never quote a value: it may be a secret at the wrong place. */
  readonly entry: v.GenericSchema<unknown, C>;
  /** What the secret is ("webhook address"), and whether nothing can be sent without it; null for a channel that uses none. */
  secret(channel: C): { readonly words: string; readonly needed: boolean } | null;
  /** What is wrong with a secret, as the end of a sentence; null: nothing. */
  secretFault(secret: string, channel: C): string | null;
  /** Where it leads, without secrets: a host, addresses. */
  place(channel: C): string;
  /** The receiver knows an alert's key, so that a copy is none: what may have arrived is sent again. Without it, never. */
  readonly repeats: boolean;
  /** It wants to hear when an alert is over. */
  readonly resolves: boolean;
  compose(channel: C, notice: Notice, secret: string): Message;
  /** What an answer means that is no error for everybody (see commonVerdict). Kinds that do not use HTTP are never asked. */
  judge(answer: HttpAnswer): Verdict;
}

const SECRET_NAME = /^(?:pass(?:word|wd)?|secrets?|token|(?:api|routing)_?key|key|webhook(?:_?url)?|url|auth(?:orization)?)$/i;

const NO_SECRETS =
  'does not belong here: settings are no place for secrets. Run "Spendlight: Set Channel Secret…", or name an environment variable in secretEnv';

const ID = 'is no id: up to 40 small letters, digits, dashes and underscores, not "editor"';
const ENVIRONMENT = 'is no name of an environment variable';

export const yesOrNo = v.boolean('is neither true nor false');

/** The fields of every kind. */
export const COMMON = {
  id: v.pipe(
    v.string(ID),
    v.regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, ID),
    v.check((id) => id !== 'editor', ID),
  ),
  enabled: v.optional(yesOrNo, true),
  secretEnv: v.optional(v.pipe(v.string(ENVIRONMENT), v.regex(/^(?:[A-Za-z_][A-Za-z0-9_]*)?$/, ENVIRONMENT)), ''),
};

/** What to say of a field that an entry must not have, or must have and has not. */
export const fieldsOf =
  (names: readonly string[]) =>
  ({ expected, path }: { readonly expected: string | null; readonly path?: readonly { readonly key?: unknown }[] | undefined }): string => {
    if (expected !== 'never') return 'is missing';
    const field = path?.at(-1)?.key;
    if (typeof field === 'string' && SECRET_NAME.test(field)) return NO_SECRETS;
    return `is unknown; such a channel has ${['id', 'kind', 'enabled', ...names, 'secretEnv'].join(', ')}`;
  };

/** A text of one line; '' for none. */
export const line = (longest: number, says: string) => v.pipe(v.string(says), v.trim(), v.maxLength(longest, says), v.regex(/^[^\p{Cc}]*$/u, says));
