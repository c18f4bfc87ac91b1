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

/** Base64 of a text of Latin characters; '' for any other. What a mail server is told, and may say back. */
function base64(text: string): string {
  const codes = Array.from(text, (letter) => letter.codePointAt(0) ?? 256);
  if (codes.some((code) => code > 255)) return '';
  let written = '';
  for (let index = 0; index < codes.length; index += 3) {
    const [a = 0, b, c] = codes.slice(index, index + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const four = [18, 12, 6, 0].map((shift) => BASE64[(bits >> shift) & 63] ?? '');
    written += b === undefined ? `${four[0]}${four[1]}==` : c === undefined ? `${four[0]}${four[1]}${four[2]}=` : four.join('');
  }
  return written;
}

/** A secret as others may repeat it: as it is, in JSON, in an address, in base64. */
const shapes = (secret: string): readonly string[] => {
  const whole = secret.toWellFormed();
  const inJson = JSON.stringify(whole).slice(1, -1);
  return [whole, inJson, encodeURIComponent(whole), base64(whole)].filter((shape) => shape.length >= SHORTEST);
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
