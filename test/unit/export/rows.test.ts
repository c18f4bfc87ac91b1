import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { EXPORT_COLUMNS, toJson, type ExportedRow } from '../../../src/core/export/rows';
import { toCsv } from '../../../src/core/export/rows';
import type { ExportRow } from '../../../src/protocol/views';

const row = (model = 'claude-opus-4-5', over: Partial<ExportRow['totals']> = {}): ExportRow & ExportedRow => ({
  day: '2026-11-22',
  model,
  totals: {
    responses: 3,
    input: 1,
    output: 2,
    cacheRead: 4,
    cacheWrite5m: 5,
    cacheWrite1h: 6,
    webSearches: 7,
    nanoUsd: 4_210_000_001,
    unpricedTokens: 8,
    pendingResponses: 0,
    estimatedNanoUsd: 0,
    recordedNanoUsd: 0,
    ...over,
  },
});
const HEADER = 'day,model,responses,input,output,cacheRead,cacheWrite5m,cacheWrite1h,webSearches,unpricedTokens,costUsd,confidence';

/** Reads RFC 4180 back, by its grammar. */
const readCsv = (csv: string): string[][] => {
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    if (end === '' && quoted === undefined && plain === '') break;
    lines.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\n') lines.push([]);
  }
  return lines.slice(0, -1);
};

describe('CSV', () => {
  it('has a header and a line per row', () => {
    assert.equal(toCsv([row()]), `${HEADER}\n2026-11-22,claude-opus-4-5,3,1,2,4,5,6,7,8,4.210000001,pending\n`);
    assert.equal(toCsv([]), `${HEADER}\n`);
  });

  for (const name of ['=1+1', '+1', '-1', '@x', '\tx', '\rx', '\n=x', ' =1', '＝1']) {
    it(`makes no formula of ${JSON.stringify(name)}`, () => assert.equal(readCsv(toCsv([row(name)]))[1]?.[1], `'${name}`));
  }

  it('can be read back, whatever a model is called', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', '=', "'", 'é') })), (names) => {
        const [header, ...lines] = readCsv(toCsv(names.map((name) => row(name))));
        assert.deepEqual(header, [...EXPORT_COLUMNS]);
        assert.equal(lines.length, names.length);
        lines.forEach((cells, index) => {
          assert.equal(cells.length, EXPORT_COLUMNS.length);
          assert.ok([names[index], `'${names[index]}`].includes(cells[1]));
          assert.doesNotMatch(cells[1] ?? '', /^\s*[=+\-@]/);
        });
      }),
    );
  });
});

describe('JSON', () => {
  it('has the same columns in the same order', () => {
    const [flat] = JSON.parse(toJson([row()])) as [Record<string, unknown>];
    assert.deepEqual(Object.keys(flat), [...EXPORT_COLUMNS]);
    assert.deepEqual(Object.values(flat), ['2026-11-22', 'claude-opus-4-5', 3, 1, 2, 4, 5, 6, 7, 8, 4.210000001, 'pending']);
  });
});
