import type { ImportProgress, RootView } from '../protocol/views';
import type { RootReport, Source, Transcript, TranscriptName } from '../sources/source';
import { readUpTo } from '../store/queries/readUpTo';
import { readInto, type Losses, type PipelineHost } from './pipeline';
import type { ReaderPool } from './reading/pool';
import { readHere, type Reading } from './reading/reading';
import { inReadingOrder, type Job } from './readingOrder';

export interface ImporterHost extends PipelineHost {
  /** Threads to read in, started when there is much to read; null where there are none. */
  startPool(): ReaderPool | null;
  /** Resolves when there is room in memory for more. */
  spare(): Promise<void>;
}

/** Less is read sooner on the engine's own thread than others are started. */
const POOL_BYTES = 8e6;
/** Of the newest transcripts that many are opened at every start: a clock or a disk may be too coarse to tell of a change. */
const LOOKED_INTO = 8;

/** Decides what is read when and where: newest day first, each change once, much of it in threads of its own. Holds no figures. */
export class Importer {
  readonly #host: ImporterHost;
  #sources: readonly Source[];
  readonly #queue = new Map<string, Job>();
  /** Paths. */
  readonly #reading = new Set<string>();
  readonly #stopped = new AbortController();
  #working: Promise<void> | undefined;
  #readAll = false;
  #total = 0;
  #done = 0;
  #paused = false;
  #held = 0;
  #roots: readonly RootReport[] = [];
  readonly #found = new Map<string, Transcript>();
  #problems: readonly string[] = [];

  constructor(host: ImporterHost, sources: readonly Source[]) {
    this.#host = host;
    this.#sources = sources;
  }

  get roots(): readonly RootView[] {
    return this.#roots.map(({ origin, path, state, transcripts }) => ({ origin, path, state, transcripts }));
  }

