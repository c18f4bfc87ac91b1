import { workflowOfFile } from './file';
import { PROGRAMS, workflowOfName } from './programs';
import { shellCommands } from './shellCommands';
import type { WorkflowId } from './workflow';

/** What one command is for, and how sure that is: 3 its purpose, 2 usual, 1 looking or running something. */
type Sign = readonly [workflow: WorkflowId, weight: number];

/**
 * What a command line is for, '' for none of it (`ls`, `cd`, `grep`). Of several commands the surest decides, of equally sure ones
 * the last: `git pull && npm test` is testing, `npm test && git push` is git. The text is read and forgotten.
 */
export function workflowOfCommand(commandLine: string): WorkflowId | '' {
  return surest(commandLine, 0)?.[0] ?? workflowOfFile(WRITES.exec(commandLine)?.[1] ?? '');
}

/** A file that a shell writes, with a here-document for example. */
const WRITES = /^\s*(?:cat|echo|printf)\b[^\n|;&]{0,500}?(?<!\d)>{1,2}\s*["']?(?!\/dev\/)([^\s"'<>|&;$]{1,500})/;

/** `sh -c "sh -c ..."` is followed twice. */
const DEEPEST = 2;

function surest(line: string, depth: number): Sign | undefined {
  let best: Sign | undefined;
  for (const words of shellCommands(line)) {
    const sign = signOf(unwrapped(words), depth);
    if (sign && (!best || sign[1] >= best[1])) best = sign;
  }
  return best;
}

const SHELL_WORDS = /^(?:if|then|else|elif|do|while|until|!|\{|time|sudo|doas|env|nice|nohup|command|exec|builtin|xargs|watch|stdbuf|unbuffer|winpty)$/;
const ASSIGNMENT = /^\w+\+?=/;
/** Programs that run another one. */
const RUNNERS: readonly (readonly string[])[] = (
  'npx|pnpx|bunx|uvx|pipx run|yarn dlx|yarn exec|pnpm dlx|pnpm exec|npm exec|bun x|bundle exec|mise exec|direnv exec .|poetry run|pipenv run|uv run|' +
  'hatch run|pdm run|rye run|conda run|python -m|python3 -m|py -m|dotenv|cross-env|nix-shell --run|doppler run'
)
  .split('|')
  .map((words) => words.split(' '));
const INSIDE = /^(?:docker|podman|docker-compose|kubectl)$/;

/** The command without what only starts it: shell words, assignments, sudo, npx, `docker compose exec web`. */
function unwrapped(words: readonly string[]): readonly string[] {
  let rest = words;
  for (let round = 0; round < 8; round++) {
    const [first = ''] = rest;
    const runner = RUNNERS.find((one) => one.every((word, index) => rest[index] === word));
    if (SHELL_WORDS.test(first) || ASSIGNMENT.test(first)) rest = withoutFlags(rest.slice(1), first === 'env' ? ASSIGNMENT : /^-/);
    else if (first === 'timeout') rest = withoutFlags(rest.slice(1), /^-|^[\d.]+[smhd]?$/);
    else if (runner) rest = withoutFlags(rest.slice(runner.length), /^-|^[\w-]+=/);
    else break;
  }
  return inside(rest);
}

const withoutFlags = (words: readonly string[], flag: RegExp): readonly string[] => {
  const start = words.findIndex((word) => !flag.test(word));
  return start < 0 ? [] : words.slice(start);
};

/** What runs inside a container serves its own purpose: `docker compose run --rm web pytest`. */
function inside(words: readonly string[]): readonly string[] {
  if (!INSIDE.test(words[0] ?? '')) return words;
  const verb = words.findIndex((word) => word === 'exec' || word === 'run');
  if (verb < 0) return words;
  const target = words.findIndex((word, index) => index > verb && !word.startsWith('-') && !ASSIGNMENT.test(word));
  const inner = target < 0 ? [] : withoutFlags(words.slice(target + 1), /^-/);
  return inner.length > 0 && signOf(inner, DEEPEST) ? inner : words;
}

function signOf(words: readonly string[], depth: number): Sign | undefined {
  const [first = '', ...args] = words;
  const program = nameOf(first);
  if (/^(?:ba|z|da|fi|)sh$|^pwsh$|^powershell$/.test(program)) {
    const script = args.findIndex((word) => /^-\w*c$|^-Command$/i.test(word));
    if (script >= 0 && depth < DEEPEST) return surest(args[script + 1] ?? '', depth + 1);
    return ofScript(args.find((word) => !word.startsWith('-')) ?? '');
  }
  const own = OWN_RULES.get(program);
  if (own) return own(args);
  const workflow = PROGRAMS.get(program);
  if (workflow) return [workflow, workflow === 'development' ? 2 : 3];
  return /[/\\]|\.(?:sh|py|js|ts|rb|ps1)$/.test(first) ? ofScript(first) : undefined;
}

/** './node_modules/.bin/Jest.cmd' is jest, 'react@19' is react. */
const nameOf = (word: string): string =>
  (word.split(/[/\\]/).pop() ?? '')
    .replace(/(?<=.)@.*$/, '')
    .replace(/\.(?:exe|cmd|bat)$/i, '')
    .toLowerCase();

const ofScript = (path: string): Sign | undefined => {
  const workflow = path === '' ? '' : workflowOfName(path.split(/[/\\]/).pop() ?? '');
  return workflow === '' ? undefined : [workflow, 2];
};

const verbOf = (args: readonly string[]): string => args.find((word) => !/^[-+]/.test(word)) ?? '';
const sure = (workflow: WorkflowId): Sign => [workflow, 3];
const RUNS: Sign = ['development', 1];
const LOOKS = /^(?:status|diff|log|show|blame|remote|config|rev-parse|ls-files|branch|grep|shortlog|describe|fetch)$/;
/** Verbs of build tools and package managers. */
const VERBS: readonly (readonly [Sign, RegExp])[] = [
  [
    sure('testing'),
    /^(?:test|tests|t|tst|verify|nextest|tarpaulin|llvm-cov|mutants|spec|bench|check-test|tests?:.*|.*[tT]est|surefire:.*|failsafe:.*|coverage|citest)$/,
  ],
  [sure('deployment'), /^(?:publish|deploy|push|release|pack|yank|deploy:.*|publish\w+|release:.*|upload)$/],
  [sure('documentation'), /^(?:doc|docs|rustdoc|javadoc|javadoc:.*|dokka\w*|site|yard|man|docfx)$/],
];

/** npm, cargo, gradle, make and their like: one verb or script says what they do. The others build. */
function builds(args: readonly string[]): Sign {
  const verbs = args.filter((word) => !/^[-+]/.test(word) && !ASSIGNMENT.test(word));
  const found = VERBS.find(([, pattern]) => verbs.slice(0, 4).some((word) => pattern.test(word)));
  if (found) return found[0];
  const script = verbs[0] === 'run' || verbs[0] === 'run-script' ? verbs[1] : verbs[0];
  const workflow = script === undefined || /^(?:install|i|ci|add|build|run|exec)$/.test(script) ? '' : workflowOfName(script);
  return workflow === '' || workflow === 'development' ? ['development', 2] : [workflow, 3];
}

const ofLogs = (args: readonly string[]): Sign | undefined => (args.some((word) => /\.log\b|\/logs?\//.test(word)) ? ['debugging', 2] : undefined);
const ofCluster = (args: readonly string[]): Sign =>
  /^(?:logs|describe|debug|top|events|inspect|stats)$/.test(args[0] === 'compose' ? verbOf(args.slice(1)) : verbOf(args))
    ? ['debugging', 2]
    : sure('deployment');
const ofScripts = (args: readonly string[]): Sign => {
  if (args.some((word) => /^--inspect|^-m?pdb$/.test(word))) return sure('debugging');
  if (args.includes('--test')) return sure('testing');
  const script = args.find((word) => !word.startsWith('-')) ?? '';
  if (script.endsWith('manage.py')) return builds(args.slice(args.indexOf(script) + 1));
  const named = /\.\w+$/.test(script) ? ofScript(script) : undefined;
  return named && named[0] !== 'development' ? named : RUNS;
};
/** A request to something that is being made, not a download. */
const ofRequest = (args: readonly string[]): Sign | undefined => {
  const local = args.some((word) =>
    /\b(?:localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal|\[::1\])|\/\/[^/]*\bapi\b|\/(?:api|graphql|v\d+)\b/i.test(word),
  );
  const speaks = args.some((word) => /^(?:-X|-d|-H|-F|--request|--data\S*|--json|--header|--form)/.test(word));
  return local || speaks ? ['api_development', 2] : undefined;
};
const ofGitHub = (args: readonly string[]): Sign =>
  verbOf(args) === 'release' ? sure('deployment') : /^(?:run|workflow)$/.test(verbOf(args)) ? ['deployment', 2] : sure('git_operations');
const ofInPlace = (args: readonly string[]): Sign | undefined => (args.some((word) => /^-\w*i/.test(word)) ? RUNS : undefined);

const rules = (names: string, rule: (args: readonly string[]) => Sign | undefined) => names.split(' ').map((name) => [name, rule] as const);
const OWN_RULES: ReadonlyMap<string, (args: readonly string[]) => Sign | undefined> = new Map([
  ...rules(
    'npm yarn pnpm bun deno cargo go mvn mvnw gradle gradlew dotnet swift mix sbt bazel bazelisk make just task rake rails composer artisan flutter dart',
    builds,
  ),
  ...rules('zig stack cabal lein gem poetry uv hatch pdm invoke inv poe nx turbo lerna moon xcodebuild conda ant pants buck2', builds),
  ...rules('git', (args) => ['git_operations', LOOKS.test(verbOf(args)) ? 1 : 3]),
  ...rules('gh glab', ofGitHub),
  ...rules('docker podman docker-compose kubectl oc heroku fly flyctl', ofCluster),
  ...rules('tail cat less grep rg head zcat awk', ofLogs),
  ...rules('adb', (args) => (args.includes('logcat') ? sure('debugging') : RUNS)),
  ...rules('node python python3 py ruby php perl java tsx ts-node', ofScripts),
  ...rules('curl wget httpx ab wrk hey vegeta', ofRequest),
  ...rules('sed', ofInPlace),
  ...rules('psql mysql sqlite3 mongosh redis-cli mkdir touch', () => RUNS),
]);
