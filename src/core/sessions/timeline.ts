/** One response of a session as the timeline needs it; of all threads, oldest first. */
export interface TimelineResponse {
  /** ms UTC. */
  readonly at: number;
  readonly model: string;
  readonly sidechain: boolean;
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
}

/** Under this many tokens a cache that went is not worth a word: prompts under about a thousand tokens are not cached at all. */
const LEAST_REWRITTEN = 2_000;
/** Of what could have been read from the cache, the share that must be missing. */
const MISSING_SHARE = 0.5;

/**
 * Tokens of each response's context that the response before it in the main thread had (as input, read or written) and that were paid again instead of read: the
 * difference between what could have been read and what was, where more than half is missing. By rule, because most transcripts do not say why: a compaction between
 * the two makes a new context, and another model has a cache of its own, which is paid again too. Sub-agents have contexts of their own and are left out (0).
 * `compactions` in ms UTC, ascending. Returns one number per response.
 */
export function rewrittenTokens(responses: readonly TimelineResponse[], compactions: readonly number[]): readonly number[] {
  let before: TimelineResponse | undefined;
  return responses.map((response) => {
    if (response.sidechain) return 0;
    const previous = before;
    before = response;
    if (!previous || compactions.some((at) => at > previous.at && at <= response.at)) return 0;
    const held = previous.input + previous.cacheRead + previous.cacheWrite;
    const context = response.input + response.cacheRead + response.cacheWrite;
    const readable = Math.min(held, context);
    const missing = readable - response.cacheRead;
    return missing >= LEAST_REWRITTEN && missing > readable * MISSING_SHARE ? missing : 0;
  });
}

/** Changes of model between consecutive responses of the main thread (product section J). */
export function modelSwitches(responses: readonly Pick<TimelineResponse, 'model' | 'sidechain'>[]): number {
  const main = responses.filter(({ sidechain }) => !sidechain);
  return main.filter(({ model }, index) => index > 0 && main[index - 1]!.model !== model).length;
}

/**
 * At most `most` of the points: of each stretch of equal length the one that `weight` gives most, so that peaks stay. In order. A picture has no more columns than that.
 */
export function thinned<T>(points: readonly T[], most: number, weight: (point: T) => number): readonly T[] {
  if (points.length <= most) return points;
  return Array.from({ length: most }, (_, index) => {
    const [from, to] = [Math.floor((index * points.length) / most), Math.floor(((index + 1) * points.length) / most)];
    return points.slice(from, to).reduce((best, point) => (weight(point) > weight(best) ? point : best));
  });
}
