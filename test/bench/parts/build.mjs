// @ts-check
import path from 'node:path';
import { build } from 'esbuild';

/** Bundles the parts that are TypeScript; packages stay outside. @param {string} outdir below the project, so that packages are found */
export async function buildParts(outdir) {
  const entryPoints = ['windowPartner', 'alonePartner', 'threadProbe', 'dashboard', 'hostSuite'].map((name) => `test/bench/parts/${name}.ts`);
  await build({
    entryPoints,
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
    outExtension: { '.js': '.cjs' },
  });
  return (/** @type {string} */ name) => path.resolve(outdir, `${name}.cjs`);
}
