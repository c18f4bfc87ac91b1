import type { TokenCounts } from '../../../core/usage/tokens';
import { countOf, listOf, objectOf, textOf, type Fields } from './fields';

/** One thing that a response is billed for: the response itself, or an iteration on top of it. */
export interface BilledUsage {
  /** Place in iterations[] of an advisor or compaction iteration; null for the response itself. */
  readonly iteration: number | null;
  /** '' when the usage does not name one. */
  readonly model: string;
  readonly tokens: TokenCounts;
  readonly thinkingTokens: number;
  readonly speed: string;
  readonly serviceTier: string;
  readonly inferenceGeo: string;
}

type UsageFields = Fields<
  | 'input_tokens'
  | 'output_tokens'
  | 'cache_read_input_tokens'
  | 'cache_creation_input_tokens'
  | 'cache_creation'
  | 'server_tool_use'
  | 'output_tokens_details'
  | 'speed'
  | 'service_tier'
  | 'inference_geo'
  | 'iterations'
  | 'model'
  | 'type'
>;

/** The top level is the sum of the ordinary iterations; these two are billed beside it. */
const BESIDE = new Set(['advisor_message', 'compaction']);

/** Everything that a `message.usage` is billed for, all-zero entries included. Fields that are null or of a wrong type count as 0. */
export function billedUsage(usage: UsageFields): readonly BilledUsage[] {
  const top = billed(usage, null, null);
  const beside = listOf(usage.iterations).flatMap((value, index) => {
    const iteration = objectOf(value) as UsageFields | null;
    return iteration && BESIDE.has(textOf(iteration.type)) ? [billed(iteration, index, top)] : [];
  });
  return [top, ...beside];
}

const billed = (usage: UsageFields, iteration: number | null, top: BilledUsage | null): BilledUsage => ({
  iteration,
  model: textOf(usage.model),
  tokens: countsIn(usage),
  thinkingTokens: billedCount(objectOf<'thinking_tokens'>(usage.output_tokens_details)?.thinking_tokens),
  speed: textOf(usage.speed) || (top?.speed ?? ''),
  serviceTier: textOf(usage.service_tier) || (top?.serviceTier ?? ''),
  inferenceGeo: textOf(usage.inference_geo) || (top?.inferenceGeo ?? ''),
});

/** A thousand full contexts. A greater count in one response is damage, which would outweigh everything else and take the sums of nano-USD beyond exact integers. */
const MOST = 1_000_000_000;

/** Tokens or requests of one response; what nobody can have used counts as 0. */
export function billedCount(value: unknown): number {
  const count = countOf(value);
  return count <= MOST ? count : 0;
}

/** The counts of a usage as they are written: any may be missing or of any type. */
export interface WrittenCounts {
  readonly input: unknown;
  readonly output: unknown;
  readonly cacheRead: unknown;
  /** The sum of cache writes, and its split. */
  readonly cacheWrites: unknown;
  readonly writes5m: unknown;
  readonly writes1h: unknown;
  readonly webSearches: unknown;
}

/** Writers before 2.1.152 may give 0 as the sum of cache writes while the split says more; without a split all are 5-minute writes. */
export function tokensOf(written: WrittenCounts): TokenCounts {
  const cacheWrite1h = billedCount(written.writes1h);
  return {
    input: billedCount(written.input),
    output: billedCount(written.output),
    cacheRead: billedCount(written.cacheRead),
    cacheWrite5m: Math.max(billedCount(written.writes5m), billedCount(written.cacheWrites) - cacheWrite1h),
    cacheWrite1h,
    webSearches: billedCount(written.webSearches),
  };
}

function countsIn(usage: UsageFields): TokenCounts {
  const split = objectOf<'ephemeral_5m_input_tokens' | 'ephemeral_1h_input_tokens'>(usage.cache_creation);
  return tokensOf({
    input: usage.input_tokens,
    output: usage.output_tokens,
    cacheRead: usage.cache_read_input_tokens,
    cacheWrites: usage.cache_creation_input_tokens,
    writes5m: split?.ephemeral_5m_input_tokens,
    writes1h: split?.ephemeral_1h_input_tokens,
    webSearches: objectOf<'web_search_requests'>(usage.server_tool_use)?.web_search_requests,
  });
}
