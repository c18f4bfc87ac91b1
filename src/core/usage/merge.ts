import type { Mark, MarkName, Origin, ToolCall, ToolResult, UsageEvent } from './event';
import type { WorkflowId } from '../workflows/workflow';
import type { TokenCounts } from './tokens';

/*
 * The one merge rule: wherever two lines of the same thing meet (in a reader, as a late copy, in the ledger), these
 * functions decide what stands. Each is associative, commutative and idempotent, so the reading order, the number of
 * copies and the time of their coming do not matter. Every choice below is a maximum or minimum in a total order.
 */

/** All that is kept of a response. */
export interface ResponseState {
  /** Of the earliest line: owner of the response. */
  readonly origin: Origin;
  /** No line of an uncopied main thread was seen: the input side is a replay's or a sub-agent's. */
  readonly replayed: boolean;
  readonly tokens: TokenCounts;
  /** Of the line with most output, as are the four texts below. */
  readonly final: boolean;
  readonly model: string;
  readonly speed: string;
  readonly serviceTier: string;
  readonly inferenceGeo: string;
  readonly thinkingTokens: number;
  readonly visibleChars: number;
  readonly skill: string;
  readonly mcpServer: string;
  readonly agentType: string;
  readonly recordedNanoUsd: number | null;
}

/** All that is kept of a tool call; `called` is false while only its result was seen. */
export interface ToolState {
  readonly origin: Origin;
  readonly called: boolean;
  readonly name: string;
  readonly isError: boolean;
  /** Key of the response that holds the owning line's call; NO_RESPONSE where none does. */
  readonly response: bigint;
  readonly workflow: WorkflowId | '';
}

/** No response has this key. */
export const NO_RESPONSE = 0n;

/** All that is kept of a prompt, command, compaction or API error. */
export interface MarkState {
  readonly origin: Origin;
  readonly mark: MarkName;
  readonly name: string;
  readonly workflow: WorkflowId | '';
}

export const responseOf = (event: UsageEvent): ResponseState => ({
  origin: event.origin,
  replayed: event.origin.sidechain || event.origin.copied,
  tokens: event.tokens,
  final: event.final,
  model: event.model,
  speed: event.speed,
  serviceTier: event.serviceTier,
  inferenceGeo: event.inferenceGeo,
  thinkingTokens: event.thinkingTokens,
  visibleChars: event.visibleChars,
  skill: event.skill,
  mcpServer: event.mcpServer,
  agentType: event.agentType,
  recordedNanoUsd: event.recordedNanoUsd,
});

/** `response` is the key of the identity that a call names, NO_RESPONSE where it names none. */
export const toolOf = (fact: ToolCall | ToolResult, response: bigint): ToolState =>
  fact.kind === 'toolCall'
    ? { origin: fact.origin, called: true, name: fact.name, isError: false, response, workflow: fact.workflow }
    : { origin: fact.origin, called: false, name: '', isError: fact.isError, response: NO_RESPONSE, workflow: '' };

export const markOf = (fact: Mark): MarkState => ({ origin: fact.origin, mark: fact.mark, name: fact.name, workflow: fact.workflow });

/**
 * Output is the maximum over all lines, because writers store the first lines of a response before its count is known.
 * The input side is equal on all lines except replays (side questions), so original lines beat replays; among equals it
 * is the maximum per field. Model and price marks come from the line with most output, because a model may change mid-stream.
 */
export function mergeResponse(a: ResponseState, b: ResponseState): ResponseState {
  const lead = compareLead(a, b) >= 0 ? a : b;
  return {
    origin: earlier(a.origin, b.origin),
    replayed: a.replayed && b.replayed,
    tokens: tokensOf(a, b),
    final: lead.final,
    model: lead.model,
    speed: lead.speed,
    serviceTier: lead.serviceTier,
    inferenceGeo: lead.inferenceGeo,
    thinkingTokens: Math.max(a.thinkingTokens, b.thinkingTokens),
    visibleChars: Math.max(a.visibleChars, b.visibleChars),
    skill: greater(a.skill, b.skill),
    mcpServer: greater(a.mcpServer, b.mcpServer),
    agentType: greater(a.agentType, b.agentType),
    recordedNanoUsd: a.recordedNanoUsd === null ? b.recordedNanoUsd : Math.max(a.recordedNanoUsd, b.recordedNanoUsd ?? 0),
  };
}

