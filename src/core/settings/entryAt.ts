import { findNodeAtLocation, getNodeValue, parseTree } from 'jsonc-parser';
import { isRecord } from '../record';

/** A stretch of a text, in UTF-16 code units. */
export interface TextSpan {
  readonly offset: number;
  readonly length: number;
}

/** Where a settings.json (comments and all) has the entry of spendlight.budgets with an id; null where it has none. `path` leads to the settings: [] in settings.json, ['settings'] in a workspace file. */
export const budgetEntryAt = (text: string, id: string, path: readonly string[] = []): TextSpan | null => {
  const root = parseTree(text);
  const entries = root && findNodeAtLocation(root, [...path, 'spendlight.budgets'])?.children;
  const found = entries?.find((node) => {
    const value: unknown = getNodeValue(node);
    return isRecord(value) && typeof value['id'] === 'string' && value['id'].trim() === id;
  });
  return found ? { offset: found.offset, length: found.length } : null;
};
