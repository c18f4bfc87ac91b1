import { copyOf } from './fields';

const MARKERS = /^\s*<command-(?:name|message)>/;
const NAME = /<command-name>\s*\/?([^<\s]{1,200})/;

/** '/name' of the slash command that a text records between Claude Code's markers, or null. The command's arguments are not read. */
export function commandOf(text: string): string | null {
  const name = MARKERS.test(text) ? NAME.exec(text)?.[1] : undefined;
  return name === undefined ? null : `/${copyOf(name)}`;
}

const TYPED = /^\s*\/([A-Za-z0-9_][\w:.-]{0,199})(?=\s|$)/;

/** '/name' of the slash command that a typed text begins with, or null. A path is no command. */
export function typedCommandOf(text: string): string | null {
  const name = TYPED.exec(text)?.[1];
  return name === undefined ? null : `/${copyOf(name)}`;
}
