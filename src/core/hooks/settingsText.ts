import { getNodeValue, type Node } from 'jsonc-parser';
import { isRecord } from '../record';
import { isOwnHandler, type Entry } from './entries';
import { member, readTree, withItem, withoutItem } from './jsonText';

/*
 * Claude Code's settings.json with our hooks, and without them again. All other content stays byte for byte. Texts have no byte-order mark here. A text in which
 * nobody can tell what to change throws a SyntaxError whose message goes on after "cannot be changed: ".
 */

/** `hooks` of the settings; undefined where there is none. */
function hooksOf(root: Node | undefined): Node | undefined {
  if (root && root.type !== 'object') throw new SyntaxError('it is not an object');
  const hooks = root && member(root, 'hooks');
  if (hooks && hooks.type !== 'object') throw new SyntaxError('its "hooks" is not an object');
  return hooks;
}

function listOf(hooks: Node, event: string): Node | undefined {
  const list = member(hooks, event);
  if (list && list.type !== 'array') throw new SyntaxError(`its "hooks" has "${event}", which is not a list`);
  return list;
}

const eventsOf = (hooks: Node): readonly string[] => (hooks.children ?? []).map((property) => String(property.children?.[0]?.value));

const handlersOf = (group: Node): readonly Node[] => (group.type === 'object' ? (member(group, 'hooks')?.children ?? []) : []);

interface Place {
  readonly event: string;
  /** Where the group is in its list, and the handler in its group. */
  readonly group: number;
  readonly handler: number;
}

function* ownPlaces(hooks: Node): Generator<Place> {
  for (const event of eventsOf(hooks)) {
    const list = member(hooks, event);
    const groups = list?.type === 'array' ? (list.children ?? []) : [];
    for (const [group, node] of groups.entries())
      for (const [handler, found] of handlersOf(node).entries()) if (isOwnHandler(getNodeValue(found))) yield { event, group, handler };
  }
}

/** The groups of ours that are there, with their events; groups that hold somebody else's handlers as well are among them. */
export function ownGroups(text: string): readonly Entry[] {
  const hooks = hooksOf(readTree(text));
  if (!hooks) return [];
  return [...ownPlaces(hooks)].map(({ event, group }) => ({ event, group: (getNodeValue(hooks) as Record<string, object[]>)[event]?.[group] ?? {} }));
}

const same = (a: unknown, b: unknown): boolean => {
  if (!isRecord(a) || !isRecord(b)) return Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((one, i) => same(one, b[i])) : a === b;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => same(a[name], b[name]));
};

/** Whether exactly these entries are there, wherever they stand. */
export function hasEntries(text: string, entries: readonly Entry[]): boolean {
  const found = ownGroups(text);
  return found.length === entries.length && entries.every((entry) => found.some(({ event, group }) => event === entry.event && same(group, entry.group)));
}

/** Whether Claude Code takes the text at all: as of 2.1.330 it ignores a whole file with a comment or a comma at an end in it. */
export function isTaken(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return text === '';
  }
}

/** The text with our entries at the end of their lists, those of before taken out. Unchanged where they are there already. */
export function withHooks(text: string, entries: readonly Entry[], before: string | null): string {
  if (hasEntries(text, entries)) return text;
  let next = withoutHooks(text, before);
  for (const { event, group } of entries) {
    const root = readTree(next);
    const hooks = hooksOf(root);
    const list = hooks && listOf(hooks, event);
    if (!root) next = `${next}${next.trim() === '' ? '' : '\n'}${JSON.stringify({ hooks: { [event]: [group] } }, null, 2)}\n`;
    else if (!hooks) next = withItem(next, root, 'hooks', { [event]: [group] });
    else next = list ? withItem(next, list, null, group) : withItem(next, hooks, event, [group]);
  }
  return next;
}

const bare = (text: string): string => text.replace(/\s+/g, '');
const innerOf = (text: string, { offset, length }: Node): string => text.slice(offset + 1, offset + length - 1);

/**
 * A container that our entries have left empty: out with it, unless it was there before; then it gets back the white space that it had.
 * @param old the same container in the text of before
 */
function tidied(text: string, parent: Node, container: Node, before: string | null, old: Node | undefined): string {
  if ((container.children ?? []).length > 0) return text;
  const inner = innerOf(text, container);
  if (old && before !== null) {
    if ((old.children ?? []).length > 0 || bare(innerOf(before, old)) !== bare(inner)) return text;
    return text.slice(0, container.offset + 1) + innerOf(before, old) + text.slice(container.offset + container.length - 1);
  }
  const index = (parent.children ?? []).findIndex((property) => property.children?.[1] === container);
  return inner.trim() === '' ? withoutItem(text, parent, index) : text;
}

function withoutFirst(text: string, hooks: Node, { event, group, handler }: Place): string {
  const list = listOf(hooks, event);
  const found = list?.children?.[group];
  const handlers = found && member(found, 'hooks');
  if (!list || !handlers) return text;
  return handlers.children?.length === 1 ? withoutItem(text, list, group) : withoutItem(text, handlers, handler);
}

/** The tree of a text that may be half a text: undefined where it is. */
function oldTree(before: string | null): Node | undefined {
  try {
    return before === null ? undefined : readTree(before);
  } catch {
    return undefined;
  }
}

/**
 * The text without any entry of ours. What we had to add around them (an event's list, `hooks` itself) goes too when nothing is left in it.
 * @param before the text as it was before they came, where that is known; it tells what was there, empty, of old
 */
export function withoutHooks(text: string, before: string | null): string {
  const oldRoot = oldTree(before);
  const oldHooks = oldRoot?.type === 'object' ? member(oldRoot, 'hooks') : undefined;
  let next = text;
  const tidy = (step: (root: Node, hooks: Node) => string): void => {
    const root = readTree(next);
    const hooks = hooksOf(root);
    if (root && hooks) next = step(root, hooks);
  };
  const touched = new Set<string>();
  for (;;) {
    const hooks = hooksOf(readTree(next));
    const place = hooks && ownPlaces(hooks).next().value;
    if (!hooks || !place) break;
    touched.add(place.event);
    next = withoutFirst(next, hooks, place);
  }
  if (touched.size === 0) return text;
  for (const event of touched)
    tidy((_root, hooks) => {
      const list = listOf(hooks, event);
      return list ? tidied(next, hooks, list, before, oldHooks?.type === 'object' ? member(oldHooks, event) : undefined) : next;
    });
  tidy((root, hooks) => tidied(next, root, hooks, before, oldHooks));
  return withRootOfBefore(next, before, oldRoot);
}

/** The outermost object, when nothing is left in it: as it was, or gone where there was none. */
function withRootOfBefore(text: string, before: string | null, oldRoot: Node | undefined): string {
  const root = readTree(text);
  if (before === null || !root || (root.children ?? []).length > 0) return text;
  if (!oldRoot) return bare(text) === bare(`${before}{}`) ? before : text;
  if ((oldRoot.children ?? []).length > 0 || bare(innerOf(before, oldRoot)) !== bare(innerOf(text, root))) return text;
  return text.slice(0, root.offset + 1) + innerOf(before, oldRoot) + text.slice(root.offset + root.length - 1);
}
