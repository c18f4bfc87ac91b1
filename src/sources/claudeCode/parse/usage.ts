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
  tokens: tokensOf(usage),
  thinkingTokens: billedCount(objectOf<'thinking_tokens'>(usage.output_tokens_details)?.thinking_tokens),
  speed: textOf(usage.speed) || (top?.speed ?? ''),
  serviceTier: textOf(usage.service_tier) || (top?.serviceTier ?? ''),
  inferenceGeo: textOf(usage.inference_geo) || (top?.inferenceGeo ?? ''),
});

/** A thousand full contexts. A greater count in one response is damage, which would outweigh everything else and take the sums of nano-USD beyond exact integers. */
const MOST = 1_000_000_000;

/** Tokens or requests of one response; what nobody can have used counts as 0. */
function billedCount(value: unknown): number {
  const count = countOf(value);
  return count <= MOST ? count : 0;
}

/** Writers before 2.1.152 may give 0 as the sum of cache writes while the split says more; without a split all are 5-minute writes. */
function tokensOf(usage: UsageFields): TokenCounts {
  const split = objectOf<'ephemeral_5m_input_tokens' | 'ephemeral_1h_input_tokens'>(usage.cache_creation);
  const cacheWrite1h = billedCount(split?.ephemeral_1h_input_tokens);
  return {
    input: billedCount(usage.input_tokens),
    output: billedCount(usage.output_tokens),
    cacheRead: billedCount(usage.cache_read_input_tokens),
    cacheWrite5m: Math.max(billedCount(split?.ephemeral_5m_input_tokens), billedCount(usage.cache_creation_input_tokens) - cacheWrite1h),
    cacheWrite1h,
    webSearches: billedCount(objectOf<'web_search_requests'>(usage.server_tool_use)?.web_search_requests),
  };
}
