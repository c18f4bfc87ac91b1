const HIDDEN = '[secret]';

/** What looks like a secret wherever it stands, each with what is left of it. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/(https?:\/\/hooks\.slack(?:-gov)?\.com\/)[^\s"'<>]*/gi, `$1${HIDDEN}`],
  [/(https?:\/\/(?:[a-z]+\.)?discord(?:app)?\.com\/api\/webhooks\/)[^\s"'<>]*/gi, `$1${HIDDEN}`],
  // Header or field, with its scheme where it has one.
  [
    /\b((?:proxy-)?authorization|x-api-key|api[-_]?key|routing[-_]?key|password|passwd|token|secret)(["']?\s*[:=]\s*["']?)(?:(?:bearer|basic|token)\s+)?[^\s"',;&]+/gi,
    `$1$2${HIDDEN}`,
  ],
  [/\b(bearer|basic)\s+[A-Za-z0-9+/=._~-]{6,}/gi, `$1 ${HIDDEN}`],
  [/\b(?:sk-[A-Za-z0-9_-]{8,}|xox[a-z]-[A-Za-z0-9-]{8,}|gh[pousr]_[A-Za-z0-9]{16,}|AKIA[A-Z0-9]{12,})/g, HIDDEN],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@"'<>]+@/gi, `$1${HIDDEN}@`],
  // What follows the host: paths and queries of webhooks are often keys.
  [/\b(https?:\/\/[^\s/?#"'<>]+)[/?#][^\s"'<>]*/gi, `$1/…`],
];

const SHORTEST = 4;

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes of a text in UTF-8. */
const bytesOf = (text: string): readonly number[] =>
  [...encodeURIComponent(text).matchAll(/%(..)|(.)/g)].map(([, hex, letter = '']) => (hex === undefined ? letter.charCodeAt(0) : Number.parseInt(hex, 16)));

/** Base64 of some bytes, without what fills up its end. */
function base64(bytes: readonly number[]): string {
  let [written, bits, waiting] = ['', 0, 0];
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xffff;
    for (waiting += 8; waiting >= 6; waiting -= 6) written += BASE64[(bits >> (waiting - 6)) & 63] ?? '';
  }
  return written;
}

/** How a secret looks inside base64, alone or behind something else: what mail servers and basic authorisation are told, and may be repeated. */
const insideBase64 = (secret: string): readonly string[] =>
  [0, 1, 2].map((before) => base64([...Array.from({ length: before }, () => 0), ...bytesOf(secret)]).slice(Math.ceil((before * 8) / 6)));

/** A secret as others may repeat it: as it is, in JSON, in an address, in base64. */
const shapes = (secret: string): readonly string[] => {
  const whole = secret.toWellFormed();
  const inJson = JSON.stringify(whole).slice(1, -1);
  return [whole, inJson, encodeURIComponent(whole), ...insideBase64(whole)].filter((shape) => shape.length >= SHORTEST);
};

/**
 * A text without secrets: those that are known, however they are written, and whatever looks like one. Everything that is logged, shown or
 * kept of a sending goes through here, errors of others first of all.
 */
export function redacted(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  const known = secrets.flatMap(shapes).sort((a, b) => b.length - a.length);
  for (const shape of known) clean = clean.replaceAll(shape, HIDDEN);
  for (const [pattern, left] of PATTERNS) clean = clean.replace(pattern, left);
  return clean;
}
