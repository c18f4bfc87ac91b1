const STRING = String.raw`"(?:[^"\\\n]|\\.)*"`;
const COMMENT = new RegExp(String.raw`${STRING}|//[^\n]*|/\*[\s\S]*?\*/`, 'g');
const TRAILING_COMMA = new RegExp(String.raw`${STRING}|,(?=\s*[}\]])`, 'g');

const withoutStrings = (found: string): string => (found.startsWith('"') ? found : ' ');

/** JSON as VS Code writes settings.json: comments and a comma after the last entry may be in it. Throws a SyntaxError as JSON.parse does. */
export const parseJsonc = (text: string): unknown =>
  JSON.parse(
    text
      .replace(/^\uFEFF/, '')
      .replace(COMMENT, withoutStrings)
      .replace(TRAILING_COMMA, withoutStrings),
  );
