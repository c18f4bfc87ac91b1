// @ts-check
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { partner } from '../parts/processes.mjs';

const RESPONSES_A_MINUTE = 4;

/** Bytes below a folder; of a file that is there under two names once. @param {string} folder @param {(name: string) => boolean} holds @returns {number} */
function bytesIn(folder, holds) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile() && holds(one.name));
  const known = new Map(files.map((one) => statSync(path.join(one.parentPath, one.name))).map(({ ino, size }) => [ino, size]));
  return [...known.values()].reduce((sum, size) => sum + size, 0);
}

const isAggregates = (/** @type {string} */ name) => name.startsWith('aggregates');

/** What lies on the disk, and what an hour of work writes to it; the clock is moved on, the bytes are real. @type {import('./index.mjs').Measure} */
export const disk = {
  name: 'disk',
  per: 'size',
  grows: true,
  async run(size, { dist, part, shift }) {
    const place = {
      wasm: path.join(dist, 'sql-wasm.wasm'),
      readerScript: path.join(dist, 'reader.cjs'),
      database: path.join(size.scratch, 'alone'),
      claudeDir: size.claudeDir,
    };
    const filling = partner(part('alonePartner'));
    await filling.ask('warm', place);
    await filling.ask('close');
    await filling.end();
    const current = (/** @type {string} */ name) => !name.endsWith('.previous');
    const sizes = {
      ledger: bytesIn(place.database, (name) => current(name) && !isAggregates(name)),
      aggregates: bytesIn(place.database, (name) => current(name) && isAggregates(name)),
      all: bytesIn(place.database, () => true),
    };
    const worker = partner(part('alonePartner'), { preload: part('threadProbe'), env: { BENCH_SHIFT: String(shift) } });
    const hour = await worker.ask('hour', { place, perMinute: RESPONSES_A_MINUTE });
    await worker.end();
    return {
      ledgerPerGb: sizes.ledger / (size.bytes / 1e9),
      aggregates: sizes.aggregates,
      onDisk: sizes.all,
      hourBytes: hour.bytes,
      monthBytes: hour.monthBytes,
    };
  },
  rows: [
    { label: 'ledger for a GB of transcripts', unit: 'MB', of: ({ ledgerPerGb = NaN }) => ledgerPerGb / 1e6, atMost: 12, digits: 1 },
    { label: 'aggregates', unit: 'MB', of: ({ aggregates = NaN }) => aggregates / 1e6, atMost: 2, digits: 2 },
    { label: 'all on the disk, the copies before the last save among it', unit: 'MB', of: ({ onDisk = NaN }) => onDisk / 1e6, digits: 1 },
    {
      label: `written in an hour of work (${RESPONSES_A_MINUTE} responses a minute), to the month's file`,
      unit: 'x',
      of: ({ hourBytes = NaN, monthBytes = NaN }) => hourBytes / monthBytes,
      atMost: 30,
      digits: 1,
    },
    { label: "the month's file", unit: 'kB', of: ({ monthBytes = NaN }) => monthBytes / 1e3 },
  ],
};
