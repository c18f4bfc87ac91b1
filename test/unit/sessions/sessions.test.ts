import assert from 'node:assert/strict';
import { byHourOfWeek } from '../../../src/core/sessions/hours';
import { contextChanges } from '../../../src/core/insights/contexts';
import { contextMoves } from '../../../src/core/sessions/contextMoves';
import { thinned } from '../../../src/core/sessions/thinned';

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
  const step = (at: number, prompt: number, read: number, more: { readonly model?: string; readonly sidechain?: boolean } = {}) => ({
    sessionId: 's',
    project: '/p',
    model: 'a',
    sidechain: false,
    longLived: false,
    at,
    prompt,
    read,
    ...more,
  });
  const line = [
    step(1, 50_000, 0),
    step(2, 50_000, 0, { sidechain: true }),
    step(3, 51_000, 50_000),
    step(4, 60_000, 1_000),
    step(5, 60_500, 0, { model: 'b' }),
    step(6, 60_500, 0, { sidechain: true, model: 'a' }),
    // It was compacted.
    step(7, 20_000, 0, { model: 'b' }),
    step(8, 21_000, 20_000, { model: 'a' }),
  ];

  it('tells breaks from changes of model, and leaves sub-agents out', () => {
    assert.deepEqual(
      contextMoves(line).map((move) => move && [move.kind, move.resent]),
      [null, null, ['kept', 0], ['break', 50_000], ['switch', 60_000], null, ['kept', 20_000], ['switch', 0]],
    );
  });

  it('has the breaks and changes that insights speak of', () => {
    const moves = contextMoves(line);
    const { breaks, switches } = contextChanges(line.filter(({ sidechain }) => !sidechain));
    const of = (kind: string) => moves.filter((move) => move?.kind === kind);
    assert.deepEqual([breaks.reduce((sum, one) => sum + one.breaks, 0), breaks[0]?.resent], [of('break').length, of('break')[0]?.resent]);
    assert.equal(
      switches.reduce((sum, one) => sum + one.switches, 0),
      of('switch').length,
    );
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
