// @ts-check
// `npm run package`: builds, and makes spendlight.vsix of what .vscodeignore keeps.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { projectRoot, vsixFile } from './paths.mjs';

const LIMIT = 2_000_000;

// Screenshots stay outside to keep the package small, and no public address serves them: the packaged README goes without.
const README = 'out/README.md';
const PICTURE = /^!\[[^\]]*\]\(media\/[^)]*\)\n+/gm;

const VSCE = [
  'node_modules/@vscode/vsce/vsce',
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '--readme-path',
  README,
  '-o',
  vsixFile,
];

/** Runs one step in the project's folder; ends this process with its code when it fails. @param {readonly string[]} args of Node */
function run(args) {
  const { status, error } = spawnSync(process.execPath, args, { cwd: projectRoot, stdio: 'inherit' });
  if (error) throw new Error(`${args[0]} could not be started`, { cause: error });
  if (status !== 0) process.exit(status ?? 1);
}

run(['esbuild.mjs']);
writeFileSync(README, readFileSync('README.md', 'utf8').replaceAll(PICTURE, ''));
run(VSCE);
const bytes = statSync(vsixFile).size;
if (bytes > LIMIT) throw new Error(`${path.basename(vsixFile)} has ${bytes} bytes, more than ${LIMIT}`);
