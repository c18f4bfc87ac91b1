import type { CostStateModel } from '../../../core/usage/event';
import { countOf, nanoUsdOf, objectOf, textOf, type Fields } from './fields';
import type { RecordParser } from './record';

type ModelFields = Fields<
  | 'inputTokens'
  | 'outputTokens'
  | 'cacheReadInputTokens'
  | 'cacheCreationInputTokens'
  | 'cacheCreationEphemeral5mInputTokens'
  | 'cacheCreationEphemeral1hInputTokens'
  | 'webSearchRequests'
  | 'costUSD'
>;

/** Claude Code's own running total of a session. `startTime` is ms UTC there; 0 when missing. */
export const parseCostState: RecordParser = (record, context) => {
  const usage = objectOf(record.modelUsage);
  if (!usage) return [];
  const models = Object.entries(usage).flatMap(([model, value]) => {
    const fields = objectOf(value) as ModelFields | null;
    return fields ? [modelOf(model, fields)] : [];
  });
  return [{ kind: 'costState', sessionId: textOf(record.sessionId) || context.sessionId, startAt: countOf(record.startTime), models }];
};

/** Versions before 2.1.330 do not split cache writes: then all are 5-minute writes. */
function modelOf(model: string, fields: ModelFields): CostStateModel {
  const cacheWrite1h = countOf(fields.cacheCreationEphemeral1hInputTokens);
  return {
    model,
    tokens: {
      input: countOf(fields.inputTokens),
      output: countOf(fields.outputTokens),
      cacheRead: countOf(fields.cacheReadInputTokens),
      cacheWrite5m: Math.max(countOf(fields.cacheCreationEphemeral5mInputTokens), countOf(fields.cacheCreationInputTokens) - cacheWrite1h),
      cacheWrite1h,
      webSearches: countOf(fields.webSearchRequests),
    },
    nanoUsd: nanoUsdOf(fields.costUSD) ?? 0,
  };
}