/**
 * A call owns the row, whenever its result was read; an error is an error however often it was copied. Of several calls the earliest
 * line owns it, and its response with it, because a gateway's response may have another identity in each copy.
 */
export function mergeTool(a: ToolState, b: ToolState): ToolState {
  const { origin, response } = compareCalls(a, b) <= 0 ? a : b;
  return {
    origin,
    called: a.called || b.called,
    name: greater(a.name, b.name),
    isError: a.isError || b.isError,
    response,
    workflow: greater(a.workflow, b.workflow),
  };
}

export const mergeMark = (a: MarkState, b: MarkState): MarkState => ({
  origin: earlier(a.origin, b.origin),
  mark: a.mark > b.mark ? a.mark : b.mark,
  name: greater(a.name, b.name),
  workflow: greater(a.workflow, b.workflow),
});

export const sameResponse = (a: ResponseState, b: ResponseState): boolean =>
  compareOrigins(a.origin, b.origin) === 0 &&
  a.replayed === b.replayed &&
  INPUT_SIDE.every((field) => a.tokens[field] === b.tokens[field]) &&
  compareLead(a, b) === 0 &&
  a.thinkingTokens === b.thinkingTokens &&
  a.visibleChars === b.visibleChars &&
  a.skill === b.skill &&
  a.mcpServer === b.mcpServer &&
  a.agentType === b.agentType &&
  a.recordedNanoUsd === b.recordedNanoUsd;

export const sameTool = (a: ToolState, b: ToolState): boolean =>
  a.name === b.name && a.isError === b.isError && a.workflow === b.workflow && compareCalls(a, b) === 0;

export const sameMark = (a: MarkState, b: MarkState): boolean =>
  a.mark === b.mark && a.name === b.name && a.workflow === b.workflow && compareOrigins(a.origin, b.origin) === 0;

/** The owner's order: earliest first, an original before its copy, the main thread before a side chain, then by text so that it is total. */
export const compareOrigins = (a: Origin, b: Origin): number =>
  a.at - b.at ||
  Number(a.copied) - Number(b.copied) ||
  Number(a.sidechain) - Number(b.sidechain) ||
  compareTexts(a.sessionId, b.sessionId) ||
  compareTexts(a.cwd, b.cwd) ||
  compareTexts(a.branch, b.branch) ||
  compareTexts(a.version, b.version) ||
  compareTexts(a.entrypoint, b.entrypoint) ||
  compareTexts(a.agentId, b.agentId);

const INPUT_SIDE = ['input', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'webSearches'] as const;

function tokensOf(a: ResponseState, b: ResponseState): TokenCounts {
  const output = Math.max(a.tokens.output, b.tokens.output);
  if (a.replayed !== b.replayed) {
    const { input, cacheRead, cacheWrite5m, cacheWrite1h, webSearches } = (a.replayed ? b : a).tokens;
    return { input, output, cacheRead, cacheWrite5m, cacheWrite1h, webSearches };
  }
  return {
    input: Math.max(a.tokens.input, b.tokens.input),
    output,
    cacheRead: Math.max(a.tokens.cacheRead, b.tokens.cacheRead),
    cacheWrite5m: Math.max(a.tokens.cacheWrite5m, b.tokens.cacheWrite5m),
    cacheWrite1h: Math.max(a.tokens.cacheWrite1h, b.tokens.cacheWrite1h),
    webSearches: Math.max(a.tokens.webSearches, b.tokens.webSearches),
  };
}

/** Positive when `a` leads: most output, then the one with a stop reason, then by text so that it is total. */
const compareLead = (a: ResponseState, b: ResponseState): number =>
  a.tokens.output - b.tokens.output ||
  Number(a.final) - Number(b.final) ||
  compareTexts(a.model, b.model) ||
  compareTexts(a.speed, b.speed) ||
  compareTexts(a.serviceTier, b.serviceTier) ||
  compareTexts(a.inferenceGeo, b.inferenceGeo);

/** Negative when `a` owns the row: a call before a result, then the owner's order, then by key so that it is total. */
const compareCalls = (a: ToolState, b: ToolState): number =>
  Number(b.called) - Number(a.called) || compareOrigins(a.origin, b.origin) || Number(a.response > b.response) - Number(a.response < b.response);

const earlier = (a: Origin, b: Origin): Origin => (compareOrigins(a, b) <= 0 ? a : b);
/** Any text beats ''. Which of two texts wins is of no meaning, only that it is always the same one. */
const greater = <T extends string>(a: T, b: T): T => (a > b ? a : b);
const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
