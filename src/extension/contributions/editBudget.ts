import * as vscode from 'vscode';
import { parseBudgets } from '../../core/budget/parse';
import type { Budget } from '../../core/budget/budget';
import { plainText } from '../../core/format/escape';
import { isRecord } from '../../core/record';
import { entryOf, withChange, withoutBudget } from '../../core/settings/budgetEdits';
import { budgetWords, periodWords, type WrittenBudget } from '../../core/settings/newBudget';
import { percentsOf, thresholdChoices, thresholdsWith, writtenLimit } from '../../core/settings/thresholdChoices';
import { keyGiven, placeOfKey, userPlace, workspacePlaces, writeWithUndo, type BudgetPlace } from '../budgetPlaces';
import type { Contribution } from '../contribution';
import type { LiveSettings } from '../liveSettings';
import type { LoadJsonTexts } from '../loadJsonTexts';
import { askLimit } from './budgetQuestions';
import { command, type Report } from './command';

const TITLE = 'Spendlight: Edit Budget';

/** One entry of a settings file, and what is made of it. */
interface Found {
  readonly place: BudgetPlace;
  readonly id: string;
  /** null where the entry is faulty: it can be mended in settings.json only. */
  readonly budget: Budget | null;
  readonly problem: string;
}

const foundIn = (place: BudgetPlace, entry: unknown): Found[] => {
  const id = isRecord(entry) ? entry['id'] : undefined;
  if (typeof id !== 'string') return [];
  const { budgets, problems } = parseBudgets({ user: [entry], home: '~' });
  return [{ place, id: id.trim(), budget: budgets[0] ?? null, problem: problems[0]?.message ?? '' }];
};

type Money = 'show' | 'hide';

const wordsOf = (budget: Budget, money: Money): string => budgetWords({ ...budget, limit: writtenLimit(budget) }, money);

const describe = ({ budget, problem }: Found, money: Money): string => {
  if (budget === null) return `$(warning) ${plainText(problem)}`;
  return `${wordsOf(budget, money)}${budget.enabled ? '' : ' · off'}`;
};

async function pick(key: string | undefined, money: Money): Promise<Found | undefined> {
  if (key !== undefined) {
    const at = placeOfKey(key);
    if (!at) throw new Error('The budget is not in settings.json any more.');
    return foundIn(at.place, entryOf(at.place.list, at.id))[0];
  }
  const all = [userPlace(), ...workspacePlaces()].flatMap((place) => place.list.flatMap((entry) => foundIn(place, entry)));
  if (all.length === 0) {
    const add = await vscode.window.showInformationMessage('Spendlight: no budget is set.', 'Add Budget');
    if (add !== undefined) await vscode.commands.executeCommand('spendlight.addBudget');
    return undefined;
  }
  const items = all.map((found) => ({
    label: plainText(found.budget?.name ?? found.id),
    description: describe(found, money),
    detail: found.place.words,
    found,
  }));
  return (await vscode.window.showQuickPick(items, { title: TITLE, placeHolder: 'Which budget' }))?.found;
}

async function openEntry({ place, id }: Found, load: LoadJsonTexts): Promise<void> {
  const commands: Readonly<Record<number, string>> = {
    [vscode.ConfigurationTarget.Global]: 'workbench.action.openSettingsJson',
    [vscode.ConfigurationTarget.Workspace]: 'workbench.action.openWorkspaceSettingsFile',
    [vscode.ConfigurationTarget.WorkspaceFolder]: 'workbench.action.openFolderSettingsFile',
  };
  await vscode.commands.executeCommand(commands[place.target] ?? 'workbench.action.openSettingsJson');
  const editor = vscode.window.activeTextEditor;
  const text = editor?.document.getText() ?? '';
  const { budgetEntryAt } = load();
  const at = budgetEntryAt(text, id) ?? budgetEntryAt(text, id, ['settings']);
  if (!editor || !at) return;
  const range = new vscode.Range(editor.document.positionAt(at.offset), editor.document.positionAt(at.offset + at.length));
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

const change = ({ place, id }: Found, fields: Partial<Record<keyof WrittenBudget | 'enabled', unknown>>, said: string): Promise<void> =>
  writeWithUndo(place, withChange(place.list, id, fields), said);

async function changeLimit(found: Found, { metric, period, name }: Budget, money: Money): Promise<void> {
  const limit = await askLimit(TITLE, metric, periodWords(period));
  if (limit !== undefined) await change(found, { limit }, `${plainText(name)} is ${budgetWords({ metric, limit, period }, money)} now.`);
}

async function changeThresholds(found: Found, budget: Budget): Promise<void> {
  const items = thresholdChoices(budget).map((choice) => ({ label: choice.words, description: choice.severity, picked: choice.held, choice }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: TITLE,
    placeHolder: 'Speak once at each of these shares of the limit',
    canPickMany: true,
  });
  if (!chosen) return;
  const thresholds = thresholdsWith(chosen.map(({ choice }) => choice));
  await change(found, { thresholds }, `${plainText(budget.name)} speaks ${thresholds.length === 0 ? 'at no threshold' : `at ${percentsOf(thresholds)}`} now.`);
}

async function rename(found: Found, budget: Budget): Promise<void> {
  const name = await vscode.window.showInputBox({
    title: TITLE,
    prompt: 'Name',
    value: budget.name,
    validateInput: (text) => (text.trim() === '' || text.trim().length > 80 ? 'From 1 to 80 characters' : undefined),
  });
  if (name !== undefined) await change(found, { name: name.trim() }, `the budget is called ${plainText(name.trim())} now.`);
}

const actionsFor = (found: Found, load: LoadJsonTexts, money: Money): readonly (vscode.QuickPickItem & { readonly go: () => Promise<void> })[] => {
  const { budget, place, id } = found;
  const inFile = { label: '$(go-to-file) Open in settings.json', description: 'all of its fields', go: () => openEntry(found, load) };
  const gone = `${plainText(budget?.name ?? id)} is no budget any more.`;
  const remove = { label: '$(trash) Remove', description: '', go: () => writeWithUndo(place, withoutBudget(place.list, id), gone) };
  if (budget === null) return [inFile, remove];
  const { enabled, name } = budget;
  return [
    { label: '$(edit) Change the limit…', description: wordsOf(budget, money), go: () => changeLimit(found, budget, money) },
    { label: '$(bell) Change the thresholds…', description: percentsOf(budget.thresholds), go: () => changeThresholds(found, budget) },
    {
      label: enabled ? '$(circle-slash) Turn off' : '$(check) Turn on',
      description: enabled ? 'it stays in settings.json' : '',
      go: () => change(found, { enabled: !enabled }, `${plainText(name)} is ${enabled ? 'off' : 'on'} now.`),
    },
    { label: '$(tag) Rename…', description: plainText(name), go: () => rename(found, budget) },
    inFile,
    remove,
  ];
};

/** Changes a budget in the settings file that it stands in. Takes the budget's key, or an item of the tree; asks which one without it. */
export const editBudget = (settings: LiveSettings, load: LoadJsonTexts, report: Report): Contribution =>
  command(
    'spendlight.editBudget',
    async (argument) => {
      const { money } = settings.current;
      const found = await pick(keyGiven(argument), money);
      if (!found) return;
      const chosen = await vscode.window.showQuickPick(actionsFor(found, load, money), {
        title: TITLE,
        placeHolder: plainText(found.budget?.name ?? found.problem),
      });
      await chosen?.go();
    },
    report,
  );
