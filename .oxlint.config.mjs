// The lint. Import bans per folder come from the same table as the check of the bundles: src/dev/layers.mjs.
import { EXCEPTIONS, LAYERS } from './src/dev/layers.mjs';

const escaped = (name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const GUARDED = [...new Set([...LAYERS, ...EXCEPTIONS].flatMap(({ npm }) => npm))];

/** Bans for one layer: the layers it may not see, the packages that belong to others, and Node's modules where it is pure. */
function bans(layer, extraNpm = []) {
  const folders = LAYERS.filter(({ name }) => name !== layer.name && !layer.layers.includes(name)).map(({ folder }) => folder);
  const patterns = folders.map((folder) => ({
    // From src/core/x.ts the engine is '../engine', from webview it is '../src/engine'.
    regex: `^(\\.\\./)+(src/)?${escaped(folder.replace('src/', ''))}(/|$)`,
    message: `${layer.name} may not import ${folder}: see src/README.md`,
  }));
  for (const name of GUARDED.filter((npm) => !layer.npm.includes(npm) && !extraNpm.includes(npm))) {
    patterns.push({ regex: `^${escaped(name)}(/|$)`, message: `${layer.name} may not import ${name}: see src/dev/layers.mjs` });
  }
  patterns.push({ regex: String.raw`^(\.\./)+(dev|test)/`, message: 'product code imports no tools and no tests' });
  if (!layer.node) patterns.push({ regex: '^node:', message: `${layer.name} is pure: no Node` });
  return { 'no-restricted-imports': ['error', { patterns }] };
}

// The compiler's empty `types` would do, did not the types of some packages bring Node's or the browser's with them.
const WORLD = [
  'Buffer',
  'clearTimeout',
  'crypto',
  'document',
  'fetch',
  'global',
  'performance',
  'process',
  'require',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'window',
];
const PURE = {
  'no-restricted-globals': ['error', ...WORLD.map((name) => ({ name, message: 'pure code does nothing to the world' }))],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'pure code is told the time' },
    { object: 'Math', property: 'random', message: 'pure code knows no chance' },
  ],
};
const TEXT_ONLY = {
  'no-restricted-properties': [
    'error',
    ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({ property, message: 'text only: nothing reaches HTML unescaped' })),
  ],
};

export default {
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'promise', 'react'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true },
  ignorePatterns: ['**/*.generated.ts', 'node_modules', 'dist', 'out', '.vscode-test'],
  rules: {
    'no-console': 'error',
    'no-eval': 'error',
    'no-param-reassign': 'error',
    'no-var': 'error',
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/no-mutable-exports': 'error',
    'promise/catch-or-return': 'off',
    'react/no-danger': 'error',
    'typescript/await-thenable': 'error',
    'typescript/ban-ts-comment': 'error',
    'typescript/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    'typescript/no-deprecated': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-namespace': 'error',
    'typescript/no-require-imports': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/prefer-promise-reject-errors': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'unicorn/prefer-node-protocol': 'error',
    // Not ours: a matter of taste, or said by the compiler already.
    'import/no-named-as-default-member': 'off',
    'import/no-unassigned-import': 'off',
    'no-shadow': 'off',
    'no-underscore-dangle': 'off',
    'promise/always-return': 'off',
    'promise/no-callback-in-promise': 'off',
    // Of React's compiler; Preact's signals are made to be assigned.
    'react/immutability': 'off',
    'react/react-in-jsx-scope': 'off',
    'typescript/consistent-return': 'off',
    'typescript/no-redundant-type-constituents': 'off',
    'typescript/no-unnecessary-type-arguments': 'off',
    // Wrong on assertions of values that came in as unknown.
    'typescript/no-unnecessary-type-assertion': 'off',
    'typescript/no-unnecessary-boolean-literal-compare': 'off',
    'typescript/no-generated-empty-object-type': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/unbound-method': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/no-array-reverse': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/no-new-array': 'off',
    'unicorn/require-post-message-target-origin': 'off',
  },
  overrides: [
    ...LAYERS.map((layer) => ({ files: [`${layer.folder}/**`], rules: bans(layer) })),
    ...EXCEPTIONS.map(({ file, npm }) => ({
      files: [file],
      rules: bans(
        LAYERS.find(({ folder }) => file.startsWith(`${folder}/`)),
        npm,
      ),
    })),
    { files: ['src/core/**', 'src/protocol/**'], rules: PURE },
    { files: ['webview/**'], rules: TEXT_ONLY },
    { files: ['test/**', 'src/dev/**', '*.mjs'], rules: { 'no-console': 'off', 'import/no-default-export': 'off' } },
    { files: ['**/*.mjs'], rules: { 'typescript/no-unnecessary-type-conversion': 'off' } },
  ],
};
