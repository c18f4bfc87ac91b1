/* oxlint-disable no-control-regex -- control characters are what is taken out */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
/** Characters that turn the direction of writing, and with it what a name seems to say. */
const BIDI = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Has no width, and keeps apart what has a meaning only together. */
const APART = '\u200b';

/**
 * Foreign text on one line, for places that take plain text yet read something into it: `[a](command:b)` is a link in a notification,
 * `$(name)` an icon in a status bar item.
 */
export const plainText = (text: string): string => text.replace(CONTROL, ' ').replace(BIDI, '').replaceAll('](', `]${APART}(`).replaceAll('$(', `$${APART}(`);

/**
 * Foreign text for a MarkdownString: shows as it is written, on one line, also in a table cell. No HTML, link (not even a bare address), emphasis, table border or
 * icon comes out of it. Icons are looked for after Markdown has taken the backslashes away, so `$(` is parted as well.
 */
export const escapeMarkdown = (text: string): string =>
  plainText(text)
    .replace(/[!-/:-@[-`{-~]/g, '\\$&')
    .replaceAll('\\&', '&amp;')
    .replaceAll('\\<', '&lt;')
    .replaceAll('\\>', '&gt;');
