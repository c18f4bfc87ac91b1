import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { bar, formatLeft, formatPercent, formatTokens, formatUsed } from '../../../src/core/format/amount';
import { escapeMarkdown, plainText } from '../../../src/core/format/escape';
import { modelLabel, projectLabel, projectLabels } from '../../../src/core/format/label';
import { formatUsd, formatUsdExact, usdNumber } from '../../../src/core/format/money';
import { ENGLISH, numberWriter } from '../../../src/core/format/number';
import { plural } from '../../../src/core/format/plural';
import { formatDayShort, formatDuration } from '../../../src/core/format/when';

const USD = 1_000_000_000;

describe('money', () => {
  for (const [nano, text] of [
    [0, '$0.00'],
    [4.21 * USD, '$4.21'],
    [4_200_000, '<$0.01'],
    [1, '<$0.01'],
    [5_000_000, '$0.01'],
    [999.994 * USD, '$999.99'],
    [999.996 * USD, '$1,000'],
    [1_482.4 * USD, '$1,482'],
    [1_234_567 * USD, '$1,234,567'],
    [-2.5 * USD, '-$2.50'],
    [-1, '-<$0.01'],
  ] as const) {
    it(`${nano} nano-USD is ${text}`, () => assert.equal(formatUsd(Math.round(nano)), text));
  }

  it('follows the locale in its figures, with the sign in front', () => {
    assert.equal(formatUsd(4_210_000_000, numberWriter('de-DE')), '$4,21');
    assert.equal(formatUsd(1_482_000_000_000, numberWriter('de-DE')), '$1.482');
  });

  it('is written exactly', () => {
    assert.equal(formatUsdExact(4_210_000_001), '4.210000001');
    assert.equal(formatUsdExact(300_000_000), '0.300000000');
    assert.equal(formatUsdExact(-1), '-0.000000001');
    assert.equal(formatUsdExact(9_007_199_254_740_991), '9007199.254740991');
  });

  it('comes back from its exact text', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (nano) => {
        const [whole = '', fraction = ''] = formatUsdExact(nano).replace('-', '').split('.');
        assert.equal(fraction.length, 9);
        assert.equal(Number(BigInt(whole) * 1_000_000_000n + BigInt(fraction)), Math.abs(nano));
        assert.match(JSON.stringify(usdNumber(nano)), /^-?\d+(\.\d{1,9})?(e-\d+)?$/);
      }),
    );
  });
});

describe('numbers of a locale', () => {
  it('falls back to English where the locale is none', () => {
    for (const locale of ['', 'not a locale', 'xx-invalid-x', 'qqq']) assert.equal(numberWriter(locale)(1234.5, 1), '1,234.5');
  });

  it('in English equals what Intl says', () => {
    const digits2 = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => {
        const value = cents / 100;
        assert.equal(ENGLISH(value, 2), digits2.format(value).replace(/^-0\.00$/, '0.00'));
      }),
    );
  });
});

describe('amounts', () => {
  for (const [count, text] of [
    [0, '0'],
    [999, '999'],
    [1_000, '1 k'],
    [1_240, '1.2 k'],
    [9_949, '9.9 k'],
    [9_950, '10 k'],
    [14_300, '14 k'],
    [999_499, '999 k'],
    [999_500, '1 M'],
    [5_100_000, '5.1 M'],
    [412_000_000, '412 M'],
    [3_200_000_000, '3.2 B'],
    [-14_300, '-14 k'],
  ] as const) {
    it(`${count} tokens are ${text}`, () => assert.equal(formatTokens(count), text));
  }

  it('stays short at any size', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 9e14 }), (count) => assert.match(formatTokens(count), /^(\d{1,3}|\d\.\d)( [kMBT])?$/)));
  });

  it('rounds a share', () => {
    assert.deepEqual([0, 0.001, 0.004, 0.005, 0.943, 1, 1.5].map(formatPercent), ['0%', '<1%', '<1%', '1%', '94%', '100%', '150%']);
    assert.equal(formatPercent(-0.001), '0%');
  });

  it('never shows a threshold that is not reached', () => {
    assert.deepEqual([0, 0.001, 0.29, 0.799, 0.8, 0.9999, 1, 1.204].map(formatUsed), ['0%', '<1%', '29%', '79%', '80%', '99%', '100%', '120%']);
    assert.equal(formatUsed(Infinity), 'over 999%');
    assert.deepEqual([0, 0.001, 0.29, 0.2951, 0.799, 0.9999, 1, 1.2].map(formatLeft), ['100%', '>99%', '71%', '71%', '21%', '1%', '0%', '0%']);
  });

  it('draws a bar that is full only at the limit', () => {
    assert.equal(bar(0), '░░░░░░░░░░');
    assert.equal(bar(0.001), '█░░░░░░░░░');
    assert.equal(bar(0.42), '████░░░░░░');
    assert.equal(bar(0.999), '█████████░');
    assert.equal(bar(1), '██████████');
    assert.equal(bar(7, 4), '████');
    assert.equal(bar(Number.NaN, 4), '░░░░');
    fc.assert(fc.property(fc.double(), fc.integer({ min: 2, max: 40 }), (ratio, width) => assert.equal(bar(ratio, width).length, width)));
  });
});

