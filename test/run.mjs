// @ts-check
// All tests: `npm test`. Some steps only: `npm test -- unit webview`. The last line is the sum over all of them.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} args of Node
 * @property {Record<string, string>} [env]
 * @property {boolean} [counts] it runs tests, at least one, and counts them
 * @property {boolean} [basis] what follows makes no sense if it fails
 */

/** @param {string} name @param {string} files @param {readonly string[]} options @returns {Step} */
const mocha = (name, files, options = []) => ({
  name,
  counts: true,
  args: ['--enable-source-maps', 'node_modules/mocha/bin/mocha.js', '--reporter', './test/support/countReporter.mjs', ...options, files],
});

const STEPS = /** @type {readonly Step[]} */ ([
  { name: 'check', args: ['src/dev/check.mjs'] },
  { name: 'build', args: ['esbuild.mjs', '--tests'], basis: true },
  mocha('unit', 'out/test/{unit,golden}/**/*.test.js', ['--timeout', '20000', '--require', './test/support/propertySeed.mjs']),
  mocha('webview', 'out/test/webview/**/*.test.js', ['--timeout', '60000']),
  { name: 'package', args: ['src/dev/package.mjs'], basis: true },
  { name: 'host', args: ['test/host/runSuite.mjs'], counts: true },
  // The oldest VS Code that package.json allows, be it from the server's package or on a desktop.
  { name: 'oldest', args: ['test/host/runSuite.mjs'], counts: true, env: { VSCODE_HOST_VERSION: '4.110.0', VSCODE_VERSION: '1.110.0' } },
  mocha('e2e', 'out/test/host/e2e/**/*.test.js', ['--timeout', '90000']),
]);

const sum = { passed: 0, failed: 0, skipped: 0 };

/** @param {Step} step @param {string} counts the file that reporters add to @returns {Promise<boolean>} whether all went well */
async function run({ name, args, env, counts: counted }, counts) {
  process.stdout.write(`\n=== ${name}\n`);
  const started = performance.now();
  rmSync(counts, { force: true });
  const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env, SPENDLIGHT_COUNTS: counts } });
  const code = await new Promise((resolve) => void child.once('error', () => resolve(1)).once('exit', (status) => resolve(status ?? 1)));
  const lines = existsSync(counts) ? readFileSync(counts, 'utf8').trim().split('\n') : [];
  let failed = 0;
  let ran = 0;
  for (const line of lines) {
    const one = JSON.parse(line);
    sum.passed += one.passed;
    sum.skipped += one.skipped;
    failed += one.failed;
    ran += one.passed + one.failed;
  }
  // A step that broke without saying which test, or that ran none, is one failure.
  if (failed === 0 && (code !== 0 || (counted && ran === 0))) failed = 1;
  sum.failed += failed;
  process.stdout.write(`=== ${name}: ${failed === 0 ? 'ok' : 'FAILED'} after ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  return failed === 0;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  process.stderr.write(`no such step: ${unknown.join(', ')}; there are ${STEPS.map((step) => step.name).join(', ')}\n`);
  process.exit(2);
}
const counts = path.join(mkdtempSync(path.join(os.tmpdir(), 'spendlight-counts-')), 'counts.jsonl');
for (const step of STEPS) {
  if (asked.length > 0 && !asked.includes(step.name)) continue;
  if (!(await run(step, counts)) && step.basis) break;
}
rmSync(path.dirname(counts), { recursive: true, force: true });
process.stdout.write(`\n${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}\n`);
process.exitCode = sum.failed > 0 ? 1 : 0;
