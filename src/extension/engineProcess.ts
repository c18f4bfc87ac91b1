import type { Worker } from 'node:worker_threads';
import { restartDelay } from '../core/lifecycle/restart';
import type { EngineApi, EngineSettings, PushEvent } from '../protocol/api';
import { connect, RpcError, type Client } from '../protocol/rpc';
import { Listeners, type Disposable } from './listeners';
import { portWire } from './portWire';
import type { Later } from './timer';

/** What contributions know of the engine. */
export interface Engine {
  /** Waits while the engine starts for the first time. Rejects with an RpcError when it stopped, refused or threw. */
  call<M extends keyof EngineApi>(method: M, args: EngineApi[M][0], signal?: AbortSignal): Promise<EngineApi[M][1]>;
  listen(event: PushEvent, listener: (value: unknown) => void): Disposable;
  /** Why the engine stopped, so that the figures are not live; null when they are. */
  readonly stale: string | null;
}

export interface EngineSurroundings {
  /** Starts a worker with the settings of this moment. Rejects when its files cannot be read. */
  readonly spawn: () => Promise<Worker>;
  readonly later: Later;
  readonly now: () => number;
  /** Hears of every death and of listeners that threw. */
  readonly report: (what: string, error: unknown) => void;
}

const stopped = (why: string): string => `the engine stopped: ${why}`;
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Keeps the engine's worker alive: starts it, starts it again after a while when it died, and says so. */
export class EngineProcess implements Engine {
  readonly #surroundings: EngineSurroundings;
  readonly #pushes: Listeners<{ readonly event: string; readonly value: unknown }>;
  readonly #deaths: number[] = [];
  readonly #first: Promise<void>;
  #firstDone: () => void = () => {};
  #worker: Worker | undefined;
  #client: Client<EngineApi> | undefined;
  #stale: string | null = null;
  #closing = false;
  #callOff: () => void = () => {};

  constructor(surroundings: EngineSurroundings) {
    this.#surroundings = surroundings;
    this.#pushes = new Listeners((error) => surroundings.report('a listener failed', error));
    this.#first = new Promise((done) => {
      this.#firstDone = done;
    });
  }

  get stale(): string | null {
    return this.#stale;
  }

  /** Resolves when the worker runs or its start has failed (which is then tried again later). */
  async start(): Promise<void> {
    try {
      const worker = await this.#surroundings.spawn();
      if (this.#closing) return void (await worker.terminate());
      this.#live(worker);
    } catch (error) {
      this.#died(`it could not be started: ${messageOf(error)}`, error);
    }
    this.#firstDone();
  }

  async call<M extends keyof EngineApi>(method: M, args: EngineApi[M][0], signal?: AbortSignal): Promise<EngineApi[M][1]> {
    await this.#first;
    if (!this.#client) throw new RpcError(this.#stale === null ? 'the engine has ended' : stopped(this.#stale));
    return this.#client.call(method, args, signal);
  }

  listen(event: PushEvent, listener: (value: unknown) => void): Disposable {
    return this.#pushes.add((push) => push.event === event && listener(push.value));
  }

  /** New settings. An engine that is down gets them when it starts. */
  async configure(settings: EngineSettings): Promise<void> {
    await this.#first;
    await this.#client?.call('configure', settings);
  }

  /** Lets the engine save, for at most `limit` ms, and ends it. Resolves when it has ended. */
  async close(limit: number): Promise<void> {
    this.#closing = true;
    this.#callOff();
    this.#firstDone();
    const [worker, client] = [this.#worker, this.#client];
    if (!worker || !client) return;
    const waited = new Promise<void>((done) => {
      this.#callOff = this.#surroundings.later(limit, done);
    });
    const saved = client.call('close', null).catch((error: unknown) => this.#surroundings.report('the engine could not close', error));
    await Promise.race([saved, waited]);
    this.#callOff();
    client.close('the engine has ended');
    await worker.terminate();
  }

  /** Ends the engine as `close` does, and starts another, by what `spawn` gives then. Until that one answers, figures are not live. */
  async restart(limit: number): Promise<void> {
    this.#say('it is being restarted');
    await this.close(limit);
    this.#closing = false;
    await this.start();
  }

  #live(worker: Worker): void {
    let cause: unknown;
    worker.on('error', (error) => (cause = error));
    worker.on('exit', (code) => this.#died(cause === undefined ? `exit code ${code}` : messageOf(cause), cause));
    this.#worker = worker;
    const client = connect<EngineApi>(portWire(worker), (event, value) => this.#pushes.tell({ event, value }));
    this.#client = client;
    // Alive is what answers. What dies before it answers is reported as dead.
    if (this.#stale !== null)
      client.call('status', null).then(
        () => this.#say(null),
        () => {},
      );
  }

  #died(why: string, error: unknown): void {
    this.#client?.close(stopped(why));
    this.#client = undefined;
    this.#worker = undefined;
    if (this.#closing) return;
    this.#surroundings.report(stopped(why), error);
    this.#deaths.push(this.#surroundings.now());
    const delay = restartDelay(this.#deaths, this.#surroundings.now());
    if (delay !== null) this.#callOff = this.#surroundings.later(delay, () => void this.start());
    this.#say(delay === null ? `${why}. It stopped too often and is not started again; reload the window to try once more` : why);
  }

  #say(stale: string | null): void {
    this.#stale = stale;
    this.#pushes.tell({ event: 'stale', value: stale });
  }
}
