import { strict as assert } from 'node:assert';
import { parseJsonc } from '../../../src/core/settings/jsonc';

describe('settings.json as VS Code writes it', () => {
  it('has comments, and commas after last entries', () => {
    const text = `\uFEFF{ // the zone, "quoted"
      "spendlight.timeZone": "UTC", /* one, two, } */
      "list": [1, 2, /* last */ ], // end
    }`;
    assert.deepEqual(parseJsonc(text), { 'spendlight.timeZone': 'UTC', list: [1, 2] });
  });

  it('has texts that look like comments or commas', () => {
    const value = { url: 'https://x/*y*/', escaped: 'a\\"// ,}', list: [',]', '\\'], 'a//b': ', }' };
    assert.deepEqual(parseJsonc(JSON.stringify(value, null, 2)), value);
  });

  for (const text of ['', '{', '{ "a": 1,, }', '{ "a": "x }', '/* open', '{ a: 1 }', '[1 2]']) {
    it(`is not ${JSON.stringify(text)}`, () => assert.throws(() => parseJsonc(text), SyntaxError));
  }
});
