import type { WorkflowId } from './workflow';

const programs = (workflow: WorkflowId, names: string): [string, WorkflowId][] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => [name, workflow]);

/** Programs that serve one purpose, whatever follows them. */
export const PROGRAMS: ReadonlyMap<string, WorkflowId> = new Map([
  ...programs(
    'testing',
    `pytest py.test tox nox unittest jest vitest mocha ava jasmine karma cypress playwright testcafe wdio nightwatch rspec phpunit pest paratest codecept
    behat behave cucumber bats shellspec robot ctest gotestsum ginkgo nextest k6 locust nyc c8 coverage stryker mutmut testem web-test-runner`,
  ),
  ...programs('git_operations', 'git gh glab hub tea jj hg svn git-lfs gitk lazygit gt git-filter-repo'),
  ...programs(
    'debugging',
    `gdb lldb rr valgrind strace ltrace dtrace dtruss perf py-spy dlv pdb ipdb ndb jstack jmap jdb heaptrack coredumpctl addr2line journalctl dmesg lsof
    tcpdump tshark logcat sentry-cli memray scalene rbspy`,
  ),
  ...programs(
    'documentation',
    `mkdocs sphinx-build sphinx-apidoc sphinx-quickstart docusaurus typedoc jsdoc vitepress mdbook doxygen pdoc godoc javadoc yard asciidoctor pandoc pdflatex
    xelatex lualatex latexmk markdownlint markdownlint-cli2 vale cspell docfx git-cliff conventional-changelog swift-docc`,
  ),
  ...programs(
    'deployment',
    `docker docker-compose podman podman-compose buildah skopeo kubectl oc helm helmfile kustomize minikube kind k3d k9s terraform tofu terragrunt pulumi
    ansible ansible-playbook vagrant packer aws gcloud gsutil az doctl fly flyctl heroku vercel netlify wrangler firebase railway serverless sls sam cdk eb
    cap kamal dokku nomad argocd flux skaffold eas fastlane twine scp rsync ssh systemctl nginx certbot pm2 goreleaser semantic-release copilot`,
  ),
  ...programs(
    'api_development',
    `httpie http https xh grpcurl grpc_cli evans newman bru inso hurl openapi-generator openapi-generator-cli swagger-codegen swagger-cli redocly spectral
    prism oapi-codegen buf protoc graphql-codegen rover autocannon wscat websocat openapi-typescript orval swag`,
  ),
  ...programs(
    'development',
    `tsc eslint prettier biome oxlint oxfmt ruff black isort mypy pyright flake8 pylint gofmt goimports golangci-lint rustfmt rustc cmake ninja meson gcc g++
    clang clang++ clang-format javac kotlinc xcodebuild swiftlint swiftformat vite webpack rollup esbuild tsup parcel next nuxt ng astro expo sass tailwindcss
    pip pip3 pipenv bundle brew apt-get alembic prisma drizzle-kit flask uvicorn rubocop phpstan nodemon patch manage.py shadcn`,
  ),
]);

/** Words of a name that somebody gave to a script, a task or a slash command; earlier ones win. */
const NAMED: readonly (readonly [WorkflowId, RegExp])[] = [
  ['testing', /^(?:tests?|testing|spec|specs|e2e|coverage|cov|jest|vitest|pytest|cypress|playwright|integration|unit|tdd|itest|\w+test|test\w+)$/],
  ['git_operations', /^(?:commit|push|merge|rebase|pr|prs|pull|branch|squash|cherry|worktree|git|gitignore)$/],
  ['documentation', /^(?:docs?|documentation|typedoc|javadoc|dokka|changelog|readme|mkdocs|sphinx|site|doc\w+|init)$/],
  ['deployment', /^(?:deploy\w*|release|publish|ship|rollout|provision|docker|image|helm|terraform|infra|bootimage|upload|push)$/],
  ['api_development', /^(?:api|openapi|swagger|graphql|proto|protos|protobuf|grpc|endpoint)$/],
  ['debugging', /^(?:debug|debugger|inspect|trace|profile|logs|bug|fix|hotfix|investigate|diagnose)$/],
  [
    'development',
    /^(?:build|dev|start|serve|watch|lint|format|fmt|typecheck|types|compile|check|generate|gen|codegen|bundle|assemble|package|install|run|migrate|db|feature|implement|refactor)$/,
  ],
];

/** 'test:unit', 'integrationTest', '/commit-push-pr': what the name of a script or a slash command says, '' for nothing. */
export function workflowOfName(name: string): WorkflowId | '' {
  const words = name
    .slice(0, 200)
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
  return NAMED.find(([, pattern]) => words.some((word) => pattern.test(word)))?.[0] ?? '';
}
