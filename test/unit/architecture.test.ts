import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = process.cwd();

interface Verdict {
  readonly code: number | null;
  readonly text: string;
}

/** Runs the project's own check in another folder. */
function check(folder: string, ...steps: readonly string[]): Verdict {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'src/dev/check.mjs'), ...steps], { cwd: folder, encoding: 'utf8' });
  return { code: status, text: stdout + stderr };
}

/** A whole, tiny project that obeys: one file or two a layer, under the real configuration. */
const OBEYS: Readonly<Record<string, string>> = {
  'package.json':
    '{ "name": "tiny", "private": true, "engines": { "vscode": "^1.110.0" }, "devDependencies": { "@types/vscode": "*", "chart.js": "*", "preact": "*" } }\n',
  'src/core/sum.ts': 'export const sum = (a: number, b: number): number => a + b;\n',
  'src/protocol/view.ts': "import { sum } from '../core/sum';\n\nexport const view = (a: number): number => sum(a, 1);\n",
  'src/sources/read.ts': "import { readFileSync } from 'node:fs';\n\nexport const read = (path: string): string => readFileSync(path, 'utf8');\n",
  'src/store/query.ts': "export const query = (): string => 'SELECT a FROM b';\n",
  'src/engine/worker.ts': [
    "import { view } from '../protocol/view';",
    "import { read } from '../sources/read';",
    "import { query } from '../store/query';",
    '',
    'export const run = (path: string): number => view(read(path).length + query().length);',
    '',
  ].join('\n'),
  'src/cli/main.ts': "import { run } from '../engine/worker';\n\nrun('x');\n",
  'src/extension/main.ts':
    "import * as vscode from 'vscode';\nimport { run } from '../engine/worker';\n\nexport const activate = (): number => run(vscode.version);\n",
  'webview/charts/chart.ts': "import { Chart } from 'chart.js';\n\nexport const chartVersion = (): string => Chart.version;\n",
  'webview/main.tsx':
    "import { render } from 'preact';\nimport { view } from '../src/protocol/view';\nimport { chartVersion } from './charts/chart';\n\nrender(chartVersion() + String(view(1)), document.body);\n",
};

interface Plant {
  readonly what: string;
  /** Added to the end of the file. */
  readonly file: string;
  readonly text: string;
  readonly step: string;
  /** In the step's own words. */
  readonly says: RegExp;
}

const plant = (what: string, file: string, text: string, step: string, says: RegExp): Plant => ({ what, file, text, step, says });
const banned = (file: string, path: string): RegExp =>
  new RegExp(`${file.replaceAll('.', '\\.')}:\\d+:\\d+: '${path.replaceAll('.', '\\.')}' import is restricted`);
const lintImport = (what: string, file: string, path: string): Plant => plant(what, file, `import '${path}';\n`, 'lint', banned(file, path));

