import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PAPER_FORMATS } from '../../../src/core/export/formats/index';
import { reportPaper, type ReportParts } from '../../../src/core/export/report';
import type { Paper } from '../../../src/core/export/sheet';
import { ENGLISH } from '../../../src/core/format/number';
import { launchBrowser } from '../../support/browser';
import { NOTHING, priced, unpriced } from '../../support/views';

const HOSTILE = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  "=cmd|'/c calc'!A1",
  '+1',
  '-2',
  '@sum(A1)',
  '[click](https://evil.example) ![x](https://evil.example/x.png) https://evil.example www.evil.example',
  '| a | b |\n| c |',
  '`code` **bold** _it_ ~~gone~~ # title',
  '\u202egnp.exe\u2066',
  '"quoted", comma\r\nnew line',
  '- list',
  '1. list',
  '&lt;b&gt;',
  'x'.repeat(10_000),
];

const paperOf = (cells: readonly string[]): Paper => ({
  title: cells[0]!,
  note: cells[0]!,
  sheets: [
    {
      title: 'Names',
      note: cells[1] ?? '',
      columns: [
        { name: 'Name', align: 'left' },
        { name: 'Cost', align: 'right' },
      ],
      rows: cells.map((cell) => [cell, '$1.00']),
    },
  ],
});
const write = (id: string, paper: Paper): string => PAPER_FORMATS.find((format) => format.id === id)!.write(paper);

/** RFC 4180. */
const readCsv = (csv: string): string[][] => {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    rows.at(-1)!.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.length > 1);
};

describe('tables that leave', () => {
  it('have no formula in CSV, and every text whole', () => {
    const rows = readCsv(write('csv', paperOf(HOSTILE)));
    assert.deepEqual(rows[0], ['Name', 'Cost']);
    HOSTILE.forEach((text, index) => {
      const cell = rows[index + 1]![0]!;
      assert.ok(!/^[\s]*[=+\-@]/.test(cell) && !/^[\t\r\n]/.test(cell), cell);
      assert.equal(cell.replace(/^'/, ''), text);
    });
  });

  it('come back from JSON as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (cells) => {
        const { tables } = JSON.parse(write('json', paperOf(cells))) as { tables: { rows: { Name: string }[] }[] };
        assert.deepEqual(
          tables[0]!.rows.map(({ Name }) => Name),
          cells,
        );
      }),
    );
  });

  it('stay one table in Markdown, row by row, without markup from names', () => {
    const text = write('md', paperOf(HOSTILE));
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    assert.equal(rows.length, HOSTILE.length + 2);
    for (const row of rows) assert.equal(row.replaceAll('\\|', '').split('|').length, 4, row.slice(0, 80));
    assert.ok(!/<(?:script|img|b)|https:\/\/|(?<!\\)\*\*|(?<!\\)`|\]\(/.test(text.replaceAll('\\[', '').replaceAll('\\]', '')), 'markup');
  });

  it('are a page of text in a browser: nothing runs, nothing loads, nothing overlaps', async function () {
    this.timeout(60_000);
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const asked: string[] = [];
      page.on('request', (request) => request.url().startsWith('data:') || asked.push(request.url()));
      page.on('dialog', (dialog) => void (asked.push('dialog'), dialog.dismiss()));
      await page.setContent(write('html', paperOf(HOSTILE)));
      assert.deepEqual(asked, []);
      assert.equal(await page.locator('script, img, a').count(), 0);
      assert.equal(await page.locator('tbody tr').count(), HOSTILE.length);
      assert.match(await page.locator('tbody tr').first().innerText(), /<script>alert\(1\)<\/script>/);
    } finally {
      await browser.close();
    }
  });
});

describe('the report of a month', () => {
  const parts: ReportParts = {
    title: 'Spendlight: 2026-11',
    range: { since: '2026-11-01', until: '2026-11-30' },
    timezone: 'UTC',
    priceVersion: 'v',
    selected: priced({ input: 1_000_000, output: 10_000, cacheRead: 5_000_000 }, 40),
    previous: null,
    days: [{ day: '2026-11-03', totals: priced({ input: 1_000_000 }, 40) }],
    models: [
      { name: 'claude-opus-5-5', totals: priced({ input: 1_000_000 }, 40) },
      { name: 'nobody', totals: unpriced({ input: 5 }, 1) },
    ],
    projects: [{ name: '/home/ada/app', totals: priced({ input: 1_000_000 }, 40) }],
    sessions: [{ name: '0123456789', project: '', totals: NOTHING }],
    tools: [{ name: 'Bash', uses: 3, errors: 1, nanoUsd: 2_000_000_000 }],
    findings: [{ title: 'A finding', money: '$3.00', action: 'Do it.' }],
  };
  const cells = (paper: Paper): string => JSON.stringify(paper.sheets);

  it('has a table for everything that there is', () => {
    const paper = reportPaper(parts, { money: 'show', write: ENGLISH });
    assert.deepEqual(
      paper.sheets.map(({ title }) => title),
      ['In short', 'Days', 'Models', 'Projects', 'Most expensive sessions', 'Tools', 'What stands out'],
    );
    for (const { columns, rows } of paper.sheets) for (const row of rows) assert.equal(row.length, columns.length);
    assert.match(cells(paper), /unpriced: 5 tokens/);
    assert.match(paper.note, /API-equivalent/);
  });

  it('has no amount where money is hidden', () => {
    assert.ok(!/\$\d/.test(cells(reportPaper(parts, { money: 'hide', write: ENGLISH }))));
  });

  it('leaves empty tables out', () => {
    const paper = reportPaper({ ...parts, days: [], models: [], projects: [], sessions: [], tools: [], findings: [] }, { money: 'show', write: ENGLISH });
    assert.deepEqual(
      paper.sheets.map(({ title }) => title),
      ['In short'],
    );
  });
});
