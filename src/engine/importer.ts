import type { ImportProgress, RootView } from '../protocol/views';
import type { RootReport, Source, Transcript, TranscriptName } from '../sources/source';
import { readInto, type PipelineHost } from './pipeline';

type Job = { readonly source: Source; readonly transcript: TranscriptName & { readonly size: number } };

/** Decides what is read when: newest transcripts first, one at a time, each change once. Holds no figures. */
export class Importer {
  readonly #host: PipelineHost;
  #sources: readonly Source[];
  readonly #queue = new Map<string, Job>();
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

  constructor(host: PipelineHost, sources: readonly Source[]) {
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
    this.#roots = found.flatMap(({ located }) => located.roots);
    this.#problems = found.flatMap(({ located }) => located.roots.flatMap((root) => root.problems));
    const jobs = found.flatMap(({ source, located }) => located.transcripts.map((transcript) => ({ source, transcript })));
    jobs.sort((a, b) => b.transcript.modifiedAt - a.transcript.modifiedAt);
    this.#total = jobs.reduce((sum, { transcript }) => sum + transcript.size, 0);
    this.#done = 0;
    this.#found.clear();
    for (const job of jobs) {
      this.#queue.set(job.transcript.path, job);
      this.#found.set(job.transcript.path, job.transcript);
    }
    this.#host.changed();
    return true;
  }

  /** A transcript changed, appeared or went. */
  fileChanged(source: Source, transcript: TranscriptName): void {
    this.#queue.set(transcript.path, { source, transcript: { ...transcript, size: 0 } });
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
    for (;;) {
      if (this.#paused || this.#held > 0 || this.#stopped.signal.aborted) break;
      if (this.#readAll) {
        this.#readAll = false;
        await this.#locate();
      }
      const next = this.#queue.values().next().value;
      if (!next) break;
      this.#queue.delete(next.transcript.path);
      await this.#readOne(next);
    }
  }

  async #readOne({ source, transcript }: Job): Promise<void> {
    try {
      const outcome = await readInto(this.#host, source, transcript, this.#stopped.signal);
      if (outcome === 'readAll') this.#readAll = true;
      const now = await source.look(transcript);
      if (now) this.#found.set(transcript.path, now);
      else this.#found.delete(transcript.path);
    } catch (error) {
      this.#host.warn(`${transcript.path} was not read: ${error instanceof Error ? error.message : String(error)}`);
    }
    this.#done += transcript.size;
  }
}
