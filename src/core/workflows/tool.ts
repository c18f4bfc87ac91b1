import { toolName } from '../usage/toolName';
import { workflowOfCommand } from './command';
import { workflowOfFile } from './file';
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

/** What one tool call is for, '' where nothing says it. `name` is the tool's as written. */
export function workflowOfCall(name: string, { command, path }: CallSigns): WorkflowId | '' {
  const { server, tool } = toolName(name);
  const did = command !== '' && SHELLS.test(tool) ? workflowOfCommand(command) : workflowOfFile(path, tool);
  if (did !== '' || server === null) return did;
  const words = server.toLowerCase().split(/[^a-z\d]+/);
  return SERVERS.find(([, pattern]) => words.some((word) => pattern.test(word)))?.[0] ?? '';
}
