import * as v from 'valibot';
import { addressFault, hostOf } from '../address';
import type { WebhookChannel } from '../channel';
import { COMMON, fieldsOf, type ChannelKind } from '../kind';
import type { Notice } from '../notice';
import { filled, filledText, readTemplate, unknownPlaceholders, valuesOf } from '../template';
import { commonVerdict, sent } from '../verdict';

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Set by whoever sends, or of no meaning in a message of its own. */
const RESERVED = /^(?:host|content-length|content-type|connection|transfer-encoding|upgrade|te|trailer|expect|keep-alive|idempotency-key)$/i;
const SECRET = /\{\{\s*secret\s*\}\}/;

const headerFault = (headers: Readonly<Record<string, string>>): string | null => {
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER_NAME.test(name)) return 'has a name that no header can have';
    if (RESERVED.test(name)) return `may not set ${name}`;
    if (!/^[\t\x20-\x7e]*$/.test(value)) return `has letters in ${name} that no header can have`;
    if (unknownPlaceholders(value).length > 0 || (/\{\{/.test(value) && !SECRET.test(value))) return `knows {{secret}} alone, not what is in ${name}`;
    // A password at the wrong place: settings are synchronised and shared.
    if (/^(?:proxy-)?authorization$/i.test(name) && !SECRET.test(value))
      return `does not take secrets: write {{secret}} in ${name}, and set the secret by its command`;
  }
  return null;
};

const faulty = <T>(faultOf: (value: T) => string | null) =>
  v.rawCheck<T>(({ dataset, addIssue }) => {
    const fault = dataset.typed ? faultOf(dataset.value) : null;
    if (fault !== null) addIssue({ message: fault });
  });

const NO_TEMPLATE = 'is neither an object nor a list, nor a text of JSON';
const template = v.optional(
  v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const read = readTemplate(dataset.value);
      if (read === undefined) {
        addIssue({ message: NO_TEMPLATE });
        return NEVER;
      }
      const [unknown] = unknownPlaceholders(read);
      if (unknown !== undefined) addIssue({ message: `names {{${unknown}}}, which nothing stands for` });
      return read;
    }),
  ),
);

/** What is sent without a template. It only grows. */
const builtIn = (notice: Notice): unknown => ({
  schema: 'spendlight.alert/1',
  id: notice.key,
  action: notice.action,
  about: notice.about,
  at: new Date(notice.at).toISOString(),
  severity: notice.severity,
  title: notice.title,
  body: notice.body,
  budget: notice.budget,
  period: notice.period,
  metric: notice.metric,
  ...notice.amounts,
  percent: notice.percent,
  runbook: notice.runbook,
});

const usesSecret = ({ url, headers, template }: WebhookChannel): boolean =>
  url === '' || Object.values(headers).some((value) => SECRET.test(value)) || SECRET.test(JSON.stringify(template));

export const webhook: ChannelKind<WebhookChannel> = {
  name: 'Webhook',
  entry: v.pipe(
    v.strictObject(
      {
        kind: v.literal('webhook'),
        ...COMMON,
        url: v.optional(
          v.pipe(
            v.string('is no address'),
            faulty((url: string) => (url === '' ? null : addressFault(url))),
          ),
          '',
        ),
        headers: v.optional(v.pipe(v.record(v.string(), v.string('holds something that is no text'), 'is no object of texts'), faulty(headerFault)), {}),
        template,
      },
      fieldsOf(['url', 'headers', 'template']),
    ),
    v.transform((entry): WebhookChannel => ({ ...entry, template: entry.template ?? null })),
  ),
  secret: (channel) =>
    usesSecret(channel) ? { words: channel.url === '' ? 'address of the webhook' : 'value of {{secret}} in its headers and template', needed: true } : null,
  secretFault: (secret, { url }) =>
    url === '' ? addressFault(secret) : /^[\x21-\x7e]+$/.test(secret) ? null : 'has spaces or letters that no header can have',
  place: ({ url }) => (url === '' ? 'address kept as a secret' : hostOf(url)),
  // Idempotency-Key says that a copy is one.
  repeats: true,
  resolves: false,
  compose: ({ url, headers, template }, notice, secret) => {
    const values = valuesOf(notice, secret);
    const own = Object.entries(headers).map(([name, value]) => [name, filledText(value, values)]);
    return {
      via: 'http',
      url: url === '' ? secret : url,
      headers: { ...Object.fromEntries(own), 'Idempotency-Key': notice.key },
      body: JSON.stringify(template === null ? builtIn(notice) : filled(template, values)),
    };
  },
  judge: (answer) => commonVerdict(answer) ?? sent(),
};
