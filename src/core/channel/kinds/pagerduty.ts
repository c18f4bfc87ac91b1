import * as v from 'valibot';
import { isRecord } from '../../record';
import { addressFault, hostOf } from '../address';
import type { PagerDutyChannel } from '../channel';
import { COMMON, fieldsOf, line, type ChannelKind } from '../kind';
import { inOne, type Notice } from '../notice';
import { commonVerdict, isForeignPage, later, refused, sent, type HttpAnswer, type Verdict } from '../verdict';

const EVENTS = 'https://events.pagerduty.com/v2/enqueue';
const SUMMARY = 1_024;
const SOURCE = 'Spendlight';

/** https://developer.pagerduty.com/docs/events-api-v2-overview. The key of an incident is the alert's id, behind the machine's name where it has one. */
function event({ source }: PagerDutyChannel, notice: Notice, routingKey: string): unknown {
  const envelope = { routing_key: routingKey, event_action: notice.action, dedup_key: source === '' ? notice.key : `${source}/${notice.key}` };
  if (notice.action === 'resolve') return envelope;
  return {
    ...envelope,
    client: 'Spendlight',
    payload: {
      summary: inOne(notice).slice(0, SUMMARY).toWellFormed(),
      source: source === '' ? SOURCE : source,
      severity: notice.severity,
      timestamp: new Date(notice.at).toISOString(),
      component: notice.about,
      ...(notice.budget === '' ? {} : { group: notice.budget }),
      ...(notice.metric === '' ? {} : { class: notice.metric }),
      custom_details: {
        spent: notice.spent,
        limit: notice.limit,
        percent: notice.percent,
        period: notice.period,
        amounts: notice.amounts,
        runbook: notice.runbook.join('\n'),
      },
    },
  };
}

function faultsOf(text: string): string {
  try {
    const answer: unknown = JSON.parse(text);
    const faults = isRecord(answer) && Array.isArray(answer['errors']) ? answer['errors'].filter((fault) => typeof fault === 'string') : [];
    return faults.join('; ').slice(0, 200);
  } catch {
    return '';
  }
}

/** 202 where it is taken; 400 with a list of what is wrong. */
function judge(answer: HttpAnswer): Verdict {
  const faults = answer.status === 400 ? faultsOf(answer.text) : '';
  if (faults !== '') return refused(`PagerDuty does not take the event (${faults})`);
  const common = commonVerdict(answer);
  if (common) return common;
  return isForeignPage(answer) ? later("something else answered in PagerDuty's place: a proxy or a login page?") : sent();
}

export const pagerduty: ChannelKind<PagerDutyChannel> = {
  name: 'PagerDuty',
  entry: v.strictObject(
    {
      kind: v.literal('pagerduty'),
      ...COMMON,
      url: v.optional(
        v.pipe(
          v.string('is no address'),
          v.rawCheck(({ dataset, addIssue }) => {
            const fault = dataset.typed ? addressFault(dataset.value) : null;
            if (fault !== null) addIssue({ message: fault });
          }),
        ),
        EVENTS,
      ),
      source: v.optional(line(50, 'is no name of up to 50 characters'), ''),
    },
    fieldsOf(['url', 'source']),
  ),
  secret: () => ({ words: 'routing key of an Events API v2 integration (32 letters and digits)', needed: true }),
  secretFault: (secret) => (/^[0-9a-zA-Z]{32}$/.test(secret) ? null : 'is no routing key: that has 32 letters and digits'),
  place: ({ url }) => hostOf(url),
  repeats: true,
  resolves: true,
  compose: (channel, notice, secret) => ({ via: 'http', url: channel.url, headers: {}, body: JSON.stringify(event(channel, notice, secret)) }),
  judge,
};
