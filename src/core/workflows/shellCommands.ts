/** Longer command lines carry scripts in them; what they do is said at their beginning. */
const LONGEST = 4_000;
const ENDS = /[;&|\n()]/;
/** A here-document's body is text, not commands. */
const HEREDOC = /<<-?\s*(['"]?)(\w+)\1[^\n]*\n[\s\S]*?(?:\n\s*\2[ \t]*(?=\n|$)|$)/g;

/**
 * The simple commands of a command line, as words without quotes: `a "b c" && d | e` is [[a, b c], [d], [e]]. Substitutions stay
 * text, redirections are left out. Reads POSIX shells, and PowerShell as far as it looks like them.
 */
export function shellCommands(line: string): string[][] {
  const text = line.slice(0, LONGEST).replaceAll(HEREDOC, '\n').replaceAll(/\\\n/g, ' ');
  const plain = /[^\s'"\\;&|()]+/y;
  const commands: string[][] = [[]];
  let word: string | undefined;
  const endWord = (): void => {
    if (word !== undefined && !/^\d*[<>]/.test(word)) commands.at(-1)!.push(word);
    word = undefined;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === "'" || char === '"') {
      const end = closing(text, at);
      word = (word ?? '') + text.slice(at + 1, end);
      at = end;
    } else if (char === '\\') word = (word ?? '') + (text[++at] ?? '');
    else if (char === '&' && /[<>]$/.test(word ?? '')) word = `${word}&`;
    else if (ENDS.test(char)) {
      endWord();
      commands.push([]);
    } else if (/\s/.test(char)) {
      // '> file' is one redirection, however it is spaced.
      if (word === undefined || !/^\d*[<>]+$/.test(word)) endWord();
    } else {
      plain.lastIndex = at;
      const run = plain.exec(text)?.[0] ?? char;
      word = (word ?? '') + run;
      at += run.length - 1;
    }
  }
  endWord();
  return commands.filter((command) => command.length > 0);
}

/** Where a quoted part ends; the end of the text where it never does. */
function closing(text: string, from: number): number {
  const quote = text[from];
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\' && quote === '"') at++;
    else if (text[at] === quote) return at;
  }
  return text.length;
}
