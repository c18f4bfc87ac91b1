import { parentPort, type MessagePort } from 'node:worker_threads';
import { createSources } from '../../sources/index';
import type { Batch, ReadEnd, TranscriptName } from '../../sources/source';
import { Gatherer } from './gather';
import { BATCH_BYTES, BATCHES_AHEAD, type FromReader, type ToReader } from './messages';
import { transferred, type Packed } from './pack';
import { yieldToOthers } from './yielding';

/** A reader's thread: reads transcripts whole, one or two at a time, and hands over what they come to. */
class ReaderThread {
  readonly #port: MessagePort;
  /** Only for reading, which asks for no roots. */
  readonly #sources = createSources({ env: {}, home: '', extraRoots: [] });
  readonly #jobs = new Map<number, Job>();

  constructor(port: MessagePort) {
    this.#port = port;
  }

  listen(): void {
    this.#port.on('message', (message: ToReader) => this.#hear(message));
  }

  #hear(message: ToReader): void {
    if (message.kind === 'read') void this.#read(message);
    else if (message.kind === 'taken') this.#jobs.get(message.job)?.taken();
    else this.#jobs.get(message.job)?.stop();
  }

  async #read({ job, source: name, transcript, cursor }: Extract<ToReader, { kind: 'read' }>): Promise<void> {
    const running = new Job((packed) => this.#say({ kind: 'batch', job, packed }, transferred(packed)));
    this.#jobs.set(job, running);
    try {
      const source = this.#sources.find((one) => one.name === name);
      if (!source) throw new Error(`there is no source ${name}`);
      const { end, packed } = await running.read(source.read, transcript, cursor);
      this.#say({ kind: 'end', job, end, packed }, packed ? transferred(packed) : []);
    } catch (error) {
      this.#say({ kind: 'failed', job, reason: error instanceof Error ? error.message : String(error) });
    } finally {
      this.#jobs.delete(job);
    }
  }

  #say(message: FromReader, transfer: ArrayBuffer[] = []): void {
    this.#port.postMessage(message, transfer);
  }
}

type Read = (transcript: TranscriptName, cursor: string | null, onBatch: (batch: Batch) => Promise<void>, signal: AbortSignal) => Promise<ReadEnd>;
type Hand = (packed: Packed) => void;

/** One reading: gathers batches until they are worth a message, and waits while too many are not taken in. */
class Job {
  readonly #hand: Hand;
  readonly #stop = new AbortController();
  #free = BATCHES_AHEAD;
  #resume: () => void = () => {};

  constructor(hand: Hand) {
    this.#hand = hand;
  }

  taken(): void {
    this.#free++;
    this.#resume();
  }

  stop(): void {
    this.#stop.abort();
    this.#resume();
  }

  async read(read: Read, transcript: TranscriptName, cursor: string | null): Promise<{ readonly end: ReadEnd; readonly packed: Packed | null }> {
    const gatherer = new Gatherer();
    let from: number | undefined;
    const end = await read(
      transcript,
      cursor,
      async (batch) => {
        gatherer.add(batch);
        from ??= batch.offset;
        if (batch.offset - from < BATCH_BYTES) return;
        from = batch.offset;
        await this.#give(gatherer);
      },
      this.#stop.signal,
    );
    return { end, packed: this.#stop.signal.aborted ? null : gatherer.take() };
  }

  async #give(gatherer: Gatherer): Promise<void> {
    const packed = gatherer.take();
    if (!packed) return;
    while (this.#free === 0 && !this.#stop.signal.aborted) await new Promise<void>((resume) => (this.#resume = resume));
    if (this.#stop.signal.aborted) return;
    this.#free--;
    this.#hand(packed);
  }
}

if (parentPort) {
  yieldToOthers();
  new ReaderThread(parentPort).listen();
}
