import { isRecord } from '../core/record';

/**
 * One small typed RPC for both hops: host to engine worker, webview to host.
 * Wire: { id, method, args } | { id, abort: true } one way, { id, ok } | { id, err } and { event, value } the other.
 * The answering side is told nothing that it does not check: unknown methods and malformed arguments are refused.
 */
export interface WireError {
  readonly name: string;
  readonly message: string;
}

export type Call = { readonly id: number; readonly method: string; readonly args: unknown } | { readonly id: number; readonly abort: true };
export type Answer = { readonly id: number; readonly ok: unknown } | { readonly id: number; readonly err: WireError };

/** The narrow thing that both a MessagePort and a webview offer. */
export interface Wire {
  post(message: unknown): void;
  /** Returns a function that stops listening. */
  listen(listener: (message: unknown) => void): () => void;
}

/** Method name to [arguments, result]. */
export type ApiShape = { readonly [method: string]: readonly [args: unknown, result: unknown] };

/** One entry per method, kept complete by the compiler: what makes untrusted arguments trusted. Throws on malformed ones. */
export type ArgumentChecks<A extends ApiShape> = { readonly [M in keyof A]: (args: unknown) => A[M][0] };

export type Handlers<A extends ApiShape> = { readonly [M in keyof A]: (args: A[M][0], signal: AbortSignal) => A[M][1] | Promise<A[M][1]> };

export interface Client<A extends ApiShape> {
  /** Rejects with an RpcError when the other side refused or threw, with an AbortError when the signal fires. */
  call<M extends keyof A & string>(method: M, args: A[M][0], signal?: AbortSignal): Promise<A[M][1]>;
  /** Rejects everything that waits; for a wire that died. */
  close(reason: string): void;
}

export class RpcError extends Error {
  override readonly name: string = 'RpcError';
}

const wireError = (error: unknown): WireError =>
  error instanceof Error ? { name: error.name, message: error.message } : { name: 'Error', message: String(error) };

/** Answers calls that arrive on the wire. `report` hears what handlers threw; the caller gets name and message only. */
export function serve<A extends ApiShape>(
  wire: Wire,
  checks: ArgumentChecks<A>,
  handlers: Handlers<A>,
  report: (method: string, error: unknown) => void,
): () => void {
  const running = new Map<number, AbortController>();
  const run = async (id: number, method: string, args: unknown): Promise<Answer> => {
    if (!Object.hasOwn(checks, method)) return { id, err: { name: 'UnknownMethod', message: `unknown method ${JSON.stringify(method.slice(0, 80))}` } };
    let checked: A[keyof A][0];
    try {
      checked = checks[method as keyof A](args);
    } catch (error) {
      return { id, err: { name: 'BadArguments', message: `${method}: ${wireError(error).message}` } };
    }
    const abort = new AbortController();
    running.set(id, abort);
    try {
      return { id, ok: await handlers[method as keyof A](checked, abort.signal) };
    } catch (error) {
      if (!abort.signal.aborted) report(method, error);
      return { id, err: wireError(error) };
    } finally {
      running.delete(id);
    }
  };
  return wire.listen((message) => {
    if (!isRecord(message) || typeof message['id'] !== 'number') return;
    const { id, method } = message;
    if (message['abort'] === true) return running.get(id)?.abort();
    if (typeof method !== 'string') return wire.post({ id, err: { name: 'BadCall', message: 'a call needs a method' } } satisfies Answer);
    void run(id, method, message['args']).then((answer) => wire.post(answer));
  });
}

/** Calls the other side. Pushed events reach `onPush`. */
export function connect<A extends ApiShape>(wire: Wire, onPush: (event: string, value: unknown) => void = () => {}): Client<A> {
  const waiting = new Map<number, { ok(value: unknown): void; no(error: Error): void }>();
  let last = 0;
  let closed: string | undefined;
  const stop = wire.listen((message) => {
    if (!isRecord(message)) return;
    if (typeof message['event'] === 'string') return onPush(message['event'], message['value']);
    const id = message['id'];
    const pending = typeof id === 'number' ? waiting.get(id) : undefined;
    if (!pending) return;
    waiting.delete(id as number);
    const err = message['err'];
    if (isRecord(err)) return pending.no(new RpcError(String(err['message']), { cause: err['name'] }));
    pending.ok(message['ok']);
  });
  return {
    call: (method, args, signal) =>
      new Promise((ok, no) => {
        if (closed !== undefined) return no(new RpcError(closed));
        if (signal?.aborted) return no(new DOMException('aborted', 'AbortError'));
        const id = ++last;
        const leave = () => {
          waiting.delete(id);
          wire.post({ id, abort: true } satisfies Call);
          no(new DOMException('aborted', 'AbortError'));
        };
        const done = () => signal?.removeEventListener('abort', leave);
        signal?.addEventListener('abort', leave, { once: true });
        waiting.set(id, {
          ok: (value) => (done(), ok(value as never)),
          no: (error) => (done(), no(error)),
        });
        wire.post({ id, method, args } satisfies Call);
      }),
    close(reason) {
      closed = reason;
      stop();
      for (const { no } of waiting.values()) no(new RpcError(reason));
      waiting.clear();
    },
  };
}
