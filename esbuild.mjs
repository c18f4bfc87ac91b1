// @ts-check
// Builds everything. `node esbuild.mjs` makes dist/, `--tests` makes out/test/ as well, `--watch` makes dist/ and goes on.
import { build, context } from 'esbuild';
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

/** @typedef {import('esbuild').BuildOptions} BuildOptions */
/** @typedef {{ outfile: string, limit: number, options: BuildOptions }} Bundle */

const kB = 1000;
/** The package's own entry for Node hides what it loads from a bundler. */
const alias = { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' };
const node = /** @type {BuildOptions} */ ({ platform: 'node', format: 'cjs', target: 'node22', minifyWhitespace: true, minifySyntax: true, alias });

/** What is shipped, and how large it may grow in bytes before the build fails. */
const BUNDLES = /** @type {readonly Bundle[]} */ ([
  { outfile: 'dist/extension.cjs', limit: 250 * kB, options: { ...node, entryPoints: ['src/extension/main.ts'], external: ['vscode'] } },
  { outfile: 'dist/engine.cjs', limit: 600 * kB, options: { ...node, entryPoints: ['src/engine/worker.ts'] } },
  { outfile: 'dist/reader.cjs', limit: 200 * kB, options: { ...node, target: 'node20.19', entryPoints: ['src/engine/reading/reader.ts'] } },
  { outfile: 'dist/mail.cjs', limit: 350 * kB, options: { ...node, target: 'node20.19', entryPoints: ['src/channels/mail.ts'] } },
  {
    outfile: 'dist/cli.cjs',
    limit: 10 * kB,
    options: { ...node, target: 'node20.19', entryPoints: ['src/cli/start.ts'], banner: { js: '#!/usr/bin/env node' } },
  },
  {
    outfile: 'dist/program.cjs',
    limit: 1_000 * kB,
    options: { ...node, target: 'node20.19', entryPoints: ['src/cli/main.ts'] },
  },
  { outfile: 'dist/jsonTexts.cjs', limit: 50 * kB, options: { ...node, entryPoints: ['src/extension/jsonTexts.ts'], external: ['vscode'] } },
  { outfile: 'dist/sample.cjs', limit: 20 * kB, options: { ...node, entryPoints: ['src/extension/sample/sampleHistory.mjs'] } },
  { outfile: 'dist/uninstall.cjs', limit: 40 * kB, options: { ...node, target: 'node20.19', entryPoints: ['src/hook/uninstall.ts'] } },
  {
    outfile: 'dist/webview.js',
    limit: 500 * kB,
    options: {
      entryPoints: ['webview/main.tsx'],
      platform: 'browser',
      format: 'iife',
      target: 'chrome138',
      minify: true,
      jsx: 'automatic',
      jsxImportSource: 'preact',
    },
  },
  { outfile: 'dist/webview.css', limit: 60 * kB, options: { entryPoints: ['webview/styles/main.css'], target: 'chrome138', minify: true } },
]);

/** @param {Bundle} bundle */
const optionsOf = ({ outfile, options }) =>
  /** @type {BuildOptions} */ ({ bundle: true, sourcemap: true, metafile: true, logLevel: 'warning', ...options, outfile });

/**
 * Keeps the metafile, which the architecture test reads, and says what is too large.
 * @param {Bundle} bundle
 * @param {import('esbuild').BuildResult} result
 */
async function account({ outfile, limit }, { metafile }) {
  await writeFile(`out/meta/${path.basename(outfile)}.json`, JSON.stringify(metafile));
  const bytes = metafile?.outputs[outfile]?.bytes ?? 0;
  const line = `${outfile.padEnd(20)} ${String(Math.ceil(bytes / kB)).padStart(5)} kB of ${limit / kB} kB`;
  if (bytes <= limit) return process.stderr.write(`${line}\n`);
  process.stderr.write(`${line}: TOO LARGE\n`);
  process.exitCode = 1;
}

async function buildBundles() {
  const watch = process.argv.includes('--watch');
  await Promise.all([mkdir('dist', { recursive: true }), mkdir('out/meta', { recursive: true })]);
  await copyFile('node_modules/sql.js/dist/sql-wasm.wasm', 'dist/sql-wasm.wasm');
  for (const script of ['spendlight-hook.sh', 'spendlight-hook.ps1']) await copyFile(`src/hook/${script}`, `dist/${script}`);
  for (const bundle of BUNDLES) {
    await account(bundle, await build(optionsOf(bundle)));
    if (watch) await (await context(optionsOf(bundle))).watch();
  }
}

/** One bundle per test file, below out/test as they lie below test/. Packages stay outside: mocha must be the one that runs. */
async function buildTests() {
  await rm('out/test', { recursive: true, force: true });
  const files = (await readdir('test', { recursive: true })).map((file) => `test/${file.replaceAll(path.sep, '/')}`);
  const entryPoints = files.filter((file) => /\.test\.tsx?$/.test(file) || file === 'test/host/suite/index.ts');
  await build({
    entryPoints,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    packages: 'external',
    sourcemap: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
    outbase: 'test',
    outdir: 'out/test',
  });
}

try {
  await buildBundles();
  if (process.argv.includes('--tests')) await buildTests();
} catch (error) {
  // esbuild has printed what is wrong with the sources; anything else is unexpected.
  if (!(error instanceof Error && 'errors' in error)) throw error;
  process.exitCode = 1;
}