const PLANTS: readonly Plant[] = [
  lintImport('core imports the engine', 'src/core/a.ts', '../engine/worker'),
  lintImport('core imports protocol', 'src/core/b.ts', '../protocol/view'),
  plant(
    'core imports a type of the store',
    'src/core/c.ts',
    "import type { query } from '../store/query';\n\nexport type Q = typeof query;\n",
    'lint',
    banned('src/core/c.ts', '../store/query'),
  ),
  plant(
    'core loads the engine late',
    'src/core/d.ts',
    "export const late = (): Promise<unknown> => import('../engine/worker');\n",
    'lint',
    banned('src/core/d.ts', '../engine/worker'),
  ),
  plant('core passes a source on', 'src/core/e.ts', "export { read } from '../sources/read';\n", 'lint', banned('src/core/e.ts', '../sources/read')),
  plant(
    'core names a type by import()',
    'src/core/f.ts',
    "export type Q = typeof import('../store/query').query;\n",
    'lint',
    /src\/core\/f\.ts:\d+:\d+: .*import/,
  ),
  lintImport('core imports Node', 'src/core/g.ts', 'node:fs'),
  lintImport('core imports vscode', 'src/core/h.ts', 'vscode'),
  plant('core reads the clock', 'src/core/i.ts', 'export const now = (): number => Date.now();\n', 'lint', /src\/core\/i\.ts:.*Date\.now/),
  plant('core rolls dice', 'src/core/j.ts', 'export const dice = (): number => Math.random();\n', 'lint', /src\/core\/j\.ts:.*Math\.random/),
  plant('core reads the environment', 'src/core/p.ts', "export const home = (): unknown => process.env['HOME'];\n", 'lint', /src\/core\/p\.ts:.*'process'/),
  plant('protocol fetches', 'src/protocol/b.ts', "export const get = (): unknown => fetch('x');\n", 'lint', /src\/protocol\/b\.ts:.*'fetch'/),
  lintImport('protocol imports the store', 'src/protocol/a.ts', '../store/query'),
  lintImport('sources import the store', 'src/sources/a.ts', '../store/query'),
  lintImport('sources import vscode', 'src/sources/b.ts', 'vscode'),
  lintImport('the store imports sources', 'src/store/a.ts', '../sources/read'),
  lintImport('the engine imports the command line', 'src/engine/a.ts', '../cli/main'),
  lintImport('the engine imports vscode', 'src/engine/b.ts', 'vscode'),
  lintImport('the engine imports sql.js', 'src/engine/c.ts', 'sql.js'),
  lintImport('the engine imports chokidar', 'src/engine/d.ts', 'chokidar'),
  lintImport('the command line imports the extension', 'src/cli/a.ts', '../extension/main'),
  lintImport('the extension imports the command line', 'src/extension/a.ts', '../cli/main'),
  lintImport('the extension imports sql.js', 'src/extension/b.ts', 'sql.js'),
  lintImport('the page imports the engine', 'webview/a.ts', '../src/engine/worker'),
  lintImport('the page imports the store', 'webview/pages/b.ts', '../../src/store/query'),
  lintImport('a page imports chart.js', 'webview/pages/c.ts', 'chart.js'),
  lintImport('product code imports tools', 'src/engine/e.ts', '../dev/layers.mjs'),
  plant(
    'markup from text',
    'webview/d.ts',
    'export const show = (node: Element, text: string): void => {\n  node.innerHTML = text;\n};\n',
    'lint',
    /webview\/d\.ts:.*innerHTML/,
  ),
  plant(
    'a promise left alone',
    'src/engine/f.ts',
    'const later = async (): Promise<number> => 1;\n\nexport const f = (): void => {\n  later();\n};\n',
    'lint',
    /src\/engine\/f\.ts:.*floating/,
  ),
  plant(
    'a promise where none is awaited',
    'src/engine/g.ts',
    'const later = async (): Promise<void> => {};\n\nexport const g = (): void => [1].forEach(later);\n',
    'lint',
    /src\/engine\/g\.ts:.*misused/,
  ),
  plant('any', 'src/engine/h.ts', 'export const h = (x: any): unknown => x;\n', 'lint', /src\/engine\/h\.ts:.*any/),
  plant('core uses process', 'src/core/k.ts', 'export const pid = (): number => process.pid;\n', 'types core', /src\/core\/k\.ts.*process/),
  plant('core uses fetch', 'src/core/l.ts', "export const get = (): unknown => fetch('x');\n", 'types core', /src\/core\/l\.ts.*fetch/),
  plant('core uses document', 'src/core/m.ts', 'export const title = (): string => document.title;\n', 'types core', /src\/core\/m\.ts.*document/),
  plant(
    'core uses a timer',
    'src/core/n.ts',
    'export const wait = (f: () => void): unknown => setTimeout(f, 1);\n',
    'types core',
    /src\/core\/n\.ts.*setTimeout/,
  ),
  plant('the page uses process', 'webview/e.ts', 'export const pid = (): number => process.pid;\n', 'types webview', /webview\/e\.ts.*process/),
  plant('a type error', 'src/cli/b.ts', "export const n: number = 'one';\n", 'types', /src\/cli\/b\.ts.*number/),
  plant('an export that nobody uses', 'src/core/sum.ts', '\nexport const unused = 1;\n', 'dead code', /unused\s+src\/core\/sum\.ts/),
  plant('a file that nobody imports', 'src/core/alone.ts', 'export const alone = 1;\n', 'dead code', /src\/core\/alone\.ts/),
  plant('a bad format', 'src/cli/c.ts', 'export const x = "double quotes"\n', 'format', /src\/cli\/c\.ts/),
  plant('a clock in core', 'src/core/o.ts', 'export const now = (): Date => new Date();\n', 'house', /src\/core\/o\.ts:1: a clock/),
  plant('SQL in the engine', 'src/engine/i.ts', "export const q = 'SELECT a FROM b';\n", 'house', /src\/engine\/i\.ts:1: SQL/),
  plant(
    'a variable of a module',
    'src/engine/j.ts',
    'let count = 0;\n\nexport const next = (): number => ++count;\n',
    'house',
    /src\/engine\/j\.ts:1: module state/,
  ),
  plant('a static', 'src/engine/k.ts', 'export class K {\n  static shared = 1;\n}\n', 'house', /src\/engine\/k\.ts:2: a static/),
  plant('a banned file name', 'src/core/dateUtils.ts', 'export const x = 1;\n', 'house', /dateUtils\.ts: "dateUtils\.ts" says nothing/),
  plant('a banned type name', 'src/engine/l.ts', 'export class SessionManager {}\n', 'house', /src\/engine\/l\.ts:1: "SessionManager" is a banned name/),
  plant('a file too long', 'src/core/long.ts', '// a line\n'.repeat(301), 'house', /src\/core\/long\.ts: 301 lines/),
  plant(
    'a bundle edge upwards',
    'src/protocol/view.ts',
    "\nexport * from '../store/query';\n",
    'layers',
    /src\/protocol\/view\.ts: protocol may not import src\/store\/query\.ts/,
  ),
  plant(
    'a package below its layer',
    'src/core/sum.ts',
    "\nexport * from 'preact';\n",
    'layers',
    /src\/core\/sum\.ts: core may not import .*node_modules\/preact/,
  ),
  plant(
    'Node below its layer',
    'src/protocol/view.ts',
    "\nexport * from 'node:path';\n",
    'layers',
    /src\/protocol\/view\.ts: protocol may not import node:path/,
  ),
  plant(
    'vscode outside the extension',
    'src/engine/worker.ts',
    "\nexport * from 'vscode';\n",
    'layers',
    /src\/engine\/worker\.ts: engine may not import vscode/,
  ),
  plant(
    'a folder outside every layer',
    'src/cli/main.ts',
    "\nexport * from '../misc/x';\n",
    'layers',
    /src\/cli\/main\.ts: cli may not import src\/misc\/x\.ts/,
  ),
  plant('the folder itself', 'src/misc/x.ts', 'export const x = 1;\n', 'layers', /src\/misc\/x\.ts lies in no layer/),
];

