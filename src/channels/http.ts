import type { HttpMessage } from '../core/channel/message';
import { later, refused, retryAfter, unclear, type HttpAnswer, type Verdict } from '../core/channel/verdict';
import { codesOf, unreachedWords } from './unreached';

/**
 * ms until an answer has to be there. Longer than the 10 s after which Node gives up connecting, so that a receiver that cannot be reached is told
 * from one that was reached and does not answer: only the second may have the message.
 */
export const ANSWER_LIMIT = 15_000;
/** Of an answer more is not read. */
const MOST_TEXT = 4_096;

/** An answer, or what went wrong on the way. */
export type Posted = { readonly kind: 'answer'; readonly answer: HttpAnswer } | { readonly kind: 'trouble'; readonly verdict: Verdict };

export interface HttpLimits {
  /** ms. */
  readonly answer: number;
  /** ms UTC. */
  now(): number;
}

const messagesOf = (error: unknown): string => (error instanceof Error ? `${error.message} ${messagesOf(error.cause)}` : '');

/** What an error of fetch means. Its own words are not passed on: the address, which may be the secret, can be in them. */
function troubleOf(error: unknown): Verdict {
  const unreached = unreachedWords(error);
  if (unreached !== null) return later(unreached);
  if (/redirect/i.test(messagesOf(error))) return refused('the address leads elsewhere (a redirect, which is not followed); put the new one in');
  if (/bad port/i.test(messagesOf(error))) return refused('the port is one that nothing may be sent to');
  const [code] = codesOf(error);
  // Thrown before anything is sent: an address or a header that fetch does not take.
  if (error instanceof TypeError && error.cause === undefined && code === undefined) return refused('the address or a header cannot be used');
  return unclear(`the connection broke before an answer came${code === undefined ? '' : ` (${code})`}`);
}

/** The beginning of an answer's text; what breaks off is what came until then. */
async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      if (text.length >= MOST_TEXT) break;
    }
  } catch {
    // The status is what counts, and it is there.
  }
  return text.slice(0, MOST_TEXT);
}

/**
 * Sends JSON by POST, once, without following redirects. Takes the fetch that is there when it is called: VS Code puts its own in place, which knows
 * its proxies. Rejects only where `signal` calls it off.
 */
export async function post({ url, headers, body }: HttpMessage, { answer: limit, now }: HttpLimits, signal: AbortSignal): Promise<Posted> {
  signal.throwIfAborted();
  const inTime = AbortSignal.timeout(limit);
  try {
    const response = await globalThis.fetch(url, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.any([signal, inTime]),
    });
    const after = retryAfter(response.headers.get('retry-after'), now());
    return { kind: 'answer', answer: { status: response.status, text: await beginningOf(response), after } };
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'trouble', verdict: inTime.aborted ? unclear(`no answer within ${limit / 1_000} s`) : troubleOf(error) };
  }
}
