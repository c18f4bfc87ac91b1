import { isRecord } from '../src/core/record';
import type { Wire } from '../src/protocol/rpc';

/** What VS Code gives a webview. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare const acquireVsCodeApi: () => VsCodeApi;

/** The page's side of the webview border: a wire, and state that survives reload and restart. */
export interface Host {
  readonly wire: Wire;
  saved(): unknown;
  save(state: unknown): void;
}

/** May be called once per page: VS Code hands its API out once. */
export const acquireHost = (page: Window): Host => {
  const api = acquireVsCodeApi();
  return {
    wire: {
      post: (message) => api.postMessage(message),
      listen: (listener) => {
        const hear = (event: MessageEvent<unknown>) => {
          if (isRecord(event.data)) listener(event.data);
        };
        page.addEventListener('message', hear);
        return () => page.removeEventListener('message', hear);
      },
    },
    saved: () => api.getState(),
    save: (state) => api.setState(state),
  };
};
