import { workflowOfName } from './programs';
import type { WorkflowId } from './workflow';

/** What is known of a turn without its words. */
export interface TurnSigns {
  /** Of its prompt; '' where it says nothing or there is none. */
  readonly prompt: WorkflowId | '';
  /** '/name' of the slash command that began it, '' otherwise. */
  readonly command: string;
  /** How many of its tool calls are for what, sub-agents' included. */
  readonly calls: ReadonlyMap<WorkflowId, number>;
}

/** What a call says of its turn. Most turns end with a look at git, and what debugs is rarely run for anything else. */
const CALL_WEIGHT: Readonly<Record<WorkflowId, number>> = {
  debugging: 1.5,
  deployment: 1.2,
  api_development: 1.1,
  documentation: 1,
  development: 1,
  testing: 1,
  git_operations: 0.5,
};
/** Where calls weigh the same: tests are run for what is developed, not the other way round. */
const ORDER: readonly WorkflowId[] = ['debugging', 'deployment', 'api_development', 'documentation', 'development', 'testing', 'git_operations'];
/** "Add", "make" and "create" are said of everything: what was done tells more. */
const VAGUE: WorkflowId = 'development';
const VAGUE_WEIGHT = 1;

/**
 * What a turn was for, '' where nothing says it. A slash command with a telling name wins, then what the prompt asks for in so many
 * words, then what was done most.
 */
export function workflowOfTurn({ prompt, command, calls }: TurnSigns): WorkflowId | '' {
  const asked = (command === '' ? '' : workflowOfName(command)) || prompt;
  if (asked !== '' && asked !== VAGUE) return asked;
  const weightOf = (workflow: WorkflowId): number => (calls.get(workflow) ?? 0) * CALL_WEIGHT[workflow] + (asked === workflow ? VAGUE_WEIGHT : 0);
  const best = ORDER.reduce((a, b) => (weightOf(b) > weightOf(a) ? b : a));
  return weightOf(best) > 0 ? best : '';
}
