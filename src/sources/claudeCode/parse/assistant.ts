import type { Fact, Origin, UsageEvent } from '../../../core/usage/event';
import { iterationIdentity, responseIdentity, toolIdentity } from '../../../core/usage/identity';
import { isEmpty } from '../../../core/usage/tokens';
import { listOf, nanoUsdOf, objectOf, textOf, timeOf, type Fields } from './fields';
import { markFact, originOf, placeOf, type LineContext, type RecordParser, type TranscriptRecord } from './record';
import { billedUsage, type BilledUsage } from './usage';

type MessageFields = Fields<'id' | 'model' | 'usage' | 'stop_reason' | 'content'>;
type BlockFields = Fields<'type' | 'text' | 'thinking' | 'id' | 'name' | 'input'>;

/** Messages of this model were made by Claude Code itself: no response, no cost. */
const SYNTHETIC = '<synthetic>';

/** A line of a response: what it is billed for, and the tool calls in it. */
export const parseAssistant: RecordParser = (record, context) => {
  const message = objectOf(record.message) as MessageFields | null;
  const at = timeOf(record.timestamp);
  if (!message || at === null) return [];
  const origin = originOf(record, context, at);
  const facts: Fact[] = [];
  if (record.isApiErrorMessage === true) facts.push(markFact('apiError', '', record, context, origin));
  if (message.model !== SYNTHETIC) facts.push(...responses(record, message, origin, context));
  for (const block of listOf(message.content)) {
    const { type, id, name } = (objectOf(block) ?? {}) as BlockFields;
    if (type === 'tool_use' && textOf(id) && textOf(name)) facts.push({ kind: 'toolCall', identity: toolIdentity(textOf(id)), origin, name: textOf(name) });
  }
  return facts;
};

function responses(record: TranscriptRecord, message: MessageFields, origin: Origin, context: LineContext): readonly UsageEvent[] {
  const usage = objectOf(message.usage);
  if (!usage) return [];
  const identity = responseIdentity({
    messageId: textOf(message.id),
    requestId: textOf(record.requestId),
    sessionId: origin.sessionId,
    at: origin.at,
    uuid: textOf(record.uuid),
    place: placeOf(context),
  });
  const served = textOf(message.model) || textOf(record.requestedModel) || 'unknown';
  const skill = textOf(record.attributionSkill) || context.skill;
  const mcpServer = textOf(record.attributionMcpServer);
  const agentType = textOf(record.attributionAgent) || context.agentType;
  const final = textOf(message.stop_reason) !== '';
  // Written out, because spreading objects took as long as reading the line.
  const event = ({ iteration, model, tokens, thinkingTokens, speed, serviceTier, inferenceGeo }: BilledUsage): UsageEvent => ({
    kind: 'response',
    identity: iteration === null ? identity : iterationIdentity(identity, iteration),
    origin,
    model: iteration === null ? served : model || served,
    tokens,
    thinkingTokens,
    final,
    visibleChars: iteration === null ? visibleChars(message.content) : 0,
    speed,
    serviceTier,
    inferenceGeo,
    skill,
    mcpServer,
    agentType,
    recordedNanoUsd: iteration === null ? nanoUsdOf(record.costUSD) : null,
  });
  return billedUsage(usage)
    .filter((billed) => !isEmpty(billed.tokens))
    .map(event);
}

/** Characters of the answer that this line shows; many of them beside few output tokens tell an unfinished count. */
function visibleChars(content: unknown): number {
  let chars = 0;
  for (const value of listOf(content)) {
    const block = (objectOf(value) ?? {}) as BlockFields;
    chars += textOf(block.text).length + textOf(block.thinking).length;
    if (block.type === 'tool_use' && block.input !== undefined) chars += jsonChars(block.input);
  }
  return chars;
}

/** Length as JSON; 0 for what is nested too deeply to be written again, though it could be read. */
function jsonChars(value: unknown): number {
  try {
    return JSON.stringify(value).length;
  } catch {
    return 0;
  }
}
