/*
 * The names that Claude Code writes, as of 2.1.330. A name that is missing here harms nothing: it is counted, and shown as
 * unknown, until somebody has looked at what it means for the figures.
 */

const names = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));
const together = (...sets: readonly ReadonlySet<string>[]): ReadonlySet<string> => new Set(sets.flatMap((set) => [...set]));

/** On every line with an envelope, whoever wrote it. */
const ENVELOPE = names(`
  type uuid parentUuid logicalParentUuid timestamp sessionId session_id cwd gitBranch version userType isSidechain entrypoint
  agentId agentName slug promptId teamName sessionKind forkedFrom message isMeta origin level content toolUseID parentToolUseID
`);

export const ASSISTANT = together(
  ENVELOPE,
  names(`
  requestId requestSessionId requestedModel apiBlockIndex thinkingDurationMs requestRef thinkingDisplay promptCacheRequested madeBy toolInputStreamMs
  effort perTurnEffort attributionSkill attributionPlugin attributionAgent attributionMcpServer attributionMcpTool
  isApiErrorMessage error errorDetails apiErrorStatus apiErrorType isAbortedMidStream costUSD durationMs advisorModel
`),
);

export const USER = together(
  ENVELOPE,
  names(`
  toolUseResult sourceToolAssistantUUID sourceToolUseID permissionMode permissionDecision promptSource queueSkipAttachments
  turnOrigin turnPosition turnCompanion sandboxed isCompactSummary isVisibleInTranscriptOnly thinkingMetadata todos
  toolDenialKind mcpMeta toolStats interruptedMessageId planContent imagePasteIds summarizeMetadata
`),
);

export const SYSTEM = together(
  ENVELOPE,
  names(`
  subtype error retryAttempt maxRetries retryInMs source cause url commandRun compactMetadata microcompactMetadata
  hookCount hookInfos hookErrors hookLabel hookAdditionalContext preventedContinuation stopReason hasOutput
  durationMs messageCount pendingBackgroundAgentCount pendingWorkflowCount
  originalModel fallbackModel retractedMessageUuids budgetTokens budgetLimit budgetNudges
`),
);

export const COST_STATE = names(`
  type sessionId totalCostUSD totalAPIDuration totalAPIDurationWithoutRetries totalToolDuration totalLinesAdded totalLinesRemoved
  totalDuration startTime modelUsage hasUnknownModelCost
`);

/** What a cost-state says of one model: a new name may be a new thing to pay for. */
export const COST_STATE_MODEL = names(`
  inputTokens outputTokens thinkingTokens cacheReadInputTokens cacheCreationInputTokens
  cacheCreationEphemeral5mInputTokens cacheCreationEphemeral1hInputTokens webSearchRequests costUSD contextWindow maxOutputTokens
`);

export const MESSAGE = names('id type role model content stop_reason stop_sequence stop_details usage context_management container');

export const USAGE = names(`
  input_tokens output_tokens cache_creation_input_tokens cache_read_input_tokens cache_creation server_tool_use service_tier
  inference_geo speed iterations output_tokens_details fallback_credit
`);
export const CACHE_CREATION = names('ephemeral_5m_input_tokens ephemeral_1h_input_tokens');
export const SERVER_TOOL_USE = names('web_search_requests web_fetch_requests');
export const OUTPUT_DETAILS = names('thinking_tokens');
export const ITERATIONS = names('message advisor_message compaction fallback_message');

export const SUBTYPES = names(`
  api_error api_refusal compact_boundary microcompact_boundary local_command stop_hook_summary turn_duration away_summary
  informational model_refusal_fallback bridge_status session_start error
`);

export const ATTACHMENTS = names(`
  hook_success hook_non_blocking_error hook_blocking_error hook_cancelled hook_additional_context hook_system_message
  queued_command file edited_text_file directory diagnostics opened_file_in_ide selected_lines_in_ide
  plan_mode plan_mode_exit auto_mode task_reminder total_tokens_reminder skill_listing agent_listing_delta deferred_tools_delta
  mcp_instructions_delta command_permissions invoked_skills environment model date date_change session_context
  remote_session_change prompt_snapshot goal_status ultra_effort_enter read_truncation_notice structured_output
  compact_file_reference fork_briefing
`);
