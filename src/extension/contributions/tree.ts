import * as vscode from 'vscode';
import type { Contribution } from '../contribution';
import { together, type Disposable } from '../listeners';

/** What a line of a side-bar view shows. Texts are plain and on one line; the tooltip is Markdown, escaped by whoever makes it. */
export interface TreeNode {
  /** Stays the same over refreshes, so that what is open stays open and what is chosen stays chosen. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** What a screen reader says instead of label and description. */
  readonly spoken: string;
  readonly icon: { readonly name: string; readonly color: string | null };
  /** What menus go by (viewItem); '' for none. */
  readonly context: string;
  /** What a click runs; null for nothing. */
  readonly run: { readonly command: string; readonly argument: unknown } | null;
  readonly children: readonly this[];
}

/** A view at one moment. */
export interface TreeShown<N extends TreeNode> {
  readonly nodes: readonly N[];
  /** A line above the nodes; '' for none. */
  readonly message: string;
  /** A number on the icon of the container; 0 for none. */
  readonly badge: number;
  readonly badgeWords: string;
}

/** What a view takes its lines from. */
export interface TreeSource<N extends TreeNode> {
  /** As of now; asked again after every change and when the view is shown. */
  show(): TreeShown<N>;
  listen(changed: () => void): Disposable;
  /** Whether anybody sees it: there is no need to ask for more meanwhile. */
  look?(visible: boolean): void;
}

const itemOf = ({ id, label, description, tooltip, spoken, icon, context, run, children }: TreeNode): vscode.TreeItem => {
  const item = new vscode.TreeItem(label, children.length > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
  item.id = id;
  item.description = description;
  item.tooltip = new vscode.MarkdownString(tooltip);
  item.accessibilityInformation = { label: spoken };
  item.iconPath = new vscode.ThemeIcon(icon.name, ...(icon.color === null ? [] : [new vscode.ThemeColor(icon.color)]));
  if (context !== '') item.contextValue = context;
  if (run !== null) item.command = { command: run.command, title: '', arguments: run.argument === undefined ? [] : [run.argument] };
  return item;
};

/** A tree view of the side bar. It knows how lines look, and nothing of what they are. */
export class Tree<N extends TreeNode> implements Contribution {
  readonly name: string;
  readonly #view: string;
  readonly #source: TreeSource<N>;

  /** @param view its id in package.json */
  constructor(view: string, source: TreeSource<N>) {
    this.name = `view ${view}`;
    this.#view = view;
    this.#source = source;
  }

  start(): Disposable {
    const changed = new vscode.EventEmitter<undefined>();
    // Nothing before somebody looks or something changes: a window starts without.
    let shown: TreeShown<N> | undefined;
    const now = (): TreeShown<N> => (shown ??= this.#source.show());
    const view = vscode.window.createTreeView<N>(this.#view, {
      treeDataProvider: {
        onDidChangeTreeData: changed.event,
        getChildren: (node) => [...(node?.children ?? now().nodes)],
        getTreeItem: itemOf,
      },
    });
    const refresh = (): void => {
      const before = shown;
      const after = (shown = this.#source.show());
      if (before && JSON.stringify(after) !== JSON.stringify(before)) changed.fire(undefined);
      view.message = after.message;
      view.badge = after.badge === 0 ? undefined : { value: after.badge, tooltip: after.badgeWords };
    };
    const look = (): void => {
      this.#source.look?.(view.visible);
      refresh();
    };
    const listening = this.#source.listen(refresh);
    if (view.visible) look();
    return together([view, changed, listening, view.onDidChangeVisibility(look)]);
  }
}
