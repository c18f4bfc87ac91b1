import assert from 'node:assert/strict';
import {
  compareVersions,
  countNames,
  keptName,
  keptVersion,
  namesWithVersions,
  NAMES_PER_TRANSCRIPT,
  type NameCount,
  type UnknownName,
} from '../../../src/core/doctor/names';

const field = (name: string, version = '2.1.330', where = 'assistant'): UnknownName => ({ of: 'field', where, name, version });

describe('unknown names are counted', () => {
  it('by what they name, where, and by version', () => {
    const first = countNames([], [field('a'), field('a'), field('a', '2.2.0'), field('a', '2.1.330', 'user')]);
    assert.deepEqual(
      first.map(({ where, version, count }) => [where, version, count]),
      [
        ['assistant', '2.1.330', 2],
        ['assistant', '2.2.0', 1],
        ['user', '2.1.330', 1],
      ],
    );
    assert.equal(countNames(first, [field('a')])[0]?.count, 3);
    assert.equal(countNames(first, []), first);
  });

  it('up to a number of distinct ones; the known ones go on, the others are counted together', () => {
    const many = Array.from({ length: NAMES_PER_TRANSCRIPT + 50 }, (_, i) => field(`n${i}`));
    const counted = countNames(countNames([], many), many);
    assert.equal(counted.length, NAMES_PER_TRANSCRIPT + 1);
    assert.deepEqual(counted.at(-1), { of: 'field', where: '', name: '(more)', version: '', count: 100 });
    assert.equal(counted[0]?.count, 2);
    assert.equal(
      counted.reduce((sum, { count }) => sum + count, 0),
      2 * many.length,
    );
  });

  it('and shown with their versions, the most frequent first', () => {
    const rows: NameCount[] = [
      { ...field('b', '2.1.114'), count: 1 },
      { ...field('b', '2.1.98'), count: 1 },
      { ...field('b', ''), count: 1 },
      { ...field('a'), count: 3 },
      { ...field('c'), count: 9 },
    ];
    assert.deepEqual(
      namesWithVersions(rows).map(({ name, versions, count }) => [name, versions.join(' '), count]),
      [
        ['c', '2.1.330', 9],
        ['a', '2.1.330', 3],
        ['b', '2.1.98 2.1.114', 3],
      ],
    );
  });

  it('only as names: keys and versions that hold anything else are not kept', () => {
    for (const name of ['cacheTier', '_x', 'A1', 'x'.repeat(64)]) assert.equal(keptName('field', name), name);
    for (const name of ['', 'a b', 'a-b', '1a', 'x'.repeat(65), 'ä', 'a\n', 'a.b']) assert.equal(keptName('field', name), '(other)', name);
    assert.deepEqual([keptName('type', 'x-future-record'), keptName('type', 'a b')], ['x-future-record', '(other)']);
    for (const version of ['2.1.330', '1.0.24', '2.2.0-beta.1']) assert.equal(keptVersion(version), version);
    for (const version of ['', '2.1', '2.1.3.4', 'secret', '2.1.330 secret', '2.1.330-/home', '2.1.330\n', '192.168.1.1'])
      assert.equal(keptVersion(version), '', version);
  });

  it('versions are in the order of their numbers', () => {
    assert.deepEqual(['2.1.114', '1.0.24', '2.1.98', '2.1.98-beta.1', ''].sort(compareVersions), ['', '1.0.24', '2.1.98', '2.1.98-beta.1', '2.1.114']);
  });
});
