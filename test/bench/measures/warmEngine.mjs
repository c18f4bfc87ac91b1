// @ts-check
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { partner } from '../parts/processes.mjs';
import { commandLineDatabase } from './coldImport.mjs';

/** The same without the start of Node: the engine opens its database and finds nothing new. @type {import('./index.mjs').Measure} */
export const warmEngine = {
  name: 'warmEngine',
  per: 'round',
  grows: true,
  async run(size, { dist, part }) {
    const place = {
      wasm: path.join(dist, 'sql-wasm.wasm'),
      readerScript: path.join(dist, 'reader.cjs'),
      database: path.join(size.scratch, 'alone'),
      claudeDir: size.claudeDir,
    };
    // The same settings: what the command line has read need not be read again.
    if (!existsSync(place.database) && existsSync(commandLineDatabase(size))) cpSync(commandLineDatabase(size), place.database, { recursive: true });
    const took = [];
    // The first fills the database where there is none yet.
    for (let time = 0; time < 2; time++) {
      const alone = partner(part('alonePartner'));
      took.push(await alone.ask('warm', place));
      await alone.ask('close');
      await alone.end();
    }
    return { warmEngineSeconds: took[1].ms / 1000, warmOpenSeconds: took[1].openMs / 1000 };
  },
  rows: [
    {
      label: 'warm start, the engine alone, to ccusage daily',
      unit: 'x',
      of: ({ warmEngineSeconds = NaN, peerSeconds = NaN }) => warmEngineSeconds / peerSeconds,
      atMost: 0.05,
      digits: 3,
    },
    { label: 'warm start, the engine alone', unit: 'ms', of: ({ warmEngineSeconds = NaN }) => warmEngineSeconds * 1000 },
    { label: 'of it until the database is open', unit: 'ms', of: ({ warmOpenSeconds = NaN }) => warmOpenSeconds * 1000 },
  ],
};