const CONFIGURATION = [
  'tsconfig.json',
  'src/core/tsconfig.json',
  'src/protocol/tsconfig.json',
  'webview/tsconfig.json',
  '.oxlint.config.mjs',
  '.oxfmtrc.json',
  '.knip.json',
];

function project(parent: string, name: string, plants: readonly Plant[]): string {
  const folder = join(parent, name);
  const texts = new Map(Object.entries(OBEYS));
  for (const { file, text } of plants) texts.set(file, (texts.get(file) ?? '') + text);
  for (const [file, text] of texts) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  for (const file of [...CONFIGURATION, 'src/dev/layers.mjs']) cpSync(join(ROOT, file), join(folder, file));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

describe('the layers and house rules', function () {
  // Whole compilers and linters run here.
  this.timeout(120_000);
  const parent = mkdtempSync(join(tmpdir(), 'spendlight-rules-'));
  after(() => rmSync(parent, { recursive: true, force: true }));

  it('hold in this project: every edge of every bundle, and every file', () => {
    const { code, text } = check(ROOT, 'layers', 'house');
    assert.equal(code, 0, text);
  });

  it('let a small project that obeys pass', () => {
    const { code, text } = check(project(parent, 'obeys', []));
    assert.equal(code, 0, text);
  });

  // One project a step: what one plant lets in must not hide another from the compiler.
  for (const step of new Set(PLANTS.map((each) => each.step))) {
    describe(`turn red (${step}) when`, () => {
      const plants = PLANTS.filter((each) => each.step === step);
      let verdict: Verdict;
      before(() => {
        verdict = check(project(parent, step, plants), step);
        assert.equal(verdict.code, 1, verdict.text);
      });
      for (const { what, says } of plants) it(what, () => assert.match(verdict.text, says));
    });
  }

  it('refuse a step that they do not know', () => {
    assert.equal(check(ROOT, 'linnt').code, 2);
  });
});
