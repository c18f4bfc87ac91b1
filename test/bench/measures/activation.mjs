// @ts-check
import { statSync } from 'node:fs';
import path from 'node:path';

/** What is loaded before VS Code can go on. @type {import('./index.mjs').Measure} */
export const activation = {
  name: 'activation',
  per: 'run',
  run: (_size, { dist }) =>
    Promise.resolve({ startBytes: statSync(path.join(dist, 'extension.cjs')).size, engineBytes: statSync(path.join(dist, 'engine.cjs')).size }),
  rows: [
    { label: 'bundle in the start-up path', unit: 'kB', of: ({ startBytes = NaN }) => startBytes / 1e3, atMost: 250 },
    { label: "the worker's bundle, loaded behind", unit: 'kB', of: ({ engineBytes = NaN }) => engineBytes / 1e3 },
  ],
};
