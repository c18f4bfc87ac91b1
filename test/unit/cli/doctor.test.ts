import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DoctorReport } from '../../../src/core/doctor/report';
import { run, type Terminal } from '../../../src/cli/run';
import { assistant, jsonl, system, useFolder, user } from '../sources/transcripts';
import { plainTerminal } from '../../support/plainTerminal';

describe('spendlight doctor', () => {
  const folder = useFolder();
  const write = (name: string, ...records: readonly unknown[]): void => void folder.write(join('secret', '.claude', 'projects', name), jsonl(...records));

  /** What a run prints, on both. */
  async function doctor(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
    const [out, err]: [string[], string[]] = [[], []];
    const terminal: Terminal = plainTerminal(join(folder.path, 'secret'), Date.UTC(2026, 10, 22), {
      out: (text) => void out.push(text),
      err: (text) => void err.push(text),
    });
    return { code: await run(['doctor', ...args], terminal), out: out.join(''), err: err.join('') };
  }

  it('says what was found, read, unknown and unpriced, for people', async () => {
    write('-app/a.jsonl', assistant({}, {}, { mood: 1 }), system({ subtype: 'time_travel' }), { type: 'x-new' });
    write('-app/b.jsonl', assistant({}, { id: 'msg_2', model: 'qwen3-coder:30b' }));
    const { code, out, err } = await doctor();
    assert.deepEqual([code, err], [0, '']);
    for (const line of [
      '- Spendlight: 1.2.3',
      '- Platform: linux, Node 22.0.0',
      '- Roots: default 1: read, 2 transcripts; default 2: missing, 0 transcripts',
      '- Bad lines: none',
      '- Unknown record types: x-new 1 (2.1.330)',
      '- Unknown fields: assistant.mood 1 (2.1.330)',
      '- Unknown kinds: system time_travel 1 (2.1.330)',
      '- Responses by version (2026-11): 2.1.330 2',
      '- Unpriced models (tokens): qwen3-coder:30b 100',
    ])
      assert.ok(out.split('\n').includes(line), `${line}\n${out}`);
    assert.match(out, /\n- Database: [1-9]\d* bytes, schema 1\.1\.1\n/);
    assert.ok(out.endsWith('\n') && !out.endsWith('\n\n'));
  });

  it('says the same to scripts', async () => {
    write('-app/a.jsonl', assistant({}, {}, { mood: 1 }), { type: 'x-new' });
    const { code, out } = await doctor('--json');
    const report = JSON.parse(out) as DoctorReport & { program: object };
    assert.equal(code, 0);
    assert.deepEqual(
      [report.schema, report.files, report.lines, report.malformedLines, report.unknownRecordTypes, report.schemaVersions, report.program],
      [1, 1, 2, 0, { 'x-new': 1 }, { catalog: 1, month: 1, aggregates: 1 }, { version: '1.2.3', platform: 'linux', node: '22.0.0' }],
    );
    assert.deepEqual(report.versions[0]?.carried.stopReason, 1);
  });

  it('compares sessions with the totals of Claude Code itself', async () => {
    const total = (output: number): object => ({
      type: 'cost-state',
      sessionId: 'session-1',
      startTime: 5,
      totalCostUSD: 1,
      modelUsage: { 'claude-opus-5-5': { inputTokens: 10, outputTokens: output, cacheReadInputTokens: 30, cacheCreationInputTokens: 40, costUSD: 1 } },
    });
    write('-app/session-1.jsonl', assistant(), total(20));
    assert.match((await doctor()).out, /- Sessions with Claude Code's own total: 1, 1 equal\n- Messages/);
    write('-app/session-1.jsonl', assistant(), total(25));
    const { out } = await doctor();
    assert.match(
      out,
      /- Sessions with Claude Code's own total: 1, 0 equal\n- Session 1: total 105, lines 100, missing output 5: responses whose final output was never written\n/,
    );
  });

  it('prints no path and no name of a person, on neither stream, and counts what it does not print', async () => {
    const named = { cwd: '/home/secret/app', gitBranch: 'secret-branch', sessionId: 'secret-session' };
    write('-home-secret-app/secret.jsonl', user('secret prompt', named), assistant({}, {}, { ...named, agentId: 'secret' }));
    mkdirSync(join(folder.path, 'secret', '.config', 'claude'), { recursive: true });
    writeFileSync(join(folder.path, 'secret', '.config', 'claude', 'projects'), 'a file');
    for (const args of [[], ['--json']]) {
      const { code, out, err } = await doctor(...args);
      assert.deepEqual([code, err], [0, '']);
      assert.ok(!out.includes('secret') && !out.includes(folder.path), out);
    }
    const { out } = await doctor();
    assert.match(out, /- Roots: default 1: read, 1 transcripts; default 2: unreadable, 0 transcripts\n/);
    assert.match(out, /- Messages: [1-9]\d* \(not shown: they may name paths\)\n/);
  });

  it('examines a history of nothing', async () => {
    const { code, out, err } = await doctor();
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /- Transcripts: 0 files, 0 bytes, 0 lines\n/);
    assert.match(out, /- Responses that carry: no responses\n/);
  });
});
