import assert from 'node:assert/strict';
import { asSample } from '../../../src/core/export/sample';
import { PAPER_FORMATS } from '../../../src/core/export/formats/index';
import { readSettings } from '../../../src/core/settings/readSettings';
import { sampleSettings } from '../../../src/core/settings/sample';
import { labelled } from '../../../src/extension/sampleTree';
import type { TreeNode, TreeShown } from '../../../src/extension/contributions/tree';

type Node = TreeNode;
const node = (id: string, children: readonly Node[] = []): Node => ({
  id,
  label: id,
  description: '$1.00',
  tooltip: `**${id}**`,
  spoken: `${id}: $1.00`,
  icon: { name: 'pulse', color: null },
  context: '',
  run: null,
  children,
});
const shown = (nodes: readonly Node[], message = ''): TreeShown<Node> => ({ nodes, message, badge: 0, badgeWords: '' });

describe('sample data', () => {
  const surroundings = { home: '/h', timezone: 'UTC', firstDayOfWeek: 1, folders: [], trusted: true };
  const { settings } = readSettings({ values: {}, userBudgets: [], workspaceBudgets: [] }, surroundings);
  const real = { current: settings };
  const sample = { current: sampleSettings(settings) };

  it('is called so on every line of the side bar', () => {
    const tree = labelled(sample, shown([node('session', [node('turn')])], '$4.00 today'));
    assert.equal(tree.message, 'made-up sample data · $4.00 today');
    assert.equal(labelled(sample, shown([node('one')])).message, 'made-up sample data');
    for (const one of [...tree.nodes, ...tree.nodes[0]!.children]) {
      assert.match(one.tooltip, /made-up sample data$/);
      assert.match(one.spoken, /, sample data$/);
    }
    // The welcome of an empty view stays.
    assert.deepEqual(labelled(sample, shown([])), shown([]));
    assert.deepEqual(labelled(real, shown([node('one')], 'x')), shown([node('one')], 'x'));
  });

  it('is called so in every format of an export', () => {
    const table = { columns: [{ name: 'Day', align: 'left' as const }], rows: [['2026-11-20']] };
    const paper = asSample({ title: 'Spendlight: 2026-11', note: '', sheets: [{ title: 'Days', note: 'USD', ...table }] });
    assert.equal(paper.title, 'Sample data: Spendlight: 2026-11');
    assert.deepEqual([paper.note, paper.sheets[0]!.note], ['made-up sample data', 'made-up sample data · USD']);
    // A CSV holds rows alone: its file is named by the title.
    for (const format of PAPER_FORMATS.filter(({ id }) => id !== 'csv')) assert.match(format.write(paper), /made-up sample data/, format.id);
  });
});
