/** A notice, made for one channel. It holds the secret: it is never kept, logged or shown. */
export type Message = HttpMessage | MailMessage;

/** To be sent by POST. */
export interface HttpMessage {
  readonly via: 'http';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** To be sent over SMTP, as plain text. */
export interface MailMessage {
  readonly via: 'mail';
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte on; otherwise STARTTLS: 'needed', 'offered' (used where the server has it), or 'never' (this machine). */
  readonly tls: 'first' | 'needed' | 'offered' | 'never';
  /** '' for none. */
  readonly user: string;
  readonly password: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** The same for the same alert, so that a copy is known as one: <…@…>. */
  readonly messageId: string;
}
