import * as vscode from 'vscode';
import { METRICS, PERIODS, type BudgetMetric, type BudgetPeriod } from '../../core/budget/budget';
import { plainText } from '../../core/format/escape';
import { withBudget, withStarters } from '../../core/settings/budgetEdits';
import { budgetWords, newBudget, periodWords, STARTER_BUDGETS, TOKEN_BUDGETS, type WrittenBudget } from '../../core/settings/newBudget';
import { userPlace, workspacePlaces, writeWithUndo, type BudgetPlace } from '../budgetPlaces';
import type { Contribution } from '../contribution';
import type { LiveSettings } from '../liveSettings';
import { askLimit, MODEL_FAMILIES } from './budgetQuestions';
import { command, type Report } from './command';

const TITLE = 'Spendlight: Add Budget';
/** What is told of amounts. */
type Money = 'show' | 'hide';

const starters = (money: Money): string => STARTER_BUDGETS.map((budget) => budgetWords(budget, money)).join(', ');

const PERIOD_HINTS: Readonly<Record<BudgetPeriod, string>> = {
  hour: 'a clock hour: tells of a loop early',
  block: 'the 5-hour block that runs',
  day: '',
  week: '',
  month: 'or billing cycle, see spendlight.billingCycleDay',
  session: 'each session by itself, sub-agents included',
};
const METRIC_TEXTS: Readonly<Record<BudgetMetric, readonly [label: string, hint: string]>> = {
  cost: ['Cost', 'USD, API-equivalent'],
  tokens: ['Tokens', 'input, output and cache writes; cache reads do not count'],
  requests: ['Requests', 'responses of the model'],
};

const loudest = ({ thresholds, stop }: WrittenBudget): string => {
  if (stop) return 'warns at 80 %, stops Claude Code at 100 % where the budget hooks are installed';
  return thresholds?.every(({ severity }) => severity === 'warning') ? 'warns at 80 % and 100 %' : 'warns at 80 %, critical at 100 %';
};

type Counted = Pick<WrittenBudget, 'scope'> & { readonly place: BudgetPlace };

async function askModel(): Promise<Counted | undefined> {
  const family = await vscode.window.showQuickPick(MODEL_FAMILIES, {
    title: TITLE,
    placeHolder: 'Every version of the family counts; ids can be set in settings.json',
  });
  return family === undefined ? undefined : { scope: { model: family }, place: userPlace() };
}

/** What it counts, and with that where it is written. */
async function askScope(): Promise<Counted | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const shared = vscode.workspace.isTrusted ? workspacePlaces().slice(0, 1) : [];
  const here = (): Counted => ({ place: userPlace() });
  const items: (vscode.QuickPickItem & { readonly counted: () => Counted | Promise<Counted | undefined> })[] = [
    { label: 'All projects of this machine', description: 'user settings', counted: here },
    ...folders.map(({ name, uri }) => ({
      label: `Only ${plainText(name)}`,
      description: 'this folder and all below; user settings',
      counted: (): Counted => ({ scope: { project: uri.fsPath }, place: userPlace() }),
    })),
    { label: 'Only one family of models…', description: 'in all projects; user settings', counted: askModel },
    ...shared.map((place) => ({
      label: 'This workspace, for everybody who has it',
      description: 'workspace settings; no channels and no stop',
      counted: (): Counted => ({ place }),
    })),
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: `${TITLE} (4/4)`, placeHolder: 'What it counts' });
  return chosen?.counted();
}

interface Asked extends Counted {
  readonly budget: WrittenBudget;
}

async function askOwn(): Promise<Asked | undefined> {
  const periods = PERIODS.map((period) => ({ label: periodWords(period), description: PERIOD_HINTS[period], period }));
  const chosen = await vscode.window.showQuickPick(periods, { title: `${TITLE} (1/4)`, placeHolder: 'A limit for' });
  if (!chosen) return undefined;
  const metrics = METRICS.map((metric) => ({ label: METRIC_TEXTS[metric][0], description: METRIC_TEXTS[metric][1], metric }));
  const counted = await vscode.window.showQuickPick(metrics, { title: `${TITLE} (2/4)`, placeHolder: 'What is limited' });
  if (!counted) return undefined;
  const limit = await askLimit(`${TITLE} (3/4)`, counted.metric, periodWords(chosen.period));
  if (limit === undefined) return undefined;
  const scope = await askScope();
  return scope && { ...scope, budget: newBudget({ period: chosen.period, metric: counted.metric, limit, ...(scope.scope && { scope: scope.scope }) }) };
}

const addStarters = async (money: Money): Promise<void> => {
  const place = userPlace();
  const others = workspacePlaces().flatMap(({ list }) => list);
  const list = withStarters(place.list, others);
  if (list === place.list) return void vscode.window.showInformationMessage('Spendlight: the starter budgets are set already.');
  await writeWithUndo(place, list, `budgets are set: ${starters(money)}. You are told once at each threshold.`);
};

const addOne = async ({ budget, place }: Asked, money: Money): Promise<void> => {
  const others = [userPlace(), ...workspacePlaces()].filter(({ words }) => words !== place.words).flatMap(({ list }) => list);
  await writeWithUndo(place, withBudget(place.list, budget, others), `a budget is set: ${budgetWords(budget, money)}.`);
};

async function ask(money: Money): Promise<(() => Promise<void>) | undefined> {
  const one = (budget: WrittenBudget) => async (): Promise<void> => addOne({ budget, place: userPlace() }, money);
  const own = async (): Promise<void> => {
    const asked = await askOwn();
    if (asked) await addOne(asked, money);
  };
  const items: (vscode.QuickPickItem & { readonly go: () => Promise<void> })[] = [
    ...(money === 'hide' ? TOKEN_BUDGETS : STARTER_BUDGETS).map((budget) => ({
      label: budgetWords(budget, money),
      description: loudest(budget),
      go: one(budget),
    })),
    ...(money === 'hide' ? [] : [{ label: 'All three', description: starters(money), go: () => addStarters(money) }]),
    { label: '', kind: vscode.QuickPickItemKind.Separator, go: async () => {} },
    { label: 'Another budget…', description: 'period, metric, limit and what it counts', go: own },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: TITLE, placeHolder: 'You are told once at each threshold' });
  return chosen?.go;
}

/** Budgets by a few questions, or those to start with by one click; written into settings.json. */
export const addBudget = (settings: LiveSettings, report: Report): readonly Contribution[] => [
  command('spendlight.addBudget', async () => (await ask(settings.current.money))?.(), report),
  command('spendlight.addStarterBudgets', () => addStarters(settings.current.money), report),
];
