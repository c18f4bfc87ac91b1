import { Worker } from 'node:worker_threads';
import type { ReadEnd, Source, TranscriptName } from '../../sources/source';
import type { FromReader, ToReader } from './messages';
import type { Packed } from './pack';

/** Transcripts that one thread reads at a time: while one waits for the disk, the other is looked over. */
const JOBS_PER_THREAD = 2;

/** The engine's thread takes in what two or three others read. */
const MOST_THREADS = 3;

/** How many threads read on a machine of so many cores, of which some are left free; each costs its own warming up. */
export const readerThreads = (cores: number, left: number): number => Math.max(1, Math.min(MOST_THREADS, cores - left));

interface Job {
  readonly thread: Thread;
  readonly onPiece: (piece: Packed) => void;
  readonly done: (end: ReadEnd) => void;
  readonly failed: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  jobs: number;
}

/** Threads that read transcripts. What they read comes to the engine's thread in the order of each transcript. */
export class ReaderPool {
  readonly #threads: readonly Thread[];
  readonly #jobs = new Map<number, Job>();
  #last = 0;
  #dead: Error | undefined;

  /** `script` is the bundle of reader.ts; `size` the number of threads. */
  constructor(script: string, size: number) {
    this.#threads = Array.from({ length: size }, () => this.#start(script));
  }

  /** A thread ended, and nothing can be read any more. */
  get dead(): boolean {
    return this.#dead !== undefined;
  }

  /** Transcripts that may be read at the same time. */
  get lanes(): number {
    return this.#threads.length * JOBS_PER_THREAD;
  }

  /** As `Reading`. Rejects when a thread died; what was handed over until then stands. */
  read(source: Source, transcript: TranscriptName, cursor: string | null, onPiece: (piece: Packed) => void, signal: AbortSignal): Promise<ReadEnd> {
    if (this.#dead) return Promise.reject(this.#dead);
    const thread = this.#threads.reduce((least, one) => (one.jobs < least.jobs ? one : least));
    const job = ++this.#last;
    thread.jobs++;
    const stop = (): void => tell(thread, { kind: 'stop', job });
    return new Promise<ReadEnd>((done, failed) => {
      this.#jobs.set(job, { thread, onPiece, done, failed });
      tell(thread, { kind: 'read', job, source: source.name, transcript, cursor });
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
    }).finally(() => {
      signal.removeEventListener('abort', stop);
      this.#jobs.delete(job);
      thread.jobs--;
    });
  }

  /** Ends the threads; readings that still run reject. */
  async close(): Promise<void> {
    this.#fail(new Error('the readers have ended'));
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  #start(script: string): Thread {
    const worker = new Worker(script, { name: 'spendlight-reader' });
    worker.on('message', (message: FromReader) => this.#hear(message));
    worker.on('error', (cause) => this.#fail(new Error('a reader stopped', { cause })));
    worker.on('exit', (code) => this.#fail(new Error(`a reader stopped with exit code ${code}`)));
    return { worker, jobs: 0 };
  }

  #hear(message: FromReader): void {
    const job = this.#jobs.get(message.job);
    if (!job) return;
    if (message.kind === 'failed') return job.failed(new Error(message.reason));
    try {
      if (message.packed) job.onPiece(message.packed);
    } catch (error) {
      this.#jobs.delete(message.job);
      tell(job.thread, { kind: 'stop', job: message.job });
      return job.failed(error instanceof Error ? error : new Error(String(error)));
    }
    if (message.kind === 'end') job.done(message.end);
    else tell(job.thread, { kind: 'taken', job: message.job });
  }

  #fail(error: Error): void {
    this.#dead ??= error;
    for (const job of this.#jobs.values()) job.failed(error);
  }
}

const tell = ({ worker }: Thread, message: ToReader): void => worker.postMessage(message);
