import { WordPatterns } from './wordPatterns';
import type { WorkflowId } from './workflow';

/** What a person wants stands at the beginning of what they write, or after what they pasted. */
const HEAD = 600;
const TAIL = 300;

/** A word and what it weighs for one purpose. Words of the thing that is worked on weigh more than verbs. */
type Clue = readonly [workflow: WorkflowId, weight: number, words: string];

const clue = (workflow: WorkflowId, weight: number, words: string): Clue => [workflow, weight, words];

const CLUES: readonly Clue[] = [
  clue(
    'testing',
    3,
    'tests?|testing|pytest|jest|vitest|mocha|rspec|junit|phpunit|specs?|unit tests?|test suite|coverage|e2e|fixtures?|mock(?:s|ing)?|flaky|snapshots?|playwright|cypress',
  ),
  clue('testing', 3, 'teste(?:n|t)?|testfälle?|pruebas?|testes|tester|тесты?'),
  clue('testing', 2, 'assert\\w*|(?:still|all) pass(?:es)?|edge cases|tdd|property tests'),
  clue(
    'git_operations',
    4,
    'commit(?:s|ted|te|ten)?|pull requests?|prs?|rebase|cherry[- ]pick|squash|bisect|merge conflicts?|git|gitignore|stash|force push|pusche',
  ),
  clue('git_operations', 3, 'push|merged?|branch(?:es)?|blame|fast[- ]forward|diff|changelist|revert'),
  clue('git_operations', 2, 'tag|who wrote|what changed'),
  clue(
    'debugging',
    4,
    'bugs?|errors?|exceptions?|crash(?:es|ed|ing)?|stack ?traces?|traceback|segfault|panic|debug(?:ging)?|regression|memory leak|race condition|deadlock|undefined symbol|core dump|\\w+(?:error|exception)',
  ),
  clue(
    'debugging',
    4,
    'fail(?:s|ed|ing|ure)?|broken|does(?: not|n.t) work|not working|hangs?|freezes|goes wrong|wrong|fehler|falla|erreur|erro|error(?:es)?|kaputt|ошибк\\w+|stürzt ab|(?:4\\d\\d|5\\d\\d) (?:internal|error|bad)',
  ),
  clue('debugging', 3, 'why (?:does|is|do|are|did)|investigate|root cause|diagnose|troubleshoot|warum|por qué|pourquoi'),
  clue('debugging', 1, 'fix(?:es|ed)?|repair|issue|problem|behebe\\w*|corrige|corriger'),
  clue(
    'documentation',
    4,
    'readme|docs?|docstrings?|jsdoc|javadoc|documentation|changelog|tutorial|user guide|guide|adr|architecture decision|release notes|contributing|claude\\.md|typos?|dokument\\w+|documentación|документаци\\w+',
  ),
  clue('documentation', 3, 'comments?|document|comment the|explain in|manual|wiki|markdown|clarify|translate|kommentier\\w*'),
  clue(
    'deployment',
    4,
    'deploy\\w*|docker\\w*|containers?|containeri[sz]e|kubernetes|k8s|helm|terraform|ansible|nginx|staging|production|roll ?back|rollout|ci/cd|github actions?|pipelines?|pypi|lambda|replicas?|ausrollen|desplegar|déployer',
  ),
  clue('deployment', 3, 'publish|release|ship|provision|hosting|server config|tls|image is too'),
  clue(
    'api_development',
    4,
    'endpoints?|endpunkte?|rest(?:ful)?|graphql|openapi|swagger|webhooks?|grpc|protobuf|http (?:api|status|handler)|(?:get|post|put|delete|patch) /\\w*|route handler|rate limit\\w*|request body|response body',
  ),
  clue('api_development', 3, 'apis?|routes?|over http|status code|middleware|pagination'),
  clue(
    'development',
    1,
    'add|create|implement|build|refactor|rename|make|write|port|upgrade|optimi[sz]e|feature|set up|clean up|split|improve|support|use|füge|erstelle|baue|crea|añade|ajoute|crée|adicione',
  ),
];

const PATTERNS = new WordPatterns(CLUES.map(([, , words]) => words));

/** In this order where clues weigh the same. */
const ORDER: readonly WorkflowId[] = ['debugging', 'git_operations', 'deployment', 'api_development', 'documentation', 'testing', 'development'];

/** Addresses, mentioned files and paths: what they are called says little of what is to be done with them. */
const PLACES = /https?:\/\/\S+|@[\w./-]+|(?<![\w/.-])[\w.-]+(?:\/[\w.-]+)*\/[\w-]+\.\w{1,5}\b|(?<![\w/.-])\/?[\w.-]+(?:\/[\w.-]+){2,}/g;

/** What a prompt asks for, '' where its words do not say. The text is read and forgotten. */
export function workflowOfPrompt(text: string): WorkflowId | '' {
  const written = text.length <= HEAD + TAIL ? text : `${text.slice(0, HEAD)}\n${text.slice(-TAIL)}`;
  // Without one of these characters there is no place, and most prompts have none.
  const read = written.includes('/') || written.includes('@') ? written.replaceAll(PLACES, ' ') : written;
  const weights = new Map<WorkflowId, number>();
  const matching = PATTERNS.matching(read);
  CLUES.forEach(([workflow, weight], place) => {
    if ((matching & (1 << place)) !== 0) weights.set(workflow, (weights.get(workflow) ?? 0) + weight);
  });
  let best: WorkflowId | '' = '';
  for (const workflow of ORDER) if ((weights.get(workflow) ?? 0) > (best === '' ? 0 : weights.get(best)!)) best = workflow;
  return best;
}
