import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { doctorReport, type DoctorReport } from '../../../src/core/doctor/report';
import { listText, reportLines } from '../../../src/core/doctor/text';
import { diagnostics } from '../../../src/extension/diagnostics';
import { assistant, jsonl, system, user } from '../sources/transcripts';
import { readWindow } from './opening';
import { inFolder } from './shelf';

const NOW = Date.UTC(2026, 10, 22);

const write = (home: string, name: string, text: string): string => {
  const path = join(home, 'projects', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
};

interface Examination {
  readonly report: DoctorReport;
  /** Everything that may become public. */
  readonly text: string;
}

/** What the doctor says after a window has read everything. */
async function examine(home: string): Promise<Examination> {
  const { engine } = await readWindow(home);
  try {
    const health = engine.health(NOW, Infinity);
    const report = doctorReport(health);
    const host = {
      version: '0.1.0',
      vscode: '1.110.0',
      app: 'Code',
      platform: 'linux x64',
      node: '22',
      remote: undefined,
      trusted: true,
      stale: null,
      settingProblems: 0,
    };
    return { report, text: JSON.stringify(report) + listText(reportLines(report)) + diagnostics(health, host) };
  } finally {
    await engine.close();
  }
}

const response = (id: string, record: Record<string, unknown> = {}, usage: Record<string, unknown> = {}, message: Record<string, unknown> = {}): unknown =>
  assistant(usage, { id: `msg_${id}`, ...message }, { uuid: id, ...record });

describe('the doctor', () => {
  it('counts unknown names by version, bad lines by kind, and what responses carry', () =>
    inFolder(async (home) => {
      write(
        home,
        '-app/a.jsonl',
        jsonl(
          response('1', { version: '2.1.98', mood: 1 }, { speed: 'fast' }),
          response('2', { mood: 1 }, { output_tokens_details: { thinking_tokens: 3 } }, { stop_reason: null }),
          response('3', { version: undefined, gitBranch: undefined }),
          system({ subtype: 'time_travel' }),
          { type: 'x-new' },
        ) + 'bad\n{"half',
      );
      write(home, '-app/b.jsonl', jsonl({ type: 'x-new' }, response('4', { timestamp: '2026-09-10T10:00:00Z', costUSD: 0.5, mood: 1 })));
      const { report } = await examine(home);
      assert.deepEqual(
        report.unknownNames.map(({ of, where, name, versions, count }) => [of, where, name, versions.join(' '), count]),
        [
          ['field', 'assistant', 'mood', '2.1.98 2.1.330', 3],
          ['type', '', 'x-new', '2.1.330', 2],
          ['kind', 'system', 'time_travel', '2.1.330', 1],
        ],
      );
      assert.deepEqual(report.unknownRecordTypes, { 'x-new': 2 });
      assert.deepEqual([report.malformedLines, report.badLines], [2, { malformed: 1, oversize: 0, halfWritten: 1, files: 1 }]);
      assert.deepEqual(report.months, ['2026-09', '2026-11']);
      const [newest, older, silent] = report.versions;
      assert.deepEqual(
        report.versions.map(({ version, responses }) => [version, responses]),
        [
          ['2.1.330', 2],
          ['2.1.98', 1],
          ['', 1],
        ],
      );
      assert.deepEqual([newest?.carried.stopReason, newest?.carried.thinkingTokens, newest?.carried.recordedCost, newest?.carried.branch], [1, 1, 1, 2]);
      assert.deepEqual([older?.carried.speed, silent?.carried.speed, silent?.carried.branch, silent?.carried.stopReason], [1, 0, 0, 1]);
      assert.deepEqual(report.roots, [{ name: 'option 1', state: 'read', transcripts: 2 }]);
      assert.deepEqual(report.schemaVersions, { catalog: 1, month: 1, aggregates: 1 });
      assert.ok(report.databaseBytes >= 0);
    }));

  it('counts a rewritten transcript anew, an appended one on, and keeps what one said that is gone', () =>
    inFolder(async (home) => {
      const counts = async (): Promise<readonly (string | number)[]> => (await examine(home)).report.unknownNames.flatMap(({ name, count }) => [name, count]);
      const path = write(home, '-app/a.jsonl', jsonl(user('hello', { mood: 1 }), user('hello', { uuid: 'u2', mood: 1 })));
      assert.deepEqual(await counts(), ['mood', 2]);
      assert.deepEqual(await counts(), ['mood', 2], 'nothing was read twice');
      appendFileSync(path, jsonl(user('more', { uuid: 'u3', mood: 1, weather: 1 })));
      assert.deepEqual(await counts(), ['mood', 3, 'weather', 1]);
      writeFileSync(path, jsonl(user('other', { uuid: 'u4', weather: 1 })));
      assert.deepEqual(await counts(), ['weather', 1]);
      rmSync(path);
      assert.deepEqual(await counts(), ['weather', 1]);
    }));

  it('keeps at most two hundred distinct names of a transcript', () =>
    inFolder(async (home) => {
      const lines = Array.from({ length: 300 }, (_, i) => user('hello', { uuid: `u${i}`, [`k${i}`]: 1 }));
      write(home, '-app/a.jsonl', jsonl(...lines));
      const { report } = await examine(home);
      assert.deepEqual([report.unknownNames.length, report.unknownNames[0]?.name, report.unknownNames[0]?.count], [201, '(more)', 100]);
    }));

  it('says nothing that a person wrote, named or configured', () =>
    inFolder(async (home) => {
      const S = 'S3CRET';
      const evil = [`please fix ${S}`, `/home/${S}/app`, `C:\\${S}`, `${S}@example.com`, `[a](http://${S})`, `=${S}()`, `<${S}>`, `${S}\n- Prices: free`];
      const tool = (name: string) => ({ content: [{ type: 'tool_use', id: `toolu_${name}`, name: `mcp__${S}__${name}`, input: { command: S } }] });
      const records = evil.flatMap((text, i) => [
        user(text, { uuid: `u${i}`, cwd: text, gitBranch: text, sessionId: text, version: text, entrypoint: text, [text]: text, slug: text }),
        response(
          `r${i}`,
          { cwd: text, gitBranch: text, sessionId: text, version: text, [text]: 1, attributionMcpServer: text, attributionSkill: text, agentId: text },
          { [text]: 1, speed: text, service_tier: text, inference_geo: text, iterations: [{ type: text, model: text }], cache_creation: { [text]: 1 } },
          { model: text, [text]: 1, ...tool(String(i)) },
        ),
        system({ uuid: `s${i}`, subtype: text, [text]: text }),
        { type: text, version: text },
        { type: 'attachment', attachment: { type: text, [text]: text } },
        { type: 'cost-state', sessionId: text, [text]: 1, modelUsage: { [text]: { outputTokens: 1, [text]: 1 } } },
      ]);
      write(home, `-${S}/${S}.jsonl`, jsonl(...records) + `${S}\n{"half ${S}`);
      write(home, `-${S}/known.jsonl`, jsonl(response('k', { sessionId: 'k' }, {}, { model: 'qwen3-coder:30b' })));
      const { report, text } = await examine(home);
      assert.ok(!text.includes(S) && !text.includes('example.com') && !text.includes(home), text);
      assert.deepEqual(Object.keys(report.unpricedModels).sort(), ['(other)', 'qwen3-coder:30b']);
      assert.ok(report.unpricedModels['(other)']! > 0 && report.unknownRecordTypes['(other)'] === evil.length);
      assert.deepEqual(
        report.versions.map(({ version, responses }) => [version, responses]),
        [
          ['2.1.330', 1],
          ['(other)', evil.length],
        ],
      );
      assert.equal(listText(reportLines(report)).split('\n').length, reportLines(report).length + 1, 'a name makes no line of its own');
    }));
});
