import * as vscode from 'vscode';
import type { Payment } from '../../core/format/basis';
import type { Contribution } from '../contribution';
import type { LiveSettings } from '../liveSettings';
import { command, type Report } from './command';

interface Answer extends vscode.QuickPickItem {
  readonly payment: Payment;
  /** Said when it was chosen. */
  readonly said: string;
}

const ANSWERS: readonly Answer[] = [
  {
    payment: 'api',
    label: 'By API',
    detail: 'A key, Bedrock or Vertex AI: every token is billed',
    said: 'amounts are tokens times list price; discounts are not in them.',
  },
  {
    payment: 'subscription',
    label: 'By subscription',
    detail: 'Pro, Max, Team or Enterprise: a fixed price',
    said: 'amounts are called API-equivalent value, not a bill.',
  },
  { payment: 'unsure', label: 'Not sure', detail: 'It can be chosen later', said: 'amounts are tokens times list price. On a subscription they are no bill.' },
];
const TOKENS = 'Show Tokens Instead';
const STARTERS = 'Set Starter Budgets';

const write = (name: string, value: string): Thenable<void> =>
  vscode.workspace.getConfiguration('spendlight').update(name, value, vscode.ConfigurationTarget.Global);

/** The question of the first run: chooses words, and offers what goes with the answer. Changes no figure. */
async function ask({ current }: LiveSettings): Promise<void> {
  const items = ANSWERS.map((answer) => (answer.payment === current.payment ? { ...answer, description: 'as set' } : answer));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Spendlight: How do you pay for Claude Code?',
    placeHolder: 'Chooses words, changes no figure',
  });
  if (!chosen) return;
  await write('display.payment', chosen.payment);
  const offers = [
    ...(chosen.payment === 'subscription' && current.money === 'show' ? [TOKENS] : []),
    ...(current.counting.budgets.length === 0 ? [STARTERS] : []),
  ];
  const wish = await vscode.window.showInformationMessage(`Spendlight: ${chosen.said}`, ...offers);
  if (wish === TOKENS) await write('display.money', 'hide');
  if (wish === STARTERS) await vscode.commands.executeCommand('spendlight.addStarterBudgets');
}

export const howDoYouPay = (settings: LiveSettings, report: Report): Contribution => command('spendlight.howDoYouPay', () => ask(settings), report);
