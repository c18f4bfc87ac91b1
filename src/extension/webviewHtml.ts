/** What the page is made of; URIs as the webview sees them. */
export interface PageParts {
  /** Random, new for every page: nothing else may run. */
  readonly nonce: string;
  /** The webview's own origin, for the style sheet. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** BCP 47, for screen readers. */
  readonly language: string;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as an attribute's value or an element's content may hold it. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/**
 * The dashboard's page: an empty frame that its script fills. Nothing is loaded from anywhere but the extension's dist
 * folder, nothing inline runs, nothing is sent.
 */
export function webviewHtml(parts: PageParts): string {
  const [nonce, source] = [escapeHtml(parts.nonce), escapeHtml(parts.cspSource)];
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `img-src ${source} data:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(parts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escapeHtml(parts.style)}">
<title>Spendlight</title>
</head>
<body>
<div id="app"></div>
<script nonce="${nonce}" src="${escapeHtml(parts.script)}"></script>
</body>
</html>
`;
}
