import { toolName } from '../usage/toolName';
import { workflowOfCommand } from './command';
import { changesFiles, workflowOfFile } from './file';
import type { WorkflowId } from './workflow';

/** What of a call's input is looked at; '' where it has none. Nothing else of it is, and none of it is kept. */
export interface CallSigns {
  readonly command: string;
  readonly path: string;
}

/** Tools that run a command line: Claude Code's own, and those of common MCP servers. */
const SHELLS = /^(?:bash|powershell|shell|terminal|(?:run|execute|exec)_(?:command|shell|bash|terminal\w*)|run_in_terminal|start_process|shell_exec)$/i;

/** MCP servers that serve one purpose. */
const SERVERS: readonly (readonly [WorkflowId, RegExp])[] = [
  ['git_operations', /^(?:git|github|gitlab|bitbucket|gitea)$/],
  ['testing', /^(?:playwright|puppeteer|cypress|selenium|browserstack|testrail)$/],
  ['debugging', /^(?:sentry|datadog|newrelic|honeycomb|rollbar|bugsnag)$/],
  ['deployment', /^(?:kubernetes|k8s|docker|terraform|aws|azure|gcp|vercel|netlify|cloudflare|heroku|railway|argocd|jenkins|circleci)$/],
  ['api_development', /^(?:postman|openapi|swagger|insomnia|graphql|apidog)$/],
];

/** What calls of one tool are for. */
export interface ToolPurpose {
  /** Whether the signs say anything: where nothing of a call is looked at, all of them are for the same. */
  readonly asksSigns: boolean;
  /** '' where nothing says it. */
  of(signs: CallSigns): WorkflowId | '';
}

/** `name` is the tool's as written. */
export function purposeOfTool(name: string): ToolPurpose {
  const { server, tool } = toolName(name);
  const [runs, changes] = [SHELLS.test(tool), changesFiles(tool)];
  const words = server?.toLowerCase().split(/[^a-z\d]+/) ?? [];
  const otherwise = SERVERS.find(([, pattern]) => words.some((word) => pattern.test(word)))?.[0] ?? '';
  return {
    asksSigns: runs || changes,
    of: ({ command, path }) => (command !== '' && runs ? workflowOfCommand(command) : changes ? workflowOfFile(path) : '') || otherwise,
  };
}

/** What one tool call is for, '' where nothing says it. `name` is the tool's as written. */
export const workflowOfCall = (name: string, signs: CallSigns): WorkflowId | '' => purposeOfTool(name).of(signs);
