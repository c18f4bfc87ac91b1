/** What became of one try to send. Reasons are for people, one line, without secrets. */
export type Verdict =
  /** The receiver said that it has it. `remark` is '' or what it said beside. */
  | { readonly kind: 'sent'; readonly remark: string }
  /** It surely has it not, and may take it later; `after` in ms where it said when, else null. */
  | { readonly kind: 'later'; readonly reason: string; readonly after: number | null }
  /** Nobody knows whether it has it: no answer came. */
  | { readonly kind: 'unclear'; readonly reason: string }
  /** It has it not and never will, unless somebody changes something. */
  | { readonly kind: 'refused'; readonly reason: string };

export const sent = (remark = ''): Verdict => ({ kind: 'sent', remark });
export const later = (reason: string, after: number | null = null): Verdict => ({ kind: 'later', reason, after });
export const unclear = (reason: string): Verdict => ({ kind: 'unclear', reason });
export const refused = (reason: string): Verdict => ({ kind: 'refused', reason });

/** An answer over HTTP: the beginning of its text, and the moment that retry-after names, as ms from now. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  readonly after: number | null;
}

const HOUR = 3_600_000;

/** `retry-after` (RFC 9110, 10.2.3: seconds or a date) as ms from `now` (ms UTC), at most an hour; null where it is absent or says nothing. */
export function retryAfter(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), HOUR);
}

const isPage = (text: string): boolean => /^\s*<(?:!doctype|html|\?xml|head|body)/i.test(text);

/** What a receiver answered, for people: its status, and of its text what is short and no page. `secrets` may be in it: redact what comes out. */
export const answerText = ({ status, text }: HttpAnswer): string => {
  const said = isPage(text) ? 'a page of HTML' : text.replace(/\s+/g, ' ').trim().slice(0, 200);
  return said === '' ? `HTTP ${status}` : `HTTP ${status}, ${said}`;
};

/** Statuses that mean the same whoever says them; null where the receiver's own rules decide. */
export function commonVerdict(answer: HttpAnswer): Verdict | null {
  const { status, after } = answer;
  const said = answerText(answer);
  if (status === 429) return later(`too many messages (${said})`, after);
  // A gateway that waited in vain does not know whether the receiver has it.
  if (status === 504) return unclear(`no answer behind the gateway (${said})`);
  if (status >= 500 || status === 408 || status === 425) return later(`the receiver has trouble (${said})`, after);
  if (status === 407) return refused(`the proxy asks who you are (${said})`);
  if (status >= 400) return refused(`refused (${said})`);
  if (status >= 300) return refused(`the address leads elsewhere (HTTP ${status}); put the new one in`);
  return null;
}

/** Whether a good status comes with a page: a proxy or a login page answered in the receiver's place. */
export const isForeignPage = ({ text }: HttpAnswer): boolean => isPage(text);
