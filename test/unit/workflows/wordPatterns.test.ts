import assert from 'node:assert/strict';
import fc from 'fast-check';
import { WordPatterns } from '../../../src/core/workflows/wordPatterns';

const PATTERNS = [
  'tests?|unit tests?|e2e',
  'git|(?:still|all) pass(?:es)?|ci/cd',
  '\\w+(?:error|exception)|bug',
  'optimi[sz]e|set up',
  'größe|тесты?|stürzt ab',
  '(?:4\\d\\d|5\\d\\d) error',
  'k8s|s?ask|(?:re)?build',
];
const matches = (pattern: string, text: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${pattern})(?![\\p{L}\\p{N}_])`, 'u').test(text.toLowerCase().replaceAll('ſ', 's'));

describe('patterns of words', () => {
  const patterns = new WordPatterns(PATTERNS);

  it('match what each of them matches alone', () => {
    const word = fc.constantFrom(
      'test', 'TESTS', 'te\u017ft', 'unit', 'e2e', 'git', 'all', 'pass', 'passes', 'ci/cd', 'error', 'TypeError', 'bug', 'optimise', 'Optimize', 'set', 'up', 'GRÖSSE', 'Größe',
      'GRÖ\u1e9eE', 'ТЕСТЫ', 'stürzt', 'ab', '404', '503', '\u212a8s', 'K8S', 'ask', 'sask', 'rebuild', 'build', 'still', 'uniterror', 'EXCEPTION', 'IoException', '\u0130', '\u{1d400}', '日本', '_', '-', '1',
    ); // prettier-ignore
    const text = fc
      .array(fc.oneof(word, fc.constantFrom(' ', '\n', '.', '"', ''), fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 12 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, (read) => {
        const matching = patterns.matching(read);
        PATTERNS.forEach((pattern, place) => assert.equal((matching & (1 << place)) !== 0, matches(pattern, read), `${pattern} in ${read}`));
      }),
      { numRuns: 5000 },
    );
  });
});
