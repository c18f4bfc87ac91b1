/** The kinds of channels; each is a file in this folder and a line in kinds.ts. */
export const CHANNEL_KINDS = ['slack', 'pagerduty', 'webhook', 'email'] as const;
export type ChannelKindId = (typeof CHANNEL_KINDS)[number];

/** A value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** What every channel has. The secret itself is never part of it. */
interface Common {
  /** What budgets call it: small letters, digits, dash, underscore. Part of file names. */
  readonly id: string;
  readonly enabled: boolean;
  /** Name of an environment variable that holds the secret; '' for none. */
  readonly secretEnv: string;
}

/** An incoming webhook. Its address is the secret. */
export interface SlackChannel extends Common {
  readonly kind: 'slack';
}

/** Events API v2. The routing key is the secret. */
export interface PagerDutyChannel extends Common {
  readonly kind: 'pagerduty';
  /** Where events go. */
  readonly url: string;
  /** Names this machine in PagerDuty and makes its incidents its own; '' for none. */
  readonly source: string;
}

/** JSON by POST. */
export interface WebhookChannel extends Common {
  readonly kind: 'webhook';
  /** '' where the address is the secret. */
  readonly url: string;
  /** Values may hold {{secret}}. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, with placeholders in its texts; null for the built-in one. */
  readonly template: Json | null;
}

/** Mail over SMTP. The password is the secret. */
export interface EmailChannel extends Common {
  readonly kind: 'email';
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte on; otherwise STARTTLS. */
  readonly secure: boolean;
  /** '' where the server asks for none. */
  readonly user: string;
  readonly from: string;
  readonly to: readonly string[];
}

/** A place outside the editor that alerts are sent to, checked and completed. */
export type Channel = SlackChannel | PagerDutyChannel | WebhookChannel | EmailChannel;
