/* The address as the sender takes it, so that what is checked here is what is asked there: no white space, no backslash, no user, plain host. */
const ADDRESS = /^(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?#][^\s\\]*)?$/i;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;
/** Where machines of a cloud ask for their own credentials; nobody's alerts go there. */
const OF_THE_LINK = /^(?:169\.254(?:\.\d{1,3}){2}|\[fe[89ab][0-9a-f]:.*|metadata\.google\.internal\.?)$/i;

/** Whether a host is this machine: nothing that is sent there crosses a network. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host) || host === '::1';

/** Why an address may not be sent to, as the end of a sentence that begins with what it is of; null where it may. Never quotes it: it may be a secret. */
export function addressFault(address: string): string | null {
  const [, scheme = '', host = ''] = ADDRESS.exec(address) ?? [];
  if (scheme === '') return 'is no plain https:// address (without user, spaces and letters beyond ASCII)';
  if (OF_THE_LINK.test(host)) return 'leads to an address that only machines of a cloud use';
  if (scheme.toLowerCase() === 'http' && !isLoopback(host)) return 'has to begin with https:// (http:// is for this machine alone)';
  return null;
}

/** The host of an address, for people; '' where there is none. */
export const hostOf = (address: string): string => ADDRESS.exec(address)?.[2] ?? '';
