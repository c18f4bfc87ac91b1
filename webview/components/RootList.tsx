import { plainText } from '../../src/core/format/escape';
import type { RootView } from '../../src/protocol/views';
import type { Figures } from '../figures/figures';
import { plural } from '../figures/words';

const FOUND: Readonly<Record<RootView['state'], string>> = { read: '', missing: 'no such folder', unreadable: 'could not be read' };

/** Which folders were looked at, and what was found there. */
export const RootList = ({ roots, figures }: { readonly roots: readonly RootView[]; readonly figures: Figures }) => (
  <ul class="roots">
    {roots.map(({ path, state, transcripts }) => (
      <li key={path}>
        <code>
          <bdi>{plainText(path)}</bdi>
        </code>
        <span class={state === 'unreadable' ? 'warning' : 'muted'}>{state === 'read' ? plural(transcripts, 'transcript', figures) : FOUND[state]}</span>
      </li>
    ))}
  </ul>
);
