import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import process from 'node:process';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/*
 * V8 keeps what it made of a script if it is asked to: a third of a short run goes into compiling. Node does the same by itself from 22.8 on where it
 * is asked to (`module.enableCompileCache`); this one works on every Node that the command line runs on. V8 refuses what another V8 made, or with
 * other flags, but takes the script's length for the script and does not look for damage, so that is looked at here.
 */

const SUMS = 8;

/** The sums of script and code stand before the code. */
const headerOf = (source: Uint8Array, code: Uint8Array): Buffer => {
  const header = Buffer.alloc(SUMS);
  header.writeUInt32LE(crc32(source), 0);
  header.writeUInt32LE(crc32(code), 4);
  return header;
};

function readCode(path: string, source: Uint8Array): Buffer | undefined {
  try {
    const file = readFileSync(path);
    const code = file.subarray(SUMS);
    return file.subarray(0, SUMS).equals(headerOf(source, code)) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Where nothing can be kept, the next run compiles again. */
function writeCode(path: string, source: Uint8Array, code: Buffer): void {
  const part = `${path}.${process.pid}`;
  const attempt = (deed: () => void): boolean => {
    try {
      deed();
      return true;
    } catch {
      return false;
    }
  };
  const kept = attempt(() => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(part, Buffer.concat([headerOf(source, code), code]), { mode: 0o600 });
    renameSync(part, path);
  });
  if (!kept) attempt(() => rmSync(part));
}

/** A script that runs. */
export interface Running {
  /** It was not compiled, because its code was there. */
  readonly cached: boolean;
  /** Keeps its code as it is now, with the functions that were called until now; nothing where it was there. */
  keep(): void;
}

/**
 * Runs a CommonJS script of ours (ASCII, as esbuild writes it) as `require` would, with its code from the file `cache` where that fits.
 * Throws what the script throws.
 */
export function runCached(script: string, cache: string): Running {
  const source = readFileSync(script);
  const cachedData = readCode(cache, source);
  const compiled = new Script(Module.wrap(source.toString('latin1')), { filename: script, ...(cachedData ? { cachedData } : {}) });
  const cached = cachedData !== undefined && compiled.cachedDataRejected === false;
  const module = { exports: {} };
  const call = compiled.runInThisContext() as (...args: readonly unknown[]) => void;
  call.call(module.exports, module.exports, createRequire(script), module, script, dirname(script));
  return { cached, keep: () => (cached ? undefined : writeCode(cache, source, compiled.createCachedData())) };
}
