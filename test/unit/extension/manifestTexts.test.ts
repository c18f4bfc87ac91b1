import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { manifestTexts, writtenManifest } from '../../support/manifest';

/** What people read, by the names that package.json has for it. */
const SHOWN = new Set([
  'title',
  'description',
  'markdownDescription',
  'errorMessage',
  'patternErrorMessage',
  'label',
  'altText',
  'contents',
  'contextualTitle',
  'enumDescriptions',
  'markdownEnumDescriptions',
  'enumItemLabels',
]);
/** What is written into settings.json or compared: values, not words. */
const VALUES = new Set(['body', 'default', 'examples', 'enum']);

/** Every text that people read, with where it stands. */
function* shown(value: unknown, path: readonly string[] = []): Generator<readonly [where: string, text: string]> {
  if (typeof value === 'string') {
    const name = path.findLast((part) => !/^\d+$/.test(part)) ?? '';
    if (SHOWN.has(name) || (name === 'name' && path.includes('views'))) yield [path.join('.'), value];
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) if (!VALUES.has(name)) yield* shown(inner, [...path, name]);
  }
}

const texts = manifestTexts();
const all = [...shown(writtenManifest())];

describe('the texts of package.json', () => {
  it('stand in package.nls.json, every one', () => {
    assert.ok(all.length > 200);
    for (const [where, text] of all) assert.match(text, /^%[\w.]+%$/, where);
  });

  it('are all there, and no others', () => {
    const asked = new Set(all.map(([, text]) => text.slice(1, -1)));
    assert.deepEqual([...asked].sort(), Object.keys(texts).sort());
    for (const [key, text] of Object.entries(texts)) assert.equal(text.trim() !== '', true, key);
  });

  it('are packaged', () => assert.match(readFileSync('.vscodeignore', 'utf8'), /^!package\.nls\.json$/m));
});
