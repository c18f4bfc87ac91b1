import type { Alike } from '../core/usage/alike';
import type { Fact, ParseIssue } from '../core/usage/event';

/** A file that a source can read. */
export interface Transcript {
  /** Absolute, with links resolved: names the transcript in the ledger. */
  readonly path: string;
  /** Absolute path of the root that it was found under. */
  readonly root: string;
  /** 'inputs': what was typed (history.jsonl); it holds marks, no responses. */
  readonly kind: 'transcript' | 'inputs';
  /** In bytes. */
  readonly size: number;
  /** Whole ms UTC. */
  readonly modifiedAt: number;
  /** Path of the transcript whose age decides when this one is deleted by the tool that wrote it; its own, or its session's. */
  readonly sweptWith: string;
}

/** Why a place was looked at: by default, named by the environment (CLAUDE_CONFIG_DIR), by a setting, or for one run (--root). */
export type RootOrigin = 'default' | 'environment' | 'setting' | 'option';

/** What was found at a place that was looked at. */
export interface RootReport {
  readonly origin: RootOrigin;
  readonly path: string;
  readonly state: 'read' | 'missing' | 'unreadable';
  /** Found below it, without those already found below another root. */
  readonly transcripts: number;
  /** Days after their last change from which Claude Code deletes the transcripts below it; null where nothing does. */
  readonly cleanupPeriodDays: number | null;
  /** Folders below it that could not be read, in words. */
  readonly problems: readonly string[];
}

export interface Located {
  readonly roots: readonly RootReport[];
  readonly transcripts: readonly Transcript[];
}

/** A piece of a transcript. Its facts, counts and cursor belong into one transaction: a crash between two batches loses and doubles nothing. */
export interface Batch {
  readonly facts: readonly Fact[];
  /** More of them, told in numbers. */
  readonly alike: Alike;
  readonly issues: readonly ParseIssue[];
  /** Lines in this batch, empty ones not counted. */
  readonly lines: number;
  /** Newest time of a line in this batch, ms UTC; null when none has a time. */
  readonly newestAt: number | null;
  /** Where to read on. Opaque; only the source that made it understands it. */
  readonly cursor: string;
  /** Bytes of the transcript up to the cursor. */
  readonly offset: number;
  /** Of the file when it was opened, whole ms UTC: one that still has this size and time has nothing new. */
  readonly modifiedAt: number;
  /** The transcript was replaced or rewritten, and this is its first batch again: earlier counts of it are void (its facts stay). */
  readonly restarted: boolean;
}

/** How a reading ended. All but 'read' are expected trouble; what was delivered until then stands. */
export interface ReadEnd {
  readonly state: 'read' | 'gone' | 'unreadable' | 'aborted';
  /** In words, '' for 'read'. */
  readonly reason: string;
  /** Bytes after the last complete line that are no complete record yet: one malformed line for as long as they last. */
  readonly pendingBytes: number;
  /** As in a batch; 0 where the file could not be read. */
  readonly modifiedAt: number;
}

/** What `read` needs to know of a transcript. */
export type TranscriptName = Pick<Transcript, 'path' | 'root' | 'kind'>;

export interface WatchListener {
  /** The file may have changed, appeared or gone. May come several times for one change. */
  changed(transcript: TranscriptName): void;
  /** From now on a root is watched, or it went: locate again. Comes once per root after the start, so nothing between is missed. */
  rootsChanged(): void;
  /** Something that a person should know, in words. */
  trouble(message: string): void;
  /** `problems` of the watching are others now. */
  problemsChanged(): void;
}

export interface Watching {
  /** What a person should know for as long as it lasts, in words. */
  readonly problems: readonly string[];
  /** Whether somebody looks at what comes of it: if so changes are told at once, else within a minute. At first they are told at once. */
  attend(attended: boolean): void;
  close(): Promise<void>;
}

/** An MCP server that settings name. */
export interface ConfiguredServer {
  readonly name: string;
  /** The working directory that it is set up for; '' for all. */
  readonly project: string;
}

/** A kind of transcripts. A new one is a folder below sources/ and a line in sources/index.ts. */
export interface Source {
  readonly name: string;
  /** Finds roots and transcripts; missing and unreadable places are reported, never thrown. */
  locate(): Promise<Located>;
  /** Size and time of a transcript now; null when it went. */
  look(transcript: TranscriptName): Promise<Transcript | null>;
  /** About when its newest line was written, ms UTC, by a short look at its end; null where that says nothing. Decides only what is read first. */
  lastAt(transcript: TranscriptName): number | null;
  /** Reads what was appended since `cursor` (null: all), batch by batch, waiting for each `onBatch`. Throws only what `onBatch` throws. */
  read(transcript: TranscriptName, cursor: string | null, onBatch: (batch: Batch) => void | Promise<void>, signal: AbortSignal): Promise<ReadEnd>;
  /** Watches all roots, also those that do not exist yet. */
  watch(listener: WatchListener): Watching;
}
