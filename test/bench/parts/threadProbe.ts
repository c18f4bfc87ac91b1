import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { threadId } from 'node:worker_threads';

// Preloaded into every thread of a process: leaves behind how much memory the thread held at most, as seen every so often. Memory of WebAssembly is
// among what hangs on a heap. BENCH_SHIFT moves the clock, so that a history that was made up for some day ends now.

const folder = process.env['BENCH_PROBE'];
const EVERY_MS = 20;
const WORTH_WRITING = 500_000;

if (folder) {
  let written = 0;
  setInterval(() => {
    const { total_heap_size: heap, external_memory: external, malloced_memory: malloced } = getHeapStatistics();
    const bytes = heap + external + malloced;
    if (bytes < written + WORTH_WRITING) return;
    written = bytes;
    // Known only once the thread runs what it was started for.
    const script = basename(process.argv[1] ?? 'main').replace(/\..*/, '');
    writeFileSync(join(folder, `${process.pid}-${threadId}.json`), JSON.stringify({ script, bytes }));
  }, EVERY_MS).unref();
}

const shift = Number(process.env['BENCH_SHIFT'] ?? 0);
const real = Date.now;
if (shift !== 0) Date.now = () => real() + shift;
