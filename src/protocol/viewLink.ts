import * as v from 'valibot';

/** Where links to a view of the dashboard lead: `vscode://<extension>/dashboard?<query>`. */
const PATH = '/dashboard';

const MOST = 20_000;

/** The query of a link as a page writes it: only what stands in a URL by itself. */
export const LINK_QUERY = v.pipe(v.string(), v.maxLength(MOST), v.regex(/^[\w\-.~!*'()%&=/:]*$/));

export const linkTo = (scheme: string, extensionId: string, query: string): string => `${scheme}://${extensionId}${PATH}?${query}`;

/** The query of a link that leads to a view (decoded, and checked by the page that reads it); null where it leads elsewhere or nobody could have copied it. */
export const linkedQuery = ({ path, query }: { readonly path: string; readonly query: string }): string | null =>
  path === PATH && query.length <= MOST ? query : null;
