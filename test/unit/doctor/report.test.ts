import assert from 'node:assert/strict';
import { coverageCounts, mergeCoverage, type VersionCoverage } from '../../../src/core/doctor/coverage';
import { publicModel } from '../../../src/core/doctor/publicNames';
import { reportLines } from '../../../src/core/doctor/text';
import { doctorReport } from '../../../src/core/doctor/report';
import { healthView } from '../extension/views';

const coverage = (version: string, responses: number, newestAt = 1): VersionCoverage => ({
  version,
  responses,
  newestAt,
  carried: coverageCounts((fact) => (fact === 'speed' ? responses : 0)),
});

describe('a model in a public report', () => {
  it('is named when it looks like the id of a model', () => {
    const ids = [
      'claude-opus-5-5',
      'claude-sonnet-4-5@20250929',
      'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'anthropic/claude-opus-4.5',
      'claude-opus-5[1m]',
      'qwen3-coder:30b',
      'glm-4.7',
      'kimi-k2',
      'moonshotai/kimi-k2',
      'gemma-local',
      'gpt-5.1-codex',
      'o3-mini',
      'deepseek-chat',
      'openai/gpt-oss-120b',
    ];
    for (const id of ids) assert.equal(publicModel(id), id);
  });

  it('is not when it may be a path, a person, a place, an account or a key', () => {
    const texts = [
      '',
      'acme-internal',
      '/home/ada/claude-x',
      'home/ada/claude-x',
      'C:\\claude-x',
      'ada@claude-corp.com',
      'arn:aws:bedrock:us-east-1:123456789012:inference-profile/claude-x',
      'https://proxy.acme.com/claude-x',
      'claude please',
      'claude-x\n- a line',
      'claude-sk-ant-api03-x',
      'claude-0123456789abcdef0123',
      `claude-${'x'.repeat(80)}`,
      'declaudeify',
    ];
    for (const text of texts) assert.equal(publicModel(text), '(other)', text);
  });
});

describe('coverage', () => {
  it('brings months together, the newest version first, and keeps no text that looks like no version', () => {
    const rows = [coverage('2.1.98', 1), coverage('', 5), coverage('2.1.114', 2), coverage('my project', 3), coverage('2.1.98', 4, 9), coverage('/home', 1)];
    assert.deepEqual(
      mergeCoverage(rows).map(({ version, responses, newestAt, carried }) => [version, responses, newestAt, carried.speed]),
      [
        ['2.1.114', 2, 1, 2],
        ['2.1.98', 5, 9, 5],
        ['(other)', 4, 1, 4],
        ['', 5, 1, 5],
      ],
    );
  });
});

describe('a report', () => {
  const lines = (view: Parameters<typeof healthView>[0]) => Object.fromEntries(reportLines(doctorReport(healthView(view))));

  it('numbers folders by why they were looked at', () => {
    const roots = [
      { origin: 'default', path: '/a', state: 'read', transcripts: 241 },
      { origin: 'default', path: '/b', state: 'missing', transcripts: 0 },
      { origin: 'setting', path: '/c', state: 'unreadable', transcripts: 0 },
    ] as const;
    assert.equal(lines({ roots })['Roots'], 'default 1: read, 241 transcripts; default 2: missing, 0 transcripts; setting 1: unreadable, 0 transcripts');
  });

  it('says where a name is, how often and since when, and writes at most thirty of a kind', () => {
    const field = (name: string, versions: readonly string[]) => ({ of: 'field', where: 'message.usage', name, versions, count: 2 }) as const;
    const said = lines({ unknownNames: [field('a', ['2.1.98', '2.1.114', '2.1.330']), field('b', ['2.1.330']), field('c', [])] });
    assert.equal(said['Unknown fields'], 'message.usage.a 2 (2.1.98 to 2.1.330), message.usage.b 2 (2.1.330), message.usage.c 2');
    const many = lines({ unknownNames: Array.from({ length: 45 }, (_, i) => field(`n${i}`, [])) });
    assert.match(String(many['Unknown fields']), /, message\.usage\.n29 2, and 15 more$/);
  });

  it('says that nothing is wrong where nothing is', () => {
    const said = lines({ badLines: { malformed: 0, oversize: 0, halfWritten: 0, files: 0 } });
    for (const name of ['Bad lines', 'Unknown record types', 'Unknown fields', 'Unknown kinds', 'Unpriced models (tokens)', 'Messages'])
      assert.equal(said[name], 'none');
    assert.equal(said['Responses that carry'], 'no responses');
  });

  it('never says that all responses carry a fact when one does not', () => {
    const versions = [coverage('2.1.330', 999), { ...coverage('2.1.98', 1), carried: coverageCounts(() => 0) }];
    assert.match(String(lines({ coverage: { months: ['2026-11'], versions } })['Responses that carry']), /speed 99 %/);
  });
});
