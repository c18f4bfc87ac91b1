import type { EngineSettings } from './api';

/** What the host hands to the engine worker when it starts it (workerData). */
export interface EngineStart {
  /** sql-wasm.wasm, read by the host from dist/. */
  readonly wasm: ArrayBuffer;
  /** globalStorageUri: holds ledger/ and alerts/, shared by all windows of the machine. */
  readonly globalDir: string;
  /** storageUri, or globalStorageUri without a folder: holds aggregates.sqlite of this window. */
  readonly workspaceDir: string;
  /** Absolute path of reader.cjs in dist/, which reads transcripts in threads of its own; without it all is read in the engine's thread. */
  readonly readerScript?: string | undefined;
  readonly home: string;
  /** Environment as far as roots depend on it. */
  readonly env: { readonly CLAUDE_CONFIG_DIR?: string | undefined; readonly XDG_CONFIG_HOME?: string | undefined };
  readonly settings: EngineSettings;
}

/** A log line of the worker, written to the output channel by the host. Pushed as event 'log'. */
export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
}
