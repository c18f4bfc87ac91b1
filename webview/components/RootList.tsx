import type { RootView } from '../../src/protocol/views';
import type { Figures } from '../figures/figures';

const FOUND: Readonly<Record<RootView['state'], string>> = { read: '', missing: 'no such folder', unreadable: 'could not be read' };

/** Which folders were looked at, and what was found there. */
export const RootList = ({ roots, figures }: { readonly roots: readonly RootView[]; readonly figures: Figures }) => (
  <ul class="roots">
    {roots.map(({ path, state, transcripts }) => (
      <li key={path}>
        <code>
          <bdi>{path}</bdi>
        </code>
        <span class={state === 'unreadable' ? 'warning' : 'muted'}>
          {state === 'read' ? `${figures.count(transcripts)} transcript${transcripts === 1 ? '' : 's'}` : FOUND[state]}
        </span>
      </li>
    ))}
  </ul>
);
