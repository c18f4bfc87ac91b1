import { createScanner, parseTree, type Node, type ParseError } from 'jsonc-parser';

/*
 * Changes of a JSON text of somebody else, in which comments, commas at the end and odd formatting are theirs: one element comes in or goes out, and every other byte
 * stays. The library's own `modify` formats whole lines and takes comments away with what stands behind them.
 */

/** What is read of a text: undefined for one without any value (empty, or comments only). Throws a SyntaxError that names the line. */
export function readTree(text: string): Node | undefined {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const [first] = errors;
  if (first) throw new SyntaxError(`it is not valid JSON in line ${text.slice(0, first.offset).split('\n').length}`);
  return root;
}

/** The value behind a key of an object; undefined where there is none. Throws a SyntaxError where there are two: nobody knows which one counts. */
export function member(node: Node, key: string): Node | undefined {
  const found = (node.children ?? []).filter((property) => property.children?.[0]?.value === key);
  if (found.length > 1) throw new SyntaxError(`it has "${key}" twice`);
  return found[0]?.children?.[1];
}

const eolOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** The spaces before what stands first in its line; null where something stands before it. */
function indentAt(text: string, offset: number): string | null {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(start, offset);
  return /^[ \t]*$/.test(before) ? before : null;
}

const lineIndent = (text: string, offset: number): string => /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? '';

/** One step of indentation, as the first indented line has it. */
const stepOf = (text: string): string => {
  const found = /^([ \t]+)["[{]/m.exec(text)?.[1] ?? '  ';
  return found.startsWith('\t') ? '\t' : found.slice(0, 8);
};

/** The offset behind the next token from `from` on, when that is a comma; null otherwise. */
function afterComma(text: string, from: number): number | null {
  const scanner = createScanner(text, true);
  scanner.setPosition(from);
  scanner.scan();
  return text[scanner.getTokenOffset()] === ',' ? scanner.getTokenOffset() + 1 : null;
}

/** What is left of the line behind `from` when a comment stands there; `from` itself otherwise. */
function afterLineComment(text: string, from: number): number {
  const rest = /[ \t]*(?:\/\*[^\r\n]*?\*\/[ \t]*)*(?:\/\/[^\r\n]*)?/y;
  rest.lastIndex = from;
  const [found = ''] = rest.exec(text) ?? [];
  return found.includes('/') ? from + found.trimEnd().length : from;
}

function itemText(text: string, key: string | null, value: unknown, indent: string, compact: boolean): string {
  const name = key === null ? '' : `${JSON.stringify(key)}:${compact ? '' : ' '}`;
  if (compact) return name + JSON.stringify(value);
  return name + JSON.stringify(value, null, stepOf(text)).replaceAll('\n', eolOf(text) + indent);
}

/** The text with one more member (`key`) of an object, or element (null) of an array, at its end. */
export function withItem(text: string, container: Node, key: string | null, value: unknown): string {
  const end = container.offset + container.length - 1;
  const last = container.children?.at(-1);
  const eol = eolOf(text);
  if (!last) {
    const inner = text.slice(container.offset + 1, end);
    const anchor = container.offset + 1 + inner.trimEnd().length;
    const outer = lineIndent(text, container.offset);
    const indent = outer + stepOf(text);
    const closing = text.slice(anchor, end).includes('\n') ? '' : eol + outer;
    return text.slice(0, anchor) + eol + indent + itemText(text, key, value, indent, false) + closing + text.slice(anchor);
  }
  const lastEnd = last.offset + last.length;
  const behind = afterComma(text, lastEnd);
  const compact = !text.includes('\n');
  const indent = indentAt(text, last.offset) ?? lineIndent(text, container.offset) + stepOf(text);
  const item = (compact ? '' : eol + indent) + itemText(text, key, value, indent, compact);
  if (behind !== null) {
    const anchor = afterLineComment(text, behind);
    return `${text.slice(0, anchor) + item},${text.slice(anchor)}`;
  }
  const anchor = afterLineComment(text, lastEnd);
  return `${text.slice(0, lastEnd)},${text.slice(lastEnd, anchor)}${item}${text.slice(anchor)}`;
}

/** Whether the last thing before `to` is a comment that goes to the end of its line. */
function endsWithLineComment(text: string, from: number, to: number): boolean {
  const scanner = createScanner(text, false);
  scanner.setPosition(from);
  let comment = false;
  // Only the end of the text has no length.
  while ((scanner.scan(), scanner.getTokenLength() > 0) && scanner.getTokenOffset() < to) {
    const token = text.slice(scanner.getTokenOffset(), scanner.getPosition());
    if (token.trim() !== '') comment = token.startsWith('//');
  }
  return comment;
}

/** The text without one child of a container, its comma, and the line break before it. Comments around it stay. */
export function withoutItem(text: string, container: Node, index: number): string {
  const children = container.children ?? [];
  const node = children[index];
  if (!node) return text;
  const previous = children[index - 1];
  const from = previous ? previous.offset + previous.length : container.offset + 1;
  const end = node.offset + node.length;
  const behind = afterComma(text, end);
  const tail = behind === null ? text.slice(end) : text.slice(end, behind - 1) + text.slice(behind);
  const before = text.slice(0, node.offset);
  const keepsBreak = endsWithLineComment(text, from, node.offset) && !/^[ \t]*(?:\r?\n|$)/.test(tail);
  const head = keepsBreak ? before : before.replace(/(?:\r?\n)?[ \t]*$/, '');
  const comma = behind === null && previous ? afterComma(text, from) : null;
  return (comma === null ? head : head.slice(0, comma - 1) + head.slice(comma)) + tail;
}
