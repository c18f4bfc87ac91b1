import { PRICE_LIST_URL } from '../core/pricing/listAddress';
import { codesOf, unreachedWords } from './unreached';

export interface DownloadLimits {
  /** ms until everything has to be there. */
  readonly time: number;
  readonly bytes: number;
}

async function textOf(response: Response, most: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    const part = chunk as Uint8Array;
    bytes += part.byteLength;
    if (bytes > most) throw new Error(`it is larger than ${most / 1e6} MB`);
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}

/**
 * The text at a public address. Takes the fetch that is there when it is called: VS Code puts its own in place, which knows its proxies. Rejects with words
 * for people where it does not come, and with the signal's reason where that calls it off.
 */
export async function download(url: string, limits: DownloadLimits, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const inTime = AbortSignal.timeout(limits.time);
  const { host } = new URL(url);
  let reason: string;
  let cause: unknown;
  try {
    const response = await globalThis.fetch(url, { signal: AbortSignal.any([signal, inTime]) });
    if (response.ok) return await textOf(response, limits.bytes);
    reason = `it answered with ${response.status}`;
  } catch (error) {
    signal.throwIfAborted();
    cause = error;
    const [code] = codesOf(error);
    const said = error instanceof Error && code === undefined ? error.message : `the connection broke (${code})`;
    reason = inTime.aborted ? `not all came within ${limits.time / 1_000} s` : (unreachedWords(error) ?? said);
  }
  throw new Error(`nothing came from ${host}: ${reason}`, { cause });
}

/** The price list as its library publishes it: a quarter of a megabyte, with comments three times as much. Rejects as `download` does. */
export const downloadPriceList = (signal: AbortSignal): Promise<string> => download(PRICE_LIST_URL, { time: 30_000, bytes: 20e6 }, signal);
