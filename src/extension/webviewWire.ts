import type { WebviewPanel } from 'vscode';
import type { Wire } from '../protocol/rpc';

/** A hidden page hears nothing: it asks for everything when it is shown again. */
export const webviewWire = (panel: Pick<WebviewPanel, 'visible' | 'webview'>): Wire => ({
  post: (message) => {
    if (panel.visible) void panel.webview.postMessage(message);
  },
  listen: (listener) => {
    const listening = panel.webview.onDidReceiveMessage(listener);
    return () => listening.dispose();
  },
});
