import type { WriteNumber } from '../core/format/number';
import { formatBytes } from '../core/format/bytes';
import { plural } from '../core/format/plural';
import { escapeMarkdown, plainText } from '../core/format/escape';
import type { HealthView, RootView } from '../protocol/views';
import type { TreeNode, TreeShown } from './contributions/tree';
import type { ViewNews } from './viewFeed';

/** A folder or a fact in the side bar. */
export interface SourceNode extends TreeNode {
  /** What "copy" copies. */
  readonly copies: string;
}

const WORDS: Readonly<Record<RootView['state'], string>> = { read: '', missing: 'not there', unreadable: 'cannot be read' };

const line = (id: string, label: string, description: string, icon: string, color: string | null = null): SourceNode => ({
  id,
  label,
  description,
  tooltip: [label, description]
    .filter((part) => part !== '')
    .map(escapeMarkdown)
    .join('\n\n'),
  spoken: `${label}: ${description}`,
  icon: { name: icon, color },
  context: 'fact',
  run: { command: 'spendlight.openDashboard', argument: { page: 'health' } },
  children: [],
  copies: `${label}: ${description}`,
});

const rootNode = ({ path, state, transcripts }: RootView, write: WriteNumber): SourceNode => {
  const read = state === 'read';
  const description = read ? plural(transcripts, 'transcript', write) : WORDS[state];
  const icon = read ? 'folder' : state === 'missing' ? 'circle-slash' : 'warning';
  return {
    ...line(`root ${path}`, plainText(path), description, icon, state === 'unreadable' ? 'list.warningForeground' : null),
    context: 'root',
    copies: path,
  };
};

/** Where figures come from, and whether all of it is well. */
export const sourceTree = ({ view, trouble }: ViewNews<HealthView>, write: WriteNumber): TreeShown<SourceNode> => {
  if (view === null) return { nodes: [], message: trouble === null ? '' : `Not live: ${plainText(trouble)}`, badge: 0, badgeWords: '' };
  const bad = view.malformedLines;
  const unpriced = view.unpricedModels.map(({ model }) => plainText(model)).join(', ');
  const nodes = [
    ...view.roots.map((root) => rootNode(root, write)),
    line('read', 'Read', `${write(view.lines, 0)} lines, ${formatBytes(view.bytes)}`, 'book'),
    bad === 0 ? line('bad', 'Every line understood', '', 'pass') : line('bad', 'Lines not read', write(bad, 0), 'warning', 'list.warningForeground'),
    unpriced === ''
      ? line('priced', 'Every model priced', `prices ${view.provenance.priceVersion}`, 'pass')
      : line('priced', 'Without a price', unpriced, 'warning', 'list.warningForeground'),
    line(
      'store',
      'Stored here',
      `${formatBytes(view.ledgerBytes + view.aggregateBytes)}${view.writer ? ', this window writes' : ', another window writes'}`,
      'database',
    ),
    ...view.messages.map((message, index) => line(`message ${index}`, plainText(message), '', 'warning', 'list.warningForeground')),
  ];
  return { nodes, message: trouble === null ? '' : `Not live: ${plainText(trouble)}`, badge: 0, badgeWords: '' };
};
