import type { Priced, Pricer } from '../../core/pricing/price';
import { mergeResponse, sameResponse, type ResponseState } from '../../core/usage/merge';
import { isUnfinished } from '../../core/usage/unfinished';
import type { FactTable } from '../factTable';
import { measuresOf, MEASURES } from '../measures';
import { PACKED_RESPONSES } from '../rows/responseRow';
import type { ResponseSum } from '../sums';
import { ORIGIN_COLUMNS, originFrom, originRow } from './origin';

const COLUMNS = [
  ...ORIGIN_COLUMNS,
  'replayed',
  'input',
  'cache_read',
  'cache_write_5m',
  'cache_write_1h',
  'web_searches',
  'output',
  'final',
  'model',
  'speed',
  'tier',
  'geo',
  'thinking',
  'visible',
  'skill',
  'mcp_server',
  'agent_type',
  'recorded_nano_usd',
  'nano_usd',
] as const;

const NANO_USD = MEASURES.indexOf('nano_usd');

/** Responses: priced when they are written and when they are summed, by the same pricer. */
export function responseTable(pricer: Pricer): FactTable<ResponseState> {
  const price = (state: ResponseState): Priced =>
    pricer.price({
      model: state.model,
      at: state.origin.at,
      tokens: state.tokens,
      speed: state.speed,
      serviceTier: state.serviceTier,
      inferenceGeo: state.inferenceGeo,
    });
  const sum = (state: ResponseState): ResponseSum => {
    const { at, sessionId, cwd, branch, sidechain } = state.origin;
    return {
      at,
      sessionId,
      cwd,
      branch,
      sidechain,
      model: state.model,
      measures: measuresOf(state.tokens, price(state), !isUnfinished(state), state.recordedNanoUsd),
    };
  };
  return {
    name: 'response',
    columns: COLUMNS,
    packed: PACKED_RESPONSES,
    merge: mergeResponse,
    same: sameResponse,
    at: (state) => state.origin.at,
    change: (before, after) => ({ kind: 'response', before: before && sum(before), after: after && sum(after) }),
    cost: ({ after }) => (after && 'measures' in after ? after.measures[NANO_USD]! : null),
    consequences: () => [],
    group: () => null,
    toRow: (state, texts) => [
      ...originRow(state.origin, texts),
      Number(state.replayed),
      state.tokens.input,
      state.tokens.cacheRead,
      state.tokens.cacheWrite5m,
      state.tokens.cacheWrite1h,
      state.tokens.webSearches,
      state.tokens.output,
      Number(state.final),
      texts.id(state.model),
      texts.id(state.speed),
      texts.id(state.serviceTier),
      texts.id(state.inferenceGeo),
      state.thinkingTokens,
      state.visibleChars,
      texts.id(state.skill),
      texts.id(state.mcpServer),
      texts.id(state.agentType),
      state.recordedNanoUsd,
      price(state).nanoUsd,
    ],
    fromRow: (row, texts) => {
      const [replayed, input, cacheRead, cacheWrite5m, cacheWrite1h, webSearches, output, final, ...rest] = row.slice(
        ORIGIN_COLUMNS.length,
      ) as readonly number[];
      const [model, speed, tier, geo, thinking, visible, skill, mcpServer, agentType, recorded] = rest;
      return {
        origin: originFrom(row, texts),
        replayed: replayed === 1,
        tokens: { input: input!, output: output!, cacheRead: cacheRead!, cacheWrite5m: cacheWrite5m!, cacheWrite1h: cacheWrite1h!, webSearches: webSearches! },
        final: final === 1,
        model: texts.value(model!),
        speed: texts.value(speed!),
        serviceTier: texts.value(tier!),
        inferenceGeo: texts.value(geo!),
        thinkingTokens: thinking!,
        visibleChars: visible!,
        skill: texts.value(skill!),
        mcpServer: texts.value(mcpServer!),
        agentType: texts.value(agentType!),
        recordedNanoUsd: recorded ?? null,
      };
    },
  };
}
