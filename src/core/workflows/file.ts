import type { WorkflowId } from './workflow';

const CLAUDES_OWN = /\/\.claude\/(?:plans|projects|todos|memory)\//i;

/** By path, the first that fits. A file's own name and kind say more than its folder. */
const RULES: readonly (readonly [WorkflowId, RegExp])[] = [
  ['documentation', /\.(?:mdx?|rst|adoc|asciidoc|tex|textile)$|\/(?:readme|changelog|license|contributing|authors|mkdocs\.ya?ml|doxyfile)(?:\.\w+)?$/i],
  [
    'testing',
    /(?:[._-](?:test|tests|spec|specs|cy|e2e)|\/test_[^/]*|\/conftest)\.\w+$|(?:Tests?|IT|Spec|Specs)\.(?:java|kt|kts|cs|fs|php|swift|scala|groovy|ts|js)$/,
  ],
  ['testing', /\.(?:feature|snap|bats)$|\/(?:jest|vitest|playwright|cypress|karma|ava|wdio)\.config\.\w+$|\/(?:pytest|tox)\.ini$|\/\.mocharc|\/phpunit\.xml/i],
  ['git_operations', /\/\.git(?:ignore|attributes|modules)$|\/\.git\/|\/codeowners$|\/\.mailmap$|\/\.husky\//i],
  [
    'deployment',
    /\/(?:[\w.-]*\.)?(?:docker|container)file(?:\.[\w.-]+)?$|\/(?:docker-)?compose[\w.-]*\.ya?ml$|\/\.dockerignore$|\.(?:tf|tfvars|hcl|nomad|bicep|service)$/i,
  ],
  [
    'deployment',
    /\/\.github\/(?:workflows|actions)\/|\/\.(?:gitlab-ci|travis|drone|cirrus)\.ya?ml$|\/jenkinsfile|\/\.circleci\/|\/(?:azure|bitbucket)-pipelines/i,
  ],
  ['deployment', /\/(?:k8s|kubernetes|helm|charts?|manifests|deploy|deployments?|infra|infrastructure|terraform|ansible|playbooks|nginx|ops)\//i],
  [
    'deployment',
    /\/(?:procfile|caddyfile|nginx\.conf|fly\.toml|vercel\.json|netlify\.toml|wrangler\.\w+|serverless\.\w+|cloudbuild\.ya?ml|skaffold\.ya?ml|cdk\.json|pulumi[\w.]*\.ya?ml|\.goreleaser\.ya?ml|deploy[\w-]*\.\w+|app\.ya?ml)$/i,
  ],
  ['testing', /\/(?:tests?|__tests__|__mocks__|__snapshots__|specs?|e2e|cypress|testdata|androidTest|[\w.-]+\.Tests)\//i],
  ['api_development', /\/(?:openapi|swagger)[\w.-]*\.(?:ya?ml|json)$|\.(?:proto|graphqls?|gql|http|rest)$/i],
  [
    'api_development',
    /(?:[._-](?:controller|router|routes?|resolvers?|handler|endpoint)|(?:Controller|Resolver|Router|Endpoint))s?\.\w+$|\/(?:routes?|router|resolvers?|urls|serializers|viewsets)\.\w+$/,
  ],
  ['api_development', /\/(?:api|apis|routes|routers|controllers|endpoints|handlers|webhooks|resolvers|graphql)\//i],
  ['documentation', /\/(?:docs?|documentation|man)\//i],
  ['debugging', /\/\.vscode\/launch\.json$|\.log$/i],
];

/** Tools of Claude Code and of common MCP servers that change the file they name; the others look at it. */
const CHANGES =
  /(?:^|_)(?:edit|multiedit|write|notebookedit|update|create|str_replace\w*|insert\w*|append\w*|patch\w*|(?:edit|write|create|replace|apply)_\w+)$/i;

export const changesFiles = (tool: string): boolean => CHANGES.test(tool);

/** What a file is changed for, '' where its path does not say it. The path is read and forgotten. */
export function workflowOfFile(path: string): WorkflowId | '' {
  if (path === '' || path.length > 4_000) return '';
  const place = `/${path.replaceAll('\\', '/')}`;
  if (CLAUDES_OWN.test(place)) return '';
  return RULES.find(([, pattern]) => pattern.test(place))?.[0] ?? 'development';
}
