import assert from 'node:assert/strict';
import { sweepOf, sweepProblem, type SweptTranscript } from '../../../src/core/sweep/sweep';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 12);
const transcript = (path: string, ageDays: number, more: Partial<SweptTranscript> = {}): SweptTranscript => ({
  path,
  sweptWith: path,
  modifiedAt: NOW - ageDays * DAY,
  periodDays: 30,
  unsavedBytes: 0,
  ...more,
});

describe('the next sweep', () => {
  it('is none where nothing is deleted', () => assert.equal(sweepOf([], NOW), null));

  it('is when the oldest transcript is as old as the period', () => {
    const sweep = sweepOf([transcript('new', 1), transcript('old', 20, { unsavedBytes: 7 }), transcript('other', 3, { unsavedBytes: 5 })], NOW);
    assert.deepEqual(sweep, {
      periodDays: 30,
      oldestAt: NOW - 20 * DAY,
      nextAt: NOW + 10 * DAY,
      unsavedBytes: 12,
      transcriptsDue: 0,
      unsavedDueBytes: 0,
    });
  });

  it('goes by the period of each root', () => {
    const sweep = sweepOf([transcript('long', 80, { periodDays: 90 }), transcript('short', 5, { periodDays: 7 })], NOW);
    assert.deepEqual([sweep?.periodDays, sweep?.nextAt, sweep?.oldestAt], [7, NOW + 2 * DAY, NOW - 5 * DAY]);
  });

  it('counts what goes within three days, and the unsaved of two', () => {
    const sweep = sweepOf(
      [transcript('a', 31, { unsavedBytes: 1 }), transcript('b', 28, { unsavedBytes: 10 }), transcript('c', 27.5, { unsavedBytes: 100 })],
      NOW,
    );
    assert.deepEqual([sweep?.transcriptsDue, sweep?.unsavedDueBytes, sweep?.unsavedBytes], [3, 11, 111]);
  });

  it('takes sub-agents with their session, whatever their own age', () => {
    const agent = transcript('s/agent', 29, { sweptWith: 's', unsavedBytes: 4 });
    assert.equal(sweepOf([transcript('s', 1), agent], NOW)?.nextAt, NOW + 29 * DAY);
    assert.equal(sweepOf([agent], NOW)?.nextAt, NOW + DAY, 'its session is gone');
  });

  it('is a problem only where something unsaved goes within two days, and names the day in the zone', () => {
    const soon = sweepOf([transcript('a', 29.4, { unsavedBytes: 4_200_000 })], NOW);
    assert.equal(
      sweepProblem(soon, NOW, 'Pacific/Auckland'),
      'Claude Code deletes transcripts older than 30 days from Nov 23 on, and 4.2 MB of them are not saved yet',
    );
    const late = Date.UTC(2026, 10, 22, 23);
    const edge = sweepOf([transcript('a', 30, { modifiedAt: late - 30 * DAY, unsavedBytes: 1 })], NOW);
    assert.match(sweepProblem(edge, NOW, 'UTC') ?? '', /from Nov 22 on/);
    assert.match(sweepProblem(edge, NOW, 'Europe/Berlin') ?? '', /from Nov 23 on/);
    assert.match(sweepProblem(sweepOf([transcript('a', 40, { unsavedBytes: 9 })], NOW), NOW, 'UTC') ?? '', /at its next start, and 9 B/);
    assert.equal(sweepProblem(sweepOf([transcript('a', 40)], NOW), NOW, 'UTC'), null);
    assert.equal(sweepProblem(sweepOf([transcript('a', 27, { unsavedBytes: 9 })], NOW), NOW, 'UTC'), null);
    assert.equal(sweepProblem(null, NOW, 'UTC'), null);
  });
});
