import * as v from 'valibot';
import { addressFault } from '../address';
import type { SlackChannel } from '../channel';
import { COMMON, fieldsOf, type ChannelKind } from '../kind';
import { inOne, type Notice } from '../notice';
import { answerText, commonVerdict, isForeignPage, later, refused, sent, type HttpAnswer, type Verdict } from '../verdict';

// Slack's own limits: a header of 150 characters, a section of 3,000.
const HEADER = 150;
const SECTION = 2_900;

const cut = (text: string, longest: number): string => (text.length <= longest ? text : `${text.slice(0, longest - 1)}…`.toWellFormed());

/** Slack reads &, < and > in texts; <!channel> would call everybody. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks. Blocks are plain text, so that names in them are neither links nor emphasis. */
const payload = ({ title, body, runbook }: Notice): unknown => ({
  text: escaped(cut(inOne({ title, body }), SECTION)),
  mrkdwn: false,
  unfurl_links: false,
  unfurl_media: false,
  blocks: [
    { type: 'header', text: { type: 'plain_text', text: cut(title, HEADER), emoji: false } },
    ...[body, runbook.map((step) => `• ${step}`).join('\n')]
      .filter((text) => text !== '')
      .map((text) => ({ type: 'section', text: { type: 'plain_text', text: cut(text, SECTION), emoji: false } })),
  ],
});

/** 200 with `ok`; failures are a word of text: invalid_token, no_service, channel_is_archived. */
function judge(answer: HttpAnswer): Verdict {
  const common = commonVerdict(answer);
  if (common) return common;
  if (isForeignPage(answer)) return later(`something else answered in Slack's place (${answerText(answer)}): a proxy or a login page?`);
  return /^\s*ok\s*$/i.test(answer.text) ? sent() : refused(`Slack did not say ok (${answerText(answer)})`);
}

export const slack: ChannelKind<SlackChannel> = {
  name: 'Slack',
  entry: v.strictObject({ kind: v.literal('slack'), ...COMMON }, fieldsOf([])),
  secret: () => ({ words: 'address of the incoming webhook (https://hooks.slack.com/services/…)', needed: true }),
  secretFault: addressFault,
  place: () => 'incoming webhook',
  // A webhook has no key: what it got twice stands there twice.
  repeats: false,
  resolves: false,
  compose: (_channel, notice, secret) => ({ via: 'http', url: secret, headers: {}, body: JSON.stringify(payload(notice)) }),
  judge,
};
