import assert from 'node:assert/strict';
import { webviewHtml } from '../../../src/extension/webviewHtml';

const PARTS = {
  nonce: 'abc123',
  cspSource: 'https://*.webview.test',
  script: 'https://file.test/webview.js',
  style: 'https://file.test/webview.css',
  language: 'en',
};

describe("the dashboard's page", () => {
  it('lets nothing in but its own script and style', () => {
    const policy = /content="([^"]+)"/.exec(webviewHtml(PARTS))?.[1] ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|\*(?!\.webview\.test)|https?:(?!\/\/\*\.webview\.test)|connect-src/);
    assert.match(policy, /script-src 'nonce-abc123'(;|$)/);
  });

  it('has no inline script, handler or style', () => {
    const html = webviewHtml(PARTS);
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=/);
    assert.deepEqual(html.match(/<script[^>]*>(?!<\/script>)/g), null);
  });

  it('escapes what it is made of', () => {
    const html = webviewHtml({ ...PARTS, script: 'x"><img src=x>', language: '"onload="x', nonce: `'; script-src *` });
    assert.doesNotMatch(html, /<img|lang=""|nonce-'; script/);
  });
});
