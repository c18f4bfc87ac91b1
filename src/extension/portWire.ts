import type { Wire } from '../protocol/rpc';

/** What a Worker and a MessagePort have in common. */
export interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  off(event: 'message', listener: (message: unknown) => void): unknown;
}

export const portWire = (port: Port): Wire => ({
  post: (message) => port.postMessage(message),
  listen: (listener) => {
    port.on('message', listener);
    return () => port.off('message', listener);
  },
});
