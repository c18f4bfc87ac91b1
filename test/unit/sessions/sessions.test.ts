import assert from 'node:assert/strict';
import { byHourOfWeek } from '../../../src/core/sessions/hours';
import { modelSwitches, rewrittenTokens, thinned, type TimelineResponse } from '../../../src/core/sessions/timeline';

const z = (time: string): number => Date.parse(`${time}Z`);

describe('hours of the week', () => {
  const at = (...times: readonly string[]) => times.map((time) => ({ at: z(time), responses: 1, nanoUsd: 10, tokens: 100 }));
  const cells = (zone: string, ...times: readonly string[]) =>
    byHourOfWeek(at(...times), zone).map(({ weekday, hour, responses }) => [weekday, hour, responses]);

  it('are those that clocks of the zone showed, also on the day on which they change', () => {
    // New York goes back on Sunday, 1 November 2026 at 06:00 UTC: 01:30 comes twice.
    assert.deepEqual(cells('America/New_York', '2026-11-01T05:30', '2026-11-01T06:30', '2026-11-01T07:30'), [
      [0, 1, 2],
      [0, 2, 1],
    ]);
    assert.deepEqual(cells('Asia/Kathmandu', '2026-11-01T18:15', '2026-11-01T18:00'), [
      [0, 23, 1],
      [1, 0, 1],
    ]);
  });

  it('add up what is given', () => {
    const sum = byHourOfWeek(at('2026-11-02T10:00', '2026-11-02T10:45', '2026-11-09T10:15'), 'UTC');
    assert.deepEqual(sum, [{ weekday: 1, hour: 10, responses: 3, nanoUsd: 30, tokens: 300 }]);
  });
});

describe('a session’s timeline', () => {
  const response = (more: Partial<TimelineResponse>): TimelineResponse => ({
    at: 0,
    model: 'a',
    sidechain: false,
    input: 0,
    cacheRead: 0,
    cacheWrite: 0,
    output: 0,
    ...more,
  });

  it('has the cache paid again where most of what could have been read was not', () => {
    const line = [
      response({ at: 1, input: 10, cacheWrite: 50_000 }),
      response({ at: 2, input: 10, cacheRead: 50_000, cacheWrite: 1_000 }),
      response({ at: 3, input: 60_000 }),
      // The context is smaller by itself: no more than it has could have been read.
      response({ at: 4, cacheRead: 0, cacheWrite: 4_000 }),
      // Too little to be worth a word.
      response({ at: 5, cacheWrite: 1_500 }),
    ];
    assert.deepEqual(rewrittenTokens(line, []), [0, 0, 51_010, 4_000, 0]);
  });

  it('blames neither a compaction nor a sub-agent', () => {
    const line = [response({ at: 1, cacheWrite: 50_000 }), response({ at: 2, sidechain: true, cacheWrite: 50_000 }), response({ at: 5, cacheWrite: 20_000 })];
    assert.deepEqual(rewrittenTokens(line, [4]), [0, 0, 0]);
    assert.deepEqual(rewrittenTokens(line, []), [0, 0, 20_000]);
  });

  it('counts changes of model in the main thread', () => {
    const models = [
      ['a', false],
      ['b', true],
      ['a', false],
      ['b', false],
      ['a', false],
    ] as const;
    assert.equal(modelSwitches(models.map(([model, sidechain]) => ({ model, sidechain }))), 2);
  });

  it('keeps the peaks where there is no room for all', () => {
    const points = Array.from({ length: 1_000 }, (_, index) => ({ index, weight: index === 503 ? 9 : 1 }));
    const shown = thinned(points, 100, ({ weight }) => weight);
    assert.equal(shown.length, 100);
    assert.ok(shown.some(({ index }) => index === 503));
    assert.deepEqual(
      shown.map(({ index }) => index),
      shown.map(({ index }) => index).sort((a, b) => a - b),
    );
    assert.equal(
      thinned(points, 1_000, () => 0),
      points,
    );
  });
});
