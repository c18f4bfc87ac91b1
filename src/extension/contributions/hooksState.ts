import * as vscode from 'vscode';
import { plainText } from '../../core/format/escape';
import { formatUsed } from '../../core/format/amount';
import { formatDuration } from '../../core/format/when';
import { DOING_WORDS, GUARD_RAIL_SHORT, IGNORED, UNFIT_WORDS } from '../../core/hooks/words';
import { goOn, standOf, stopAgain, type Stand } from '../../hook/stand';
import type { Contribution } from '../contribution';
import { command, type Report } from './command';
import type { HookHost } from './hooksChange';

const STOP_AGAIN = 'Stop Again';

interface Item extends vscode.QuickPickItem {
  readonly run?: string;
  readonly open?: string;
}

const isUnfit = (word: string): word is keyof typeof UNFIT_WORDS => Object.hasOwn(UNFIT_WORDS, word);

const budgetItems = ({ state }: Stand): readonly Item[] =>
  (state?.budgets ?? []).map(({ name, ratio, over, unfit }) => ({
    label: `$(${over ? 'circle-slash' : 'circle-outline'}) ${plainText(name)}`,
    description: `${ratio === null ? '' : `${formatUsed(ratio)} used`}${over ? ', over' : ''}`,
    ...(unfit !== null && isUnfit(unfit) ? { detail: UNFIT_WORDS[unfit] } : {}),
  }));

async function settingsItems(host: HookHost): Promise<readonly Item[]> {
  const all = host.claudeDirs.map(async (claudeDir): Promise<Item> => {
    try {
      const { settings, installed, events, scriptPresent, ignored } = await host.load().look({ ...host, claudeDir });
      if (installed === 'no')
        return { label: '$(circle-outline) Not installed', description: settings, detail: 'Install Budget Hooks…', run: 'spendlight.installHooks' };
      if (ignored) return { label: '$(warning) Installed, but not read', description: settings, detail: IGNORED, open: settings };
      const whole = installed === 'yes' && scriptPresent;
      const detail = whole ? `Asked at ${events.join(', ')}` : 'For another state, by another version, or without its script: install them again';
      return {
        label: whole ? '$(check) Installed' : '$(warning) Installed, but not whole',
        description: settings,
        detail,
        ...(whole ? { open: settings } : { run: 'spendlight.installHooks' }),
      };
    } catch (error) {
      return { label: '$(error) Cannot be read', detail: error instanceof Error ? error.message : String(error) };
    }
  });
  return Promise.all(all);
}

function heartbeat({ path, state, doing, override }: Stand, now: number): Item {
  if (state === null)
    return { label: '$(circle-outline) No state yet', detail: 'It is written while hooks are installed and a window has read the transcripts' };
  const until = doing === 'overridden' && override !== null ? `, for ${formatDuration(override - now)} more` : '';
  const strict = state.strict ? 'Strict: a state that is too old stops everything' : 'A state that is too old lets everything pass';
  return { label: `$(pulse) Written ${formatDuration(now - state.updatedAt)} ago`, description: `${DOING_WORDS[doing]}${until}`, detail: strict, open: path };
}

async function showState(host: HookHost): Promise<void> {
  const now = Date.now();
  const stand = await standOf(host.state, now);
  const separator = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const items: readonly Item[] = [
    separator('Claude Code'),
    ...(await settingsItems(host)),
    separator('What the hooks read'),
    heartbeat(stand, now),
    ...budgetItems(stand),
    separator(''),
    ...(stand.doing === 'blocking' || stand.doing === 'staleBlocking'
      ? [{ label: '$(debug-continue) Continue 15 Minutes Over Budget', run: 'spendlight.override15' }]
      : []),
    { label: '$(trash) Remove Budget Hooks…', run: 'spendlight.removeHooks' },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: 'Spendlight: Hook State', placeHolder: GUARD_RAIL_SHORT, matchOnDescription: true });
  if (chosen?.run !== undefined) await vscode.commands.executeCommand(chosen.run);
  if (chosen?.open !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(chosen.open));
}

async function override(host: HookHost): Promise<void> {
  const until = await goOn(host.state, Date.now());
  await host.refresh();
  const at = new Date(until).toLocaleTimeString(vscode.env.language, { hour: '2-digit', minute: '2-digit' });
  const choice = await vscode.window.showInformationMessage(`Spendlight: budgets do not stop Claude Code until ${at}.`, STOP_AGAIN);
  if (choice !== STOP_AGAIN) return;
  await stopAgain(host.state);
  await host.refresh();
}

/** What the hooks do now, and going on all the same. */
export const hooksState = (host: HookHost, report: Report): readonly Contribution[] => [
  command('spendlight.showHookState', () => showState(host), report),
  command('spendlight.override15', () => override(host), report),
];
