import * as vscode from 'vscode';
import type { WriteNumber } from '../../core/format/number';
import { isRecord } from '../../core/record';
import type { Filter } from '../../protocol/views';
import type { Contribution } from '../contribution';
import type { Engine } from '../engineProcess';
import { insightTree } from '../insightNodes';
import { labelled } from '../sampleTree';
import { together } from '../listeners';
import type { LiveSettings } from '../liveSettings';
import { sourceTree } from '../sourceNodes';
import type { Later } from '../timer';
import { todayTree, type Clock } from '../todayNodes';
import { ViewFeed } from '../viewFeed';
import { command, type Report } from './command';
import { Tree, type TreeNode, type TreeShown } from './tree';

const LAST_MONTH: Filter = { range: { kind: 'last30' }, projects: [], models: [] };

const clock: Clock = (at, timezone) => new Intl.DateTimeFormat(vscode.env.language, { timeStyle: 'short', timeZone: timezone }).format(at);

const text = (given: unknown, name: string): string => {
  const value = isRecord(given) ? given[name] : undefined;
  if (typeof value !== 'string' || value === '') throw new Error('this command is for the lines of the side bar');
  return value;
};

/** The views of the side bar beside the budgets: today's sessions, what stands out, where figures come from. */
export function sideBar(
  engine: Engine,
  settings: LiveSettings,
  write: WriteNumber,
  { later, report }: { readonly later: Later; readonly report: Report },
): readonly Contribution[] {
  const style = () => ({ money: settings.current.money, write });
  const tree = <V, N extends TreeNode>(id: string, ask: () => Promise<V>, show: (news: ViewFeed<V>['news']) => TreeShown<N>): Tree<N> => {
    const feed = new ViewFeed(engine, ask, later, report);
    return new Tree<N>(id, {
      show: () => labelled(settings, show(feed.news)),
      listen: (changed) => together([feed.listen(changed), settings.listen(changed)]),
      look: (visible) => feed.look(visible),
    });
  };
  return [
    tree(
      'spendlight.today',
      () => engine.call('today', null),
      (news) => todayTree(news, style(), clock),
    ),
    tree(
      'spendlight.insights',
      () => engine.call('insights', LAST_MONTH),
      (news) => insightTree(news, style()),
    ),
    tree(
      'spendlight.sources',
      () => engine.call('health', null),
      (news) => sourceTree(news, write),
    ),
    command(
      'spendlight.exploreSession',
      (node) => vscode.commands.executeCommand('spendlight.openDashboard', { page: 'explorer', session: text(node, 'sessionId') }),
      report,
    ),
    command('spendlight.openTranscript', (node) => openTranscript(engine, text(node, 'sessionId')), report),
    command('spendlight.copySessionId', (node) => vscode.env.clipboard.writeText(text(node, 'sessionId')), report),
    command('spendlight.copySource', (node) => vscode.env.clipboard.writeText(text(node, 'copies')), report),
    command('spendlight.dismissInsight', (node) => dismiss(engine, text(node, 'insightId')), report),
  ];
}

/** As it lies there; whoever writes it is Claude Code, so it opens as a preview. */
async function openTranscript(engine: Engine, sessionId: string): Promise<void> {
  const path = await engine.call('transcriptOf', { sessionId });
  if (path === null) throw new Error('the transcript of this session was never read from a file of its own');
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(path), { preview: true });
}

async function dismiss(engine: Engine, id: string): Promise<void> {
  await engine.call('dismissInsight', { id, filter: LAST_MONTH });
  const choice = await vscode.window.showInformationMessage('Put away. It comes back when it has grown by half.', 'Undo');
  if (choice === 'Undo') await engine.call('restoreInsight', { id });
}
