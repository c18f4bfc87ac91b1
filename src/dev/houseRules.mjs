// Rules of src/README.md that no off-the-shelf tool checks, as patterns over text: size, names, module state, the pure layers, SQL.
import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

const FOLDERS = ['src', 'test', 'webview'];
const CODE = /\.(?:ts|tsx|mjs|css)$/;
const GENERATED = /\.generated\.ts$/;
/** A test is a list and may be longer than what has to be understood as a whole. */
const mostLines = (file) => (file.startsWith('test/') ? 500 : 300);

/** The whole name, or its last word where that word adds nothing: `dataAsOf` and `deleteMyData` say what they are. */
const isBanned = (name) => /^(?:data|info|managers?|helpers?|utils?)$/i.test(name) || /[a-z\d_.-](?:Info|Manager|Helper|Util)s?$/.test(name);

const DECLARED = /(?:^|[\s(,])(?:class|const|enum|function|interface|let|type)\s+([\w$]+)/g;
const declaredNames = (line) => [...line.matchAll(DECLARED)].map((match) => match[1] ?? '');

const PRODUCT = /^(?:src\/(?!dev\/)|webview\/)/;
/** VS Code hands nothing to deactivate(), so what it ends has to be kept with the module. */
const STATE = /^(?!src\/extension\/main\.ts)(?:src\/(?!dev\/)|webview\/)/;
const LINE_RULES = [
  { where: STATE, pattern: /^(?:export )?(?:let|var) /, says: 'module state' },
  { where: STATE, pattern: /^(?:export )?const \w+(?:: [^=]+)? = new (?:Map|Set|WeakMap|WeakSet)(?:<.*>)?\(\);?$/, says: 'module state' },
  { where: PRODUCT, pattern: /^\s+(?:public |private |protected )?static /, says: 'a static' },
  { where: /^src\/(?:core|protocol)\//, pattern: /\bnew Date\(\)|\bDate\(\)|\bperformance\b\./, says: 'a clock in a pure layer' },
  {
    where: /^src\/(?!store\/|dev\/)|^webview\//,
    pattern: /\b(?:SELECT\s.+\sFROM|INSERT (?:OR \w+ )?INTO|CREATE (?:TABLE|INDEX)|DELETE FROM)\b/,
    says: 'SQL outside src/store',
  },
];

function* codeFiles(root, folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* codeFiles(root, path);
    else if (CODE.test(entry.name)) yield path;
  }
}

function faultsOf(file, text) {
  const faults = [];
  const lines = text.split('\n');
  const size = lines.length - (text.endsWith('\n') ? 1 : 0);
  if (size > mostLines(file)) faults.push(`${file}: ${size} lines, at most ${mostLines(file)} are read in one sitting`);
  const name = file.split('/').find((part) => isBanned(part.replace(/\..*$/, '')));
  if (name !== undefined) faults.push(`${file}: "${name}" says nothing, name it after what it does`);
  lines.forEach((line, index) => {
    if (/^\s*(?:\/\/|\*|\/\*)/.test(line)) return;
    for (const { where, pattern, says } of LINE_RULES) if (where.test(file) && pattern.test(line)) faults.push(`${file}:${index + 1}: ${says}`);
    if (PRODUCT.test(file))
      for (const declared of declaredNames(line)) if (isBanned(declared)) faults.push(`${file}:${index + 1}: "${declared}" is a banned name`);
  });
  return faults;
}

/** Every broken house rule below a project's folder, one text each. */
export function houseFaults(root) {
  const faults = [];
  const present = readdirSync(root);
  for (const folder of FOLDERS.filter((name) => present.includes(name))) {
    for (const file of codeFiles(root, folder)) {
      if (!GENERATED.test(file)) faults.push(...faultsOf(file.replaceAll(sep, '/'), readFileSync(join(root, file), 'utf8')));
    }
  }
  return faults;
}
