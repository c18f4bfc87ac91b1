import type { Fact, Origin, UsageEvent } from '../../../core/usage/event';
import { iterationIdentity, responseIdentity, standingIdentity, toolIdentity } from '../../../core/usage/identity';
import { isEmpty } from '../../../core/usage/tokens';
import { workflowOfCall, type CallSigns } from '../../../core/workflows/tool';
import { listOf, nanoUsdOf, objectOf, textOf, type Fields } from './fields';
import { markFact, originOf, placeOf, timeIn, type LineContext, type RecordParser, type TranscriptRecord } from './record';
import { billedUsage, type BilledUsage } from './usage';
import { visibleChars } from './visible';

type MessageFields = Fields<'id' | 'model' | 'usage' | 'stop_reason' | 'content'>;
type BlockFields = Fields<'type' | 'id' | 'name' | 'input'>;

/** What is asked of a block of the answer. The texts of a call are '' in any other block. */
interface Block {
  readonly id: string;
  readonly name: string;
  readonly signs: CallSigns;
  /** Characters that it shows. */
  readonly chars: number;
}

const NO_SIGNS: CallSigns = { command: '', path: '' };

/** Messages of this model were made by Claude Code itself: no response, no cost. */
const SYNTHETIC = '<synthetic>';

/** A line of a response: what it is billed for, and the tool calls in it. */
export const parseAssistant: RecordParser = (record, context) => {
  const message = objectOf(record.message) as MessageFields | null;
  const at = timeIn(record);
  if (!message || at === null) return [];
  const origin = originOf(record, context, at);
  const facts: Fact[] = [];
  if (record.isApiErrorMessage === true) facts.push(markFact('apiError', '', record, context, origin));
  const blocks = listOf(message.content).map(blockOf);
  const response = message.model === SYNTHETIC ? '' : identityOf(record, message, origin, context);
  if (response !== '') facts.push(...responses(record, message, origin, context, response, blocks));
  for (const { id, name, signs } of blocks)
    if (id && name) facts.push({ kind: 'toolCall', identity: toolIdentity(id), origin, name, response, workflow: workflowOfCall(name, signs) });
  return facts;
};

function identityOf(record: TranscriptRecord, message: MessageFields, origin: Origin, context: LineContext): string {
  const messageId = textOf(message.id);
  // Mostly nothing else needs to be asked for.
  return (
    standingIdentity(messageId) ??
    responseIdentity({
      messageId,
      requestId: textOf(record.requestId),
      sessionId: origin.sessionId,
      at: origin.at,
      uuid: textOf(record.uuid),
      place: placeOf(context),
    })
  );
}

function responses(
  record: TranscriptRecord,
  message: MessageFields,
  origin: Origin,
  context: LineContext,
  identity: string,
  blocks: readonly Block[],
): readonly UsageEvent[] {
  const usage = objectOf(message.usage);
  if (!usage) return [];
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
    visibleChars: iteration === null ? charsOf(blocks) : 0,
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
const charsOf = (blocks: readonly Block[]): number => blocks.reduce((sum, { chars }) => sum + chars, 0);

/** Each field is read once: of a line that was only looked over, reading makes its value. */
function blockOf(value: unknown): Block {
  const block = (objectOf(value) ?? {}) as BlockFields;
  const chars = visibleChars(block);
  if (block.type !== 'tool_use') return { id: '', name: '', signs: NO_SIGNS, chars };
  return { id: textOf(block.id), name: textOf(block.name), signs: signsOf(block.input), chars };
}

/** The command line or the file in the input of a call. Nothing else of it is looked at. */
export function signsOf(input: unknown): CallSigns {
  const fields = objectOf<'command' | 'file_path' | 'notebook_path' | 'path'>(input);
  return fields ? { command: textOf(fields.command), path: textOf(fields.file_path) || textOf(fields.notebook_path) || textOf(fields.path) } : NO_SIGNS;
}
