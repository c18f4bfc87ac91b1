import { isRecord } from '../record';
import type { Moment } from './words';

/** The scripts that hooks run, by their names; own entries in settings.json are known by them. */
export const SCRIPTS = { posix: 'spendlight-hook.sh', windows: 'spendlight-hook.ps1' } as const;

/** One event of Claude Code's hooks, and what of ours is to be in its list. */
export interface Entry {
  readonly event: string;
  /** An element of the event's list. */
  readonly group: object;
}

/** Seconds; a hook takes milliseconds, and one that hangs lets the work go on. */
const TIMEOUT_S = 5;

/** Sub-agents by the name of their tool: Agent, Task in versions before, and Workflow, which starts several. Read as names, not as a pattern. */
const SUB_AGENTS = 'Agent|Task|Workflow';

const EVENTS: readonly { readonly event: string; readonly moment: Moment; readonly matcher?: string }[] = [
  { event: 'UserPromptSubmit', moment: 'prompt' },
  { event: 'PreToolUse', moment: 'tool', matcher: SUB_AGENTS },
  { event: 'PostToolBatch', moment: 'batch' },
];

/**
 * What belongs into Claude Code's settings, in exec form (no shell between). The script itself is the command, so that a Claude Code from before 2.1.139, which
 * knows no `args`, runs it without any, and it does nothing: a shell as the command would read the prompt as a script.
 * @param script absolute path of the script; ends in the name of one of SCRIPTS
 * @param state absolute path of the state file
 */
export function hookEntries(script: string, state: string): readonly Entry[] {
  return EVENTS.map(({ event, moment, matcher }) => {
    const args = script.endsWith('.ps1') ? ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', script, moment, state] : [moment, state];
    const handler = { type: 'command', command: script.endsWith('.ps1') ? 'powershell' : script, args, timeout: TIMEOUT_S };
    return { event, group: { ...(matcher === undefined ? {} : { matcher }), hooks: [handler] } };
  });
}

const OURS = Object.values(SCRIPTS);
const isOurScript = (word: unknown): boolean => typeof word === 'string' && OURS.some((name) => word.split(/[\\/]/).at(-1) === name);

/** Whether a handler of a hook runs one of our scripts, wherever that lies. */
export const isOwnHandler = (handler: unknown): boolean =>
  isRecord(handler) && [handler['command'], ...(Array.isArray(handler['args']) ? (handler['args'] as unknown[]) : [])].some(isOurScript);