  /** Days after which Claude Code deletes transcripts, by root; without roots of which it deletes none. */
  get cleanupPeriods(): ReadonlyMap<string, number> {
    return new Map(this.#roots.flatMap(({ path, cleanupPeriodDays }) => (cleanupPeriodDays === null ? [] : [[path, cleanupPeriodDays] as const])));
  }

  /** Every transcript that exists, as it was when it was last looked at. */
  get found(): Iterable<Transcript> {
    return this.#found.values();
  }

  get problems(): readonly string[] {
    return this.#problems;
  }

  /** Of a reading of everything; null when it is through. */
  get progress(): ImportProgress | null {
    return this.#total > this.#done ? { doneBytes: this.#done, totalBytes: this.#total } : null;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** Going on reads everything, because what was known may have been deleted meanwhile. */
  pause(paused: boolean): void {
    this.#paused = paused;
    this.#host.changed();
    if (!paused) void this.readEverything();
  }

  /** Runs `work` while no transcript is being read, so that no reading goes on from a checkpoint that `work` takes back. */
  async exclusively(work: () => void | Promise<void>): Promise<void> {
    this.#held++;
    try {
      await this.#working;
      await work();
    } finally {
      this.#held--;
    }
    void this.#work();
  }

  /** Other roots or settings: what is read from now on. */
  useSources(sources: readonly Source[]): void {
    this.#sources = sources;
  }

  /** Looks for transcripts and reads what is new in them. Resolves when the queue is empty. */
  async readEverything(): Promise<void> {
    if (!(await this.#locate())) return;
    await this.#work();
    this.#total = this.#done = 0;
    this.#host.changed();
  }

  /** Puts every transcript into the queue; false when the importer was stopped meanwhile. */
  async #locate(): Promise<boolean> {
    const found = await Promise.all(this.#sources.map(async (source) => ({ source, located: await source.locate() })));
    if (this.#stopped.signal.aborted) return false;
    const jobs = found.flatMap(({ source, located }) => located.transcripts.map((transcript) => ({ source, transcript })));
    const unread = await inReadingOrder(this.#unread(jobs));
    if (this.#stopped.signal.aborted) return false;
    // All at once: roots without a queue would say that everything was read.
    this.#roots = found.flatMap(({ located }) => located.roots);
    this.#problems = found.flatMap(({ located }) => located.roots.flatMap((root) => root.problems));
    this.#found.clear();
    for (const { transcript } of jobs) this.#found.set(transcript.path, transcript);
    this.#total = unread.reduce((sum, { transcript }) => sum + transcript.size, 0);
    this.#done = 0;
    for (const job of unread) this.#queue.set(job.transcript.path, job);
    this.#host.changed();
    return true;
  }

  /** A transcript changed, appeared or went. */
  fileChanged(source: Source, transcript: TranscriptName): void {
    this.#queue.set(transcript.path, { source, transcript: { ...transcript, size: 0, modifiedAt: 0 } });
    void this.#work();
  }

  /** Ends after the batch at hand. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#working;
  }

  #work(): Promise<void> {
    this.#working ??= this.#drain().finally(() => (this.#working = undefined));
    return this.#working;
  }

  async #drain(): Promise<void> {
    while (this.#mayRead && (this.#readAll || this.#queue.size > 0)) {
      if (this.#readAll) {
        this.#readAll = false;
        await this.#locate();
      }
      await this.#readQueue();
    }
  }

  get #mayRead(): boolean {
    return !this.#paused && this.#held === 0 && !this.#stopped.signal.aborted;
  }

  /** Reads what waits, until rows are found to be lost. */
  async #readQueue(): Promise<void> {
    const losses: Losses = { found: false };
    const pool = this.#unreadBytes() < POOL_BYTES ? null : this.#host.startPool();
    const lane = async (): Promise<void> => {
      for (let next = this.#next(); next && !losses.found; next = this.#next()) {
        await this.#readOne(next, pool, losses);
        await this.#host.spare();
      }
    };
    try {
      await Promise.all(Array.from({ length: pool?.lanes ?? 1 }, lane));
    } finally {
      await pool?.close();
    }
    this.#readAll ||= losses.found;
  }

  /** The first that waits and is not being read: what came meanwhile is read after. */
  #next(): Job | undefined {
    if (!this.#mayRead) return undefined;
    for (const [path, job] of this.#queue) {
      if (this.#reading.has(path)) continue;
      this.#queue.delete(path);
      return job;
    }
    return undefined;
  }

  /** Without the transcripts that have the size and the time that they were read with; the newest are opened all the same. */
  #unread(jobs: readonly Job[]): readonly Job[] {
    const known = readUpTo(this.#host.books.ledger.catalog.database);
    const newest = new Set(jobs.toSorted((a, b) => b.transcript.modifiedAt - a.transcript.modifiedAt).slice(0, LOOKED_INTO));
    return jobs.filter((job) => {
      const { path, size, modifiedAt } = job.transcript;
      const held = known.get(path);
      return held?.bytes !== size || held.modifiedAt !== modifiedAt || newest.has(job);
    });
  }

  /** Of the transcripts that wait, as far as is known. */
  #unreadBytes(): number {
    const waiting = [...this.#queue.values()].map(({ transcript }) => transcript);
    const bytes = waiting.reduce((sum, { size }) => sum + size, 0);
    if (bytes < POOL_BYTES) return bytes;
    const known = readUpTo(this.#host.books.ledger.catalog.database);
    return waiting.reduce((sum, { path, size }) => sum + Math.max(0, size - (known.get(path)?.bytes ?? 0)), 0);
  }

  async #readOne(job: Job, pool: ReaderPool | null, losses: Losses): Promise<void> {
    const { source, transcript } = job;
    const { path, size } = transcript;
    const read: Reading = pool && !pool.dead ? (...asked) => pool.read(...asked) : readHere;
    this.#reading.add(path);
    try {
      await readInto(this.#host, read, job, losses, this.#stopped.signal);
      const now = await source.look(transcript);
      if (now) this.#found.set(path, now);
      else this.#found.delete(path);
    } catch (error) {
      this.#host.warn(`${path} was not read${read === readHere ? '' : ' at first'}: ${error instanceof Error ? error.message : String(error)}`);
      if (read !== readHere && pool?.dead) this.#queue.set(path, job);
    } finally {
      this.#reading.delete(path);
    }
    this.#done += size;
  }
}
