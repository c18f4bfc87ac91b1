/** Reasons for which nothing reached the other side, with their words. Of Node, then of Chromium's network, which VS Code can use in its place. */
const UNREACHED: readonly (readonly [RegExp, string])[] = [
  [/^(?:ECONNREFUSED|ERR_CONNECTION_REFUSED)$/, 'nobody listens there (connection refused)'],
  [/^(?:ENOTFOUND|EAI_AGAIN|ERR_NAME_NOT_RESOLVED)$/, 'the name of the host is not known here (no network?)'],
  [/^(?:EHOSTUNREACH|ENETUNREACH|ENETDOWN|EHOSTDOWN|ERR_ADDRESS_UNREACHABLE|ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED)$/, 'the host cannot be reached'],
  [/^(?:UND_ERR_CONNECT_TIMEOUT|ERR_CONNECTION_TIMED_OUT)$/, 'the host does not answer (no connection in time)'],
  [/^(?:ERR_PROXY_CONNECTION_FAILED|ERR_TUNNEL_CONNECTION_FAILED)$/, 'the proxy cannot be reached'],
  [/^(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_|ERR_CERT_|ERR_SSL_|EPROTO$)/, 'its certificate or TLS is not trusted here'],
];

/** Codes of an error of fetch and of its causes, outermost first. */
export function codesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const { code } = error as NodeJS.ErrnoException;
  const net = /net::(ERR_\w+)/.exec(error.message)?.[1];
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  return [...(typeof code === 'string' ? [code] : []), ...(net === undefined ? [] : [net]), ...inner.flatMap(codesOf)];
}

/** Why nothing reached the other side, by an error of fetch; null where that is not known. The error's own words are not in it: an address may be a secret. */
export function unreachedWords(error: unknown): string | null {
  const codes = codesOf(error);
  for (const [pattern, words] of UNREACHED) {
    const code = codes.find((found) => pattern.test(found));
    if (code !== undefined) return `${words}, ${code}`;
  }
  return null;
}