describe('a count of things', () => {
  it('is one, or several, written in the reader’s way', () => {
    assert.deepEqual([plural(0, 'turn'), plural(1, 'turn'), plural(1_318, 'turn')], ['0 turns', '1 turn', '1,318 turns']);
    assert.equal(plural(1_318, 'turn', numberWriter('de')), '1.318 turns');
  });
});

describe('time in words', () => {
  it('says a length in its two largest units', () => {
    const m = 60_000;
    assert.deepEqual([0, -5, 45_999, 12 * m, 60 * m, 612 * m + 59_999, 24 * 60 * m, 51 * 60 * m].map(formatDuration), [
      '0 s',
      '0 s',
      '45 s',
      '12 m',
      '1 h',
      '10 h 12 m',
      '1 d',
      '2 d 3 h',
    ]);
  });

  it('says a day', () => {
    assert.deepEqual(['2026-11-22', '2026-01-03', '2026-13-03', 'x'].map(formatDayShort), ['Nov 22', 'Jan 3', '2026-13-03', 'x']);
  });
});

describe('labels', () => {
  for (const [id, label] of [
    ['claude-opus-5-5', 'Opus 5.5'],
    ['claude-haiku-4-5-20251001', 'Haiku 4.5'],
    ['claude-sonnet-4-20250514', 'Sonnet 4'],
    ['claude-sonnet-4-5[1m]', 'Sonnet 4.5 [1m]'],
    ['claude-3-5-sonnet-20241022', 'Sonnet 3.5'],
    ['claude-3-7-sonnet-latest', 'Sonnet 3.7'],
    ['claude-3-opus-20240229', 'Opus 3'],
    ['us.anthropic.claude-opus-4-1-20250805-v1:0', 'Opus 4.1'],
    ['global.anthropic.claude-sonnet-4-5-20250929-v1:0', 'Sonnet 4.5'],
    ['arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-haiku-4-5-20251001-v1:0', 'Haiku 4.5'],
    ['claude-opus-4-5@20251101', 'Opus 4.5'],
    ['claude-3-5-sonnet-v2@20241022', 'Sonnet 3.5'],
    ['anthropic/claude-opus-4.5', 'Opus 4.5'],
    ['claude-newthing-6', 'Newthing 6'],
    ['gpt-5', 'gpt-5'],
    ['<synthetic>', '<synthetic>'],
    ['', ''],
    ['my-claude-opus-4-5', 'my-claude-opus-4-5'],
  ] as const) {
    it(`${id || '(empty)'} is ${label || '(empty)'}`, () => assert.equal(modelLabel(id), label));
  }

  it('names a project by its last folder', () => {
    assert.deepEqual(['/home/me/spend', '/home/me/spend/', 'C:\\Users\\me\\spend', '\\\\host\\share\\x', '/', '', '/odd\\name'].map(projectLabel), [
      'spend',
      'spend',
      'spend',
      'x',
      '/',
      '(unknown)',
      'odd\\name',
    ]);
  });

  it('puts parents before names that meet', () => {
    const labels = projectLabels(['/a/one/web', '/a/two/web', '/b/two/web', '/a/api', '/web', '/a/api']);
    assert.deepEqual(Object.fromEntries(labels), {
      '/a/one/web': 'one/web',
      '/a/two/web': 'a/two/web',
      '/b/two/web': 'b/two/web',
      '/a/api': 'api',
      '/web': '/web',
    });
  });

  it('tells any two projects apart', () => {
    const cwd = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
    fc.assert(
      fc.property(fc.uniqueArray(cwd, { maxLength: 30 }), (cwds) => {
        const labels = projectLabels(cwds);
        assert.equal(new Set(labels.values()).size, cwds.length);
        assert.deepEqual([...labels.keys()].toSorted(), cwds.toSorted());
      }),
    );
  });
});

describe('foreign text', () => {
  it('stays on one line and makes no link or icon where plain text is taken', () => {
    assert.equal(plainText('a\r\n\tb\u2028c'), 'a b c');
    assert.equal(plainText('\u202egpj.exe'), 'gpj.exe');
    assert.doesNotMatch(plainText('[Click](command:workbench.action.quit)'), /\]\(/);
    assert.doesNotMatch(plainText('$(flame)'), /\$\(/);
  });

  it('shows nothing but itself in Markdown', () => {
    assert.equal(escapeMarkdown('<b>&lt;'), '&lt;b&gt;&amp;lt\\;');
    assert.equal(escapeMarkdown('a | b'), 'a \\| b');
    assert.equal(escapeMarkdown('https://evil.test www.evil.test'), 'https\\:\\/\\/evil\\.test www\\.evil\\.test');
    assert.equal(escapeMarkdown('**x** _y_ `z` # 1. - + ~'), '\\*\\*x\\*\\* \\_y\\_ \\`z\\` \\# 1\\. \\- \\+ \\~');
    assert.doesNotMatch(escapeMarkdown('$(flame)').replaceAll('\\', ''), /\$\(/);
  });

  it('leaves no punctuation unescaped, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const rest = escapeMarkdown(text)
          .replaceAll(/&(amp|lt|gt);/g, '')
          .replaceAll(/\\[!-/:-@[-`{-~]/g, '');
        assert.doesNotMatch(rest, /[!-/:-@[-`{-~\n\r]/);
      }),
    );
  });
});
