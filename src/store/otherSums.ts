import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const SUMS = 'aggregates.sqlite';

const foldersIn = (root: string): readonly string[] => {
  try {
    return readdirSync(root);
  } catch {
    return [];
  }
};

/**
 * Files with the sums of all workspaces of this user, as VS Code lays its storage out: <user>/workspaceStorage/<workspace>/<extension> and
 * <user>/globalStorage/<extension>, where windows without a folder keep theirs.
 */
export function sumsOfWorkspaces({ globalDir, workspaceDir }: { readonly globalDir: string; readonly workspaceDir: string }): readonly string[] {
  const extension = basename(globalDir);
  const beside = basename(workspaceDir) === extension ? [dirname(dirname(workspaceDir))] : [];
  const roots = new Set([join(dirname(dirname(globalDir)), 'workspaceStorage'), ...beside]);
  const folders = [...roots].flatMap((root) => foldersIn(root).map((workspace) => join(root, workspace, extension)));
  return [...folders, globalDir].flatMap((folder) => [join(folder, SUMS), join(folder, `${SUMS}.previous`)]).filter((path) => existsSync(path));
}
