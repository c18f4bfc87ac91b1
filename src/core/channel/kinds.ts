import type { Channel, ChannelKindId } from './channel';
import type { ChannelKind } from './kind';
import { email } from './kinds/email';
import { pagerduty } from './kinds/pagerduty';
import { slack } from './kinds/slack';
import { webhook } from './kinds/webhook';

const KINDS: { readonly [K in ChannelKindId]: ChannelKind<Extract<Channel, { kind: K }>> } = { slack, pagerduty, webhook, email };

/** What is particular to a kind, for any channel of it. */
export const kindNamed = (kind: ChannelKindId): ChannelKind<Channel> => KINDS[kind] as unknown as ChannelKind<Channel>;

/** What is particular to a channel's kind. */
export const kindOf = ({ kind }: Channel): ChannelKind<Channel> => kindNamed(kind);
