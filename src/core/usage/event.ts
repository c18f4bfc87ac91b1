import type { UnknownName } from '../doctor/names';
import type { WorkflowId } from '../workflows/workflow';
import type { TokenCounts } from './tokens';

/** Where and when something happened, taken from one line of a transcript. Texts are '' where the line has none. */
export interface Origin {
  /** ms UTC, the line's own timestamp. */
  readonly at: number;
  readonly sessionId: string;
  /** The working directory as written: what Spendlight calls a project. */
  readonly cwd: string;
  readonly branch: string;
  /** Claude Code's version. */
  readonly version: string;
  readonly entrypoint: string;
  readonly sidechain: boolean;
  /** The line is a copy made by a fork or a branch (requestSessionId, forkedFrom). */
  readonly copied: boolean;
  readonly agentId: string;
}

/** What one line says about one billable response. Lines of one response share `identity` and are merged. */
export interface UsageEvent {
  readonly kind: 'response';
  /** Names the response across files; see identity.ts. */
  readonly identity: string;
  readonly origin: Origin;
  /** The served model, as written. */
  readonly model: string;
  readonly tokens: TokenCounts;
  /** Part of output, where the writer gives it. */
  readonly thinkingTokens: number;
  /** The line carries a stop reason. */
  readonly final: boolean;
  /** Characters that the line shows; against output it tells an unfinished count. */
  readonly visibleChars: number;
  /** 'fast', 'standard' or ''. */
  readonly speed: string;
  /** 'standard', 'batch', 'priority' or ''. */
  readonly serviceTier: string;
  /** 'us', 'global', 'not_available' or ''. */
  readonly inferenceGeo: string;
  readonly skill: string;
  readonly mcpServer: string;
  readonly agentType: string;
  /** costUSD of very old lines in nano-USD, a basis of its own; null where the line has none. */
  readonly recordedNanoUsd: number | null;
}

/** A tool call, named by its tool_use id. */
export interface ToolCall {
  readonly kind: 'toolCall';
  readonly identity: string;
  readonly origin: Origin;
  readonly name: string;
  /** Identity of the response whose line holds the call; '' where none does. */
  readonly response: string;
  /** What the call is for, '' where nothing says it. Of its input nothing else is kept. */
  readonly workflow: WorkflowId | '';
}

/** The result of a tool call; it may be read before the call itself. */
export interface ToolResult {
  readonly kind: 'toolResult';
  readonly identity: string;
  readonly origin: Origin;
  readonly isError: boolean;
}

export const MARKS = ['prompt', 'command', 'typedCommand', 'compaction', 'apiError'] as const;
/** typedCommand: a slash command of history.jsonl, which counts only where no transcript has it. */
export type MarkName = (typeof MARKS)[number];

/** A prompt, slash command, compaction or API error: things that are counted, not billed. */
export interface Mark {
  readonly kind: 'mark';
  readonly mark: MarkName;
  readonly identity: string;
  readonly origin: Origin;
  /** '/name' of a command, '' otherwise. */
  readonly name: string;
  /** What a prompt asks for; '' where its words do not say, and of every other mark. */
  readonly workflow: WorkflowId | '';
}

/** Claude Code's own running total of a session, one model of it. */
export interface CostStateModel {
  readonly model: string;
  readonly tokens: TokenCounts;
  readonly nanoUsd: number;
}

/** A cost-state line; the last one of a file counts. */
export interface CostState {
  readonly kind: 'costState';
  readonly sessionId: string;
  /** ms UTC; a fork repeats its parent's. */
  readonly startAt: number;
  readonly models: readonly CostStateModel[];
}

export type Fact = UsageEvent | ToolCall | ToolResult | Mark | CostState;

/** A line that could not be read, or a name in it that nobody knows. Expected trouble, so a value. */
export type ParseIssue = { readonly kind: 'malformed' } | { readonly kind: 'oversize' } | ({ readonly kind: 'unknownName' } & UnknownName);
