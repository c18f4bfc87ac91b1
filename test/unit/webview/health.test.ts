import assert from 'node:assert/strict';
import { coverageCounts } from '../../../src/core/doctor/coverage';
import type { Sweep } from '../../../src/core/sweep/sweep';
import type { NotItemisedView } from '../../../src/protocol/views';
import { coverageTable, coverageTitle } from '../../../webview/figures/coverage';
import { createFigures } from '../../../webview/figures/figures';
import { healthTitle } from '../../../webview/figures/health';
import { notItemisedTable, notItemisedTitle, SHOWN } from '../../../webview/figures/notItemised';
import { sweepSentence } from '../../../webview/figures/sweep';
import { unknownTable } from '../../../webview/figures/unknownNames';
import { healthView, NOW, priced, USD } from '../../support/views';

const DAY = 86_400_000;
const money = createFigures({ money: 'show', locale: 'en' }, 'Europe/Berlin');
const tokens = createFigures({ money: 'hide', locale: 'en' }, 'Europe/Berlin');

const row = (more: Partial<NotItemisedView> = {}): NotItemisedView => ({
  sessionId: 's1',
  project: '/home/ada/app',
  lastAt: NOW,
  model: 'claude-opus-5-5',
  tokens: priced({ input: 1_000, output: 200 }, 1),
  nanoUsd: 2 * USD,
  unpriced: false,
  ...more,
});

describe('the sweep on the health page', () => {
  const sweep: Sweep = { periodDays: 30, oldestAt: NOW - 20 * DAY, nextAt: NOW + 10 * DAY, unsavedBytes: 0, transcriptsDue: 0, unsavedDueBytes: 0 };

  it('names the day in the zone, and that all is saved', () => {
    assert.equal(
      sweepSentence(sweep, NOW, money),
      'Claude Code deletes transcripts 30 days after their last change: the oldest from Dec 2, 2026 on. All that was found is saved.',
    );
    const late = { ...sweep, nextAt: Date.UTC(2026, 11, 2, 23, 30) };
    assert.match(sweepSentence(late, NOW, money), /Dec 3, 2026/);
    assert.match(sweepSentence(late, NOW, createFigures({ money: 'show', locale: 'en' }, 'UTC')), /Dec 2, 2026/);
  });

  it('says what goes soon and what is not saved', () => {
    const words = sweepSentence({ ...sweep, nextAt: NOW - 1, transcriptsDue: 2, unsavedBytes: 4_200_000 }, NOW, money);
    assert.match(words, /the oldest at its next start, 2 transcripts within three days\. 4\.2 MB of transcripts are not saved yet\.$/);
    assert.match(sweepSentence({ ...sweep, periodDays: 1, transcriptsDue: 1 }, NOW, money), /1 day after .*, 1 transcript within/);
  });

  it('says when nothing is deleted', () => assert.match(sweepSentence(null, NOW, money), /^Nothing says/));

  it('is in the title only when something would be lost', () => {
    assert.doesNotMatch(healthTitle(healthView({ sweep: { ...sweep, unsavedBytes: 9 } }), money), /clean-up/);
    assert.match(healthTitle(healthView({ sweep: { ...sweep, unsavedDueBytes: 9 } }), money), /1 clean-up due before everything is saved/);
  });
});

describe('what is not itemised', () => {
  it('is summed up over sessions', () => {
    const rows = [row(), row({ model: 'claude-haiku-4-5', nanoUsd: USD }), row({ sessionId: 's2' })];
    assert.equal(notItemisedTitle(rows, money), 'Not itemised: $5.00, 3.6 k tokens in 2 sessions');
    assert.equal(notItemisedTitle(rows, tokens), 'Not itemised: 3.6 k tokens in 2 sessions');
    assert.equal(notItemisedTitle([], money), 'Nothing beyond the lines is known');
  });

  it('is a lower bound where a model has no price, and never $0', () => {
    const unpriced = row({ model: 'gemma', nanoUsd: 0, unpriced: true });
    assert.match(notItemisedTitle([row(), unpriced], money), /^Not itemised: ≥\$2\.00, /);
    assert.equal(notItemisedTitle([unpriced], money), 'Not itemised: 1.2 k tokens in 1 session');
    assert.deepEqual(notItemisedTable([unpriced], money).rows[0]?.at(-1), 'unpriced');
    assert.deepEqual(notItemisedTable([row({ unpriced: true })], money).rows[0]?.at(-1), '≥$2.00');
  });

  it('lists the newest ten, without money where it is hidden, and names as plain text', () => {
    const many = Array.from({ length: 14 }, (_, i) => row({ sessionId: `s${i}`, project: `/p/${'x'.repeat(200)}${i}`, model: '\u202egnp' }));
    const table = notItemisedTable(many, money);
    assert.deepEqual(notItemisedTable([row(), row({ sessionId: 's2' })], money).rows[1], ['Nov 22, 2026', 'app', 'Opus 5.5', '1.2 k', '$2.00']);
    assert.equal(table.rows.length, SHOWN);
    assert.ok(table.rows.every((cells) => cells.length === table.columns.length && cells.every((cell) => cell.length <= 60 && !cell.includes('\u202e'))));
    assert.doesNotMatch(JSON.stringify(notItemisedTable(many, tokens)), /\$|Cost/);
  });
});

describe('names and versions on the health page', () => {
  it('say where an unknown name stands, since when, and how often', () => {
    assert.deepEqual(unknownTable(healthView().unknownNames, money).rows, [
      ['record type', 'agent-color', '2.1.330', '12'],
      ['field of message.usage', 'image_tokens', '2.1.329 – 2.1.330', '9'],
      ['record type', 'mode-change', '2.1.330', '4'],
    ]);
    assert.deepEqual(unknownTable([{ of: 'kind', where: 'system', name: 'x', versions: [], count: 1 }], money).rows, [
      ['kind of system', 'x', '(not said)', '1'],
    ]);
  });

  it('are plain text, whatever the ledger holds', () => {
    const [cells] = unknownTable([{ of: 'field', where: '\u202ex', name: 'n'.repeat(300), versions: ['\n'], count: 1 }], money).rows;
    assert.ok(cells?.every((cell) => cell.length <= 60 && !/[\u202e\n]/.test(cell)));
  });

  it('show versions with the facts that any of them carries, never 100% where one response has none', () => {
    const version = (name: string, responses: number, stops: number) => ({
      version: name,
      responses,
      newestAt: NOW,
      carried: coverageCounts((fact) => (fact === 'stopReason' ? stops : 0)),
    });
    const coverage = { months: ['2026-11'], versions: [version('2.1.330', 1_000, 999), version('', 3, 3)] };
    const table = coverageTable(coverage, money);
    assert.deepEqual(
      table.columns.map(({ name }) => name),
      ['Version', 'Responses', 'Newest', 'Stop reason'],
    );
    assert.deepEqual(
      table.rows.map(([name, responses, , stops]) => [name, responses, stops]),
      [
        ['2.1.330', '1,000', '99%'],
        ['(not said)', '3', '100%'],
      ],
    );
    assert.equal(coverageTitle(healthView().coverage, money), 'Claude Code 2.1.330 wrote 73% of 3,303 responses');
    assert.equal(coverageTitle({ months: [], versions: [] }, money), 'No response in the newest months');
  });
});
