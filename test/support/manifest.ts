import { readFileSync } from 'node:fs';

/** package.json as it is written, unresolved. */
export const writtenManifest = (): unknown => JSON.parse(readFileSync('package.json', 'utf8'));

/** package.nls.json: every text of package.json, by its key. */
export const manifestTexts = (): Readonly<Record<string, string>> => JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;

/** package.json as VS Code shows it: `%key%` replaced by its text. Throws where there is none. */
export const readManifest = (): unknown => {
  const texts = manifestTexts();
  return JSON.parse(readFileSync('package.json', 'utf8'), (_name, value: unknown) => {
    const key = typeof value === 'string' ? /^%([^%]+)%$/.exec(value)?.[1] : undefined;
    if (key === undefined) return value;
    const text = texts[key];
    if (text === undefined) throw new Error(`package.nls.json has no ${key}`);
    return text;
  });
};
