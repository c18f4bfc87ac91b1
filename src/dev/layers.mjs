/**
 * Who may import whom: the one table behind the lint's import bans (.oxlint.config.mjs) and the check of every edge of every bundle (check.mjs).
 * `layers`: other layers that this one may import. `npm`: packages that it may import. `node`: whether it may import Node's own modules.
 * From the ground up; src/README.md says why.
 */
export const LAYERS = [
  { name: 'core', folder: 'src/core', layers: [], npm: ['@date-fns/tz', 'csv-stringify', 'date-fns', 'jsonc-parser', 'valibot'], node: false },
  { name: 'protocol', folder: 'src/protocol', layers: ['core'], npm: ['valibot'], node: false },
  { name: 'sources', folder: 'src/sources', layers: ['core'], npm: ['chokidar'], node: true },
  { name: 'store', folder: 'src/store', layers: ['core'], npm: ['proper-lockfile', 'sql.js'], node: true },
  { name: 'channels', folder: 'src/channels', layers: ['core'], npm: ['nodemailer', 'p-retry'], node: true },
  { name: 'hook', folder: 'src/hook', layers: ['core'], npm: [], node: true },
  { name: 'engine', folder: 'src/engine', layers: ['core', 'protocol', 'sources', 'store'], npm: [], node: true },
  {
    name: 'cli',
    folder: 'src/cli',
    layers: ['core', 'protocol', 'sources', 'store', 'channels', 'hook', 'engine'],
    npm: ['cli-table3', 'commander'],
    node: true,
  },
  { name: 'extension', folder: 'src/extension', layers: ['core', 'protocol', 'sources', 'store', 'channels', 'hook', 'engine'], npm: ['vscode'], node: true },
  { name: 'webview', folder: 'webview', layers: ['core', 'protocol'], npm: ['@preact/signals', 'preact'], node: false },
];

/** Single files that may import more than their layer. */
export const EXCEPTIONS = [{ file: 'webview/charts/chart.ts', npm: ['chart.js', 'chartjs-chart-matrix', 'chartjs-chart-sankey'] }];

export const ENTRIES = [
  'src/extension/main.ts',
  'src/engine/worker.ts',
  'src/engine/reading/reader.ts',
  'src/channels/mail.ts',
  'src/cli/start.ts',
  'src/cli/main.ts',
  'src/extension/jsonTexts.ts',
  'src/extension/sample/sampleHistory.mjs',
  'src/hook/uninstall.ts',
  'webview/main.tsx',
];

const layerOf = (file) => LAYERS.find(({ folder }) => file.startsWith(`${folder}/`));

/** `a` of node_modules/a/index.js, `@a/b` of node_modules/@a/b/index.js; null for a file of the project. */
const packageOf = (file) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(file)?.[1] ?? null;

const mayImport = (from, file, path, external) => {
  const npm = [...from.npm, ...(EXCEPTIONS.find((exception) => exception.file === file)?.npm ?? [])];
  if (external) return npm.includes(path) || (from.node && path.startsWith('node:'));
  const name = packageOf(path);
  if (name !== null) return npm.includes(name);
  const to = layerOf(path);
  return to !== undefined && (to === from || from.layers.includes(to.name));
};

/**
 * Every edge of a bundle that breaks the table, one text each.
 * @param metafile esbuild's own description of what it bundled: type imports are gone from it, npm packages are in it.
 */
export function layerFaults(metafile) {
  const faults = [];
  for (const [file, { imports }] of Object.entries(metafile.inputs)) {
    if (packageOf(file) !== null) continue;
    const from = layerOf(file);
    if (from === undefined) faults.push(`${file} lies in no layer`);
    else
      for (const { path, external } of imports)
        if (!mayImport(from, file, path, external === true)) faults.push(`${file}: ${from.name} may not import ${path}`);
  }
  return faults;
}
