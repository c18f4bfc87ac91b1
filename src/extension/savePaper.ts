import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { asSample } from '../core/export/sample';
import type { Paper } from '../core/export/sheet';
import { plainText } from '../core/format/escape';
import type { Engine } from './engineProcess';
import type { LiveSettings } from './liveSettings';

/** What a menu offers; the engine knows the same by their ids. */
const FORMATS = [
  { id: 'csv', label: 'CSV', description: 'for spreadsheets' },
  { id: 'json', label: 'JSON', description: 'for programs' },
  { id: 'md', label: 'Markdown', description: 'for issues and notes' },
  { id: 'html', label: 'HTML', description: 'one file that stands by itself' },
];
const PICTURE = { id: 'png', label: 'PNG', description: 'the chart as a picture' };

const fileName = (title: string, extension: string): string => {
  const words = title
    .normalize('NFKD')
    .replace(/[^\w]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
  return `${words.slice(0, 60) || 'spendlight'}.${extension}`;
};

/**
 * Asks for a format and a file, and writes a table, report or picture there. `picture` is a PNG as a data URL. Does nothing where the person thinks better of it;
 * throws where the file cannot be written.
 */
export async function savePaper(engine: Engine, settings: Pick<LiveSettings, 'current'>, shown: Paper, picture: string | null): Promise<void> {
  const paper = settings.current.payment === 'sample' ? asSample(shown) : shown;
  const formats = picture === null ? FORMATS : [...FORMATS, PICTURE];
  const chosen = (await vscode.window.showQuickPick(formats, { title: 'Spendlight: Export', placeHolder: plainText(paper.title) }))?.id;
  if (chosen === undefined) return;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const target = await vscode.window.showSaveDialog({ title: 'Spendlight: Export', defaultUri: vscode.Uri.joinPath(folder, fileName(paper.title, chosen)) });
  if (target === undefined) return;
  const bytes =
    chosen === 'png'
      ? Buffer.from((picture ?? '').replace(/^data:image\/png;base64,/, ''), 'base64')
      : Buffer.from(await engine.call('writePaper', { paper, format: chosen }));
  await vscode.workspace.fs.writeFile(target, bytes);
  void vscode.window.showInformationMessage(`Saved ${plainText(target.path.split('/').at(-1) ?? join(target.path))}.`, 'Open').then((choice) => {
    // What a browser or viewer shows better than an editor goes there.
    if (choice === 'Open') return chosen === 'html' ? vscode.env.openExternal(target) : vscode.commands.executeCommand('vscode.open', target);
    return undefined;
  });
}
