import { SAMPLE_WORDS } from '../core/format/basis';
import type { TreeNode, TreeShown } from './contributions/tree';
import type { LiveSettings } from './liveSettings';

/** A view of the side bar while its figures are made up: it says so above its lines, in their tooltips and to a screen reader. One without lines has none to speak of. */
function sampleTree<N extends TreeNode>(shown: TreeShown<N>): TreeShown<N> {
  if (shown.nodes.length === 0) return shown;
  return { ...shown, nodes: shown.nodes.map(sampleNode), message: [SAMPLE_WORDS, shown.message].filter((part) => part !== '').join(' · ') };
}

const sampleNode = <N extends TreeNode>(node: N): N => ({
  ...node,
  tooltip: `${node.tooltip}\n\n${SAMPLE_WORDS}`,
  spoken: `${node.spoken}, sample data`,
  children: node.children.map(sampleNode),
});

/** A view of the side bar as it is, or labelled while sample data is shown. */
export const labelled = <N extends TreeNode>({ current }: Pick<LiveSettings, 'current'>, shown: TreeShown<N>): TreeShown<N> =>
  current.payment === 'sample' ? sampleTree(shown) : shown;
