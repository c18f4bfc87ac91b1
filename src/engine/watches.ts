import type { Source, TranscriptName, Watching } from '../sources/source';

export interface WatchesHost {
  /** By the settings of this moment. */
  sources(): readonly Source[];
  fileChanged(source: Source, transcript: TranscriptName): void;
  /** A root came or went. */
  rootsChanged(): void;
  /** What a person should read has changed. */
  problemsChanged(): void;
  trouble(message: string): void;
}

/** The watches of all sources, begun and ended together. */
export class Watches {
  readonly #host: WatchesHost;
  #watching: readonly Watching[] = [];
  #attended = true;
  #last: Promise<void> = Promise.resolve();

  constructor(host: WatchesHost) {
    this.#host = host;
  }

  /** What a person should read, in words. */
  get problems(): readonly string[] {
    return this.#watching.flatMap(({ problems }) => problems);
  }

  start(): void {
    this.#watching = this.#host.sources().map((source) =>
      source.watch({
        changed: (transcript) => this.#host.fileChanged(source, transcript),
        rootsChanged: () => this.#host.rootsChanged(),
        trouble: (message) => this.#host.trouble(message),
        problemsChanged: () => this.#host.problemsChanged(),
      }),
    );
    this.attend(this.#attended);
  }

  /** For other sources. One after the other, or of two quick changes one would leave its watches behind. */
  async again(): Promise<void> {
    this.#last = this.#last.then(async () => {
      await this.#end();
      this.start();
    });
    await this.#last;
  }

  /** Whether somebody looks at this window: if not, changes may be told of later. */
  attend(attended: boolean): void {
    this.#attended = attended;
    for (const watching of this.#watching) watching.attend(attended);
  }

  async stop(): Promise<void> {
    await this.#last;
    await this.#end();
  }

  async #end(): Promise<void> {
    const ending = this.#watching;
    this.#watching = [];
    await Promise.all(ending.map((watching) => watching.close()));
  }
}
