import { createTransport } from 'nodemailer';
import type { Logger } from 'nodemailer/lib/shared';
import type { MailMessage } from '../core/channel/message';
import { isRecord } from '../core/record';
import { later, refused, sent, unclear, type Verdict } from '../core/channel/verdict';

/* A bundle of its own: loaded when the first mail is to be sent, by loadMail.ts. */

/** In ms: until a connection stands, and between two words of the server. */
export interface MailLimits {
  readonly connect: number;
  readonly answer: number;
}

/** Servers that take no mail from somebody new at once (greylisting) do so for minutes. */
const GREYLISTED = 5 * 60_000;

interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

const UNREACHED = /^(?:ECONNECTION|EDNS|EPROXY|ESOCKET|ETIMEDOUT)$/;

/**
 * Hears what is said to the server, to know how far it came when it broke off: the library's errors do not tell. Keeps one word of it.
 */
class Progress {
  #text = false;

  /** DATA was said: from then on the server may have the mail. */
  get textMayBeThere(): boolean {
    return this.#text;
  }

  /** For the library, as its log. */
  get logger(): Logger {
    const hear = (entry: unknown, message: unknown): void => {
      if (isRecord(entry) && entry['tnx'] === 'client' && message === 'DATA') this.#text = true;
    };
    return { trace: hear, debug: hear, info: hear, warn: hear, error: hear, fatal: hear };
  }
}

/** What an error of the library means. The server's own words may be in it; whoever shows it takes secrets out. */
function verdictOn(error: SmtpError, textMayBeThere: boolean): Verdict {
  const { code = '', responseCode, response = '' } = error;
  const words = response.replace(/\s+/g, ' ').slice(0, 200);
  if (responseCode !== undefined && responseCode >= 400 && responseCode < 500) return later(`the mail server says: not now (${words})`, GREYLISTED);
  if (code === 'EAUTH' || code === 'ENOAUTH') return refused(`the mail server does not take user and password (${words === '' ? code : words})`);
  if (responseCode !== undefined && responseCode >= 500) return refused(`the mail server refuses (${words})`);
  if (code === 'ETLS') return refused('the mail server offers no TLS, or none that is trusted; nothing was sent');
  if (textMayBeThere) return unclear(`the mail server did not say whether it has it (${code})`);
  if (/certificate|self.signed/i.test(error.message)) return later(`the mail server's certificate is not trusted here (${code})`);
  if (UNREACHED.test(code)) return later(`the mail server cannot be reached or broke off (${code})`);
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return refused(`the mail server takes none of the addresses (${code})`);
  return later(`the mail could not be sent (${code === '' ? error.name : code})`);
}

/** Sends one mail, as plain text. Never rejects but where `signal` calls it off; what is on its way then may still arrive. */
export async function sendMail(message: MailMessage, { connect, answer }: MailLimits, signal: AbortSignal): Promise<Verdict> {
  signal.throwIfAborted();
  const { host, port, tls, user, password, from, to, subject, text, messageId } = message;
  const progress = new Progress();
  const transport = createTransport({
    logger: progress.logger,
    transactionLog: true,
    host,
    port,
    secure: tls === 'first',
    requireTLS: tls === 'needed',
    ignoreTLS: tls === 'never',
    ...(user === '' ? {} : { auth: { user, pass: password } }),
    connectionTimeout: connect,
    greetingTimeout: answer,
    dnsTimeout: connect,
    socketTimeout: answer,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  let stop = (): void => undefined;
  const calledOff = new Promise<never>((_resolve, reject) => (stop = () => reject(signal.reason as Error)));
  signal.addEventListener('abort', stop, { once: true });
  try {
    const { rejected } = await Promise.race([transport.sendMail({ from, to: [...to], subject, text, messageId }), calledOff]);
    return sent(rejected.length === 0 ? '' : `not taken for ${rejected.map(String).join(', ')}`);
  } catch (error) {
    signal.throwIfAborted();
    return verdictOn(error as SmtpError, progress.textMayBeThere);
  } finally {
    signal.removeEventListener('abort', stop);
    transport.close();
  }
}
