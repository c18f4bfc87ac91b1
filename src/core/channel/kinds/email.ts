import * as v from 'valibot';
import { isLoopback } from '../address';
import type { EmailChannel } from '../channel';
import { COMMON, fieldsOf, line, yesOrNo, type ChannelKind } from '../kind';
import type { Notice } from '../notice';
import { refused } from '../verdict';

const ADDRESS = 'is no address such as me@example.com';
const HOST = 'is no name of a host';
const PORT = 'is no port, 1 to 65535';
const TLS_PORT = 465;
const STARTTLS_PORT = 587;
const MOST = 20;

// Nothing that could begin another address or another header.
const address = v.pipe(
  v.string(ADDRESS),
  v.trim(),
  v.maxLength(254, ADDRESS),
  v.regex(/^[^\s@<>(),;:"[\]\\\p{Cc}]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/u, ADDRESS),
);

const tlsOf = ({ secure, host, user }: EmailChannel): 'first' | 'needed' | 'offered' | 'never' => {
  if (secure) return 'first';
  if (isLoopback(host)) return 'never';
  // A password never crosses a network in the open.
  return user === '' ? 'offered' : 'needed';
};

const domainOf = (from: string): string => from.slice(from.lastIndexOf('@') + 1);

const textOf = (notice: Notice): string => {
  const figures = notice.about === 'budget' ? [`Used: ${notice.spent} of ${notice.limit} (${notice.percent})`] : [];
  const blocks = [[notice.title, notice.body], figures, notice.runbook, [`At ${new Date(notice.at).toISOString()}, by Spendlight.`]];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
};

export const email: ChannelKind<EmailChannel> = {
  name: 'E-mail',
  entry: v.pipe(
    v.strictObject(
      {
        kind: v.literal('email'),
        ...COMMON,
        host: v.pipe(v.string(HOST), v.regex(/^[A-Za-z0-9:](?:[A-Za-z0-9.:-]{0,252})$/, HOST)),
        port: v.optional(v.pipe(v.number(PORT), v.integer(PORT), v.minValue(1, PORT), v.maxValue(65_535, PORT))),
        secure: v.optional(yesOrNo),
        user: v.optional(line(200, 'is no name of a user'), ''),
        from: address,
        to: v.union(
          [
            v.pipe(
              address,
              v.transform((one): readonly string[] => [one]),
            ),
            v.pipe(v.array(address), v.minLength(1), v.maxLength(MOST)),
          ],
          `is neither an address nor a list of up to ${MOST}`,
        ),
      },
      fieldsOf(['host', 'port', 'secure', 'user', 'from', 'to']),
    ),
    v.transform(({ port, secure, ...entry }): EmailChannel => {
      const first = secure ?? port === TLS_PORT;
      return { ...entry, secure: first, port: port ?? (first ? TLS_PORT : STARTTLS_PORT) };
    }),
  ),
  secret: ({ user }) => (user === '' ? null : { words: 'password', needed: true }),
  secretFault: (secret) => (/^[^\p{Cc}]+$/u.test(secret) ? null : 'has characters that no password can have'),
  place: ({ host, to }) => `${to.join(', ')} by ${host}`,
  // Few mail programs look at a message's id, so a copy is seen as one.
  repeats: false,
  resolves: false,
  compose: (channel, notice, secret) => ({
    via: 'mail',
    host: channel.host,
    port: channel.port,
    tls: tlsOf(channel),
    user: channel.user,
    password: channel.user === '' ? '' : secret,
    from: channel.from,
    to: channel.to,
    subject: notice.title,
    text: textOf(notice),
    messageId: `<${notice.key.replaceAll('%', '-')}@${domainOf(channel.from)}>`,
  }),
  judge: () => refused('a mail server does not answer over HTTP'),
};
