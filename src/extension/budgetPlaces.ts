import * as vscode from 'vscode';
import { entryOf, type WrittenList } from '../core/settings/budgetEdits';
import { plainText } from '../core/format/escape';
import { isRecord } from '../core/record';

/** One of the settings files that budgets can stand in. */
export interface BudgetPlace {
  readonly target: vscode.ConfigurationTarget;
  /** Of a folder's own settings in a workspace of several. */
  readonly folder: vscode.Uri | undefined;
  /** For people: user settings. */
  readonly words: string;
  /** What is in it, unchecked. */
  readonly list: WrittenList;
}

const listIn = (value: unknown, words: string): WrittenList => {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new Error(`spendlight.budgets in the ${words} is not a list. Mend it, then try again.`);
  return value;
};

const budgetsOf = (folder?: vscode.Uri) => vscode.workspace.getConfiguration('spendlight', folder).inspect<unknown>('budgets');

/** The user's settings. Throws where what is there is no list: it would be written over. */
export const userPlace = (): BudgetPlace => {
  const words = 'user settings';
  return { target: vscode.ConfigurationTarget.Global, folder: undefined, words, list: listIn(budgetsOf()?.globalValue, words) };
};

/** The settings of the workspace that is open, and of its folders where it has several; none without one. Throws as `userPlace`. */
export const workspacePlaces = (): readonly BudgetPlace[] => {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) return [];
  const words = 'workspace settings';
  const workspace = { target: vscode.ConfigurationTarget.Workspace, folder: undefined, words, list: listIn(budgetsOf()?.workspaceValue, words) };
  // With a single folder its settings are the workspace's.
  if (vscode.workspace.workspaceFile === undefined) return [workspace];
  const ofFolders = folders.map(({ uri, name }) => {
    const where = `settings of ${name}`;
    return { target: vscode.ConfigurationTarget.WorkspaceFolder, folder: uri, words: where, list: listIn(budgetsOf(uri)?.workspaceFolderValue, where) };
  });
  return [workspace, ...ofFolders];
};

/** Where a budget stands that is known by its key (core/budget: budgetKey): the user's under its id, a workspace's under its id and folders. */
export const placeOfKey = (key: string): { readonly place: BudgetPlace; readonly id: string } | undefined => {
  const [id = '', ...folders] = key.split('\n');
  const covers = ({ folder }: BudgetPlace): boolean => folder === undefined || (folders.length === 1 && folder.fsPath === folders[0]);
  const places = folders.length === 0 ? [userPlace()] : workspacePlaces().filter(covers).toReversed();
  const place = places.find(({ list }) => entryOf(list, id) !== undefined);
  return place && { place, id };
};

/** Writes the list into its settings file, through VS Code, which keeps the rest of the file. */
export const writeBudgets = async ({ target, folder }: BudgetPlace, list: WrittenList): Promise<void> => {
  await vscode.workspace.getConfiguration('spendlight', folder).update('budgets', list.length === 0 ? undefined : list, target);
};

/** Takes back what was written, where nobody has changed it since. */
async function takeBack(place: BudgetPlace, written: WrittenList): Promise<void> {
  const { globalValue, workspaceValue, workspaceFolderValue } = budgetsOf(place.folder) ?? {};
  const [user, workspace] = [vscode.ConfigurationTarget.Global, vscode.ConfigurationTarget.Workspace];
  const now = place.target === user ? globalValue : place.target === workspace ? workspaceValue : workspaceFolderValue;
  if (JSON.stringify(now ?? []) !== JSON.stringify(written)) throw new Error('The budgets were changed since; undo it in settings.json.');
  await writeBudgets(place, place.list);
}

/** Writes the list and says so; takes it back where somebody asks for that. Resolves when it is written. */
export const writeWithUndo = async (place: BudgetPlace, list: WrittenList, said: string): Promise<void> => {
  await writeBudgets(place, list);
  void vscode.window.showInformationMessage(`Spendlight: ${said}`, 'Undo').then(async (choice) => {
    if (choice !== 'Undo') return;
    await takeBack(place, list).catch((error: unknown) => vscode.window.showErrorMessage(`Spendlight: ${plainText(String(error))}`));
  });
};

/** The key of a budget from what a command was called with: the key itself, or an item of a tree. */
export const keyGiven = (argument: unknown): string | undefined => {
  if (typeof argument === 'string') return argument;
  return isRecord(argument) && typeof argument['budgetKey'] === 'string' ? argument['budgetKey'] : undefined;
};
