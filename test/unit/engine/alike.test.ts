import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NONE_ALIKE, type Alike } from '../../../src/core/usage/alike';
import type { Fact } from '../../../src/core/usage/event';
import { Gatherer } from '../../../src/engine/reading/gather';
import { LineSplitter } from '../../../src/sources/claudeCode/lineSplitter';
import { parseLine, type ParsedLine } from '../../../src/sources/claudeCode/parse/line';
import type { LineContext } from '../../../src/sources/claudeCode/parse/record';
import { LineReader } from '../../../src/sources/claudeCode/skim/skimLine';
import { assistant, user } from '../sources/transcripts';
import { unpack } from './unpack';

const CONTEXT: LineContext = { transcript: '-p/s.jsonl', offset: 7, sessionId: 's', agentId: '', agentType: 'Explore', skill: 'pdf', cwd: '/work' };
const BATCH = { issues: [], lines: 0, newestAt: null, cursor: '', offset: 0, modifiedAt: 0, restarted: false };

function gathered(facts: readonly Fact[], alike: Alike) {
  const gatherer = new Gatherer();
  gatherer.add({ ...BATCH, facts, alike });
  const packed = gatherer.take();
  assert.ok(packed);
  const { responses, tools, marks, copies, costState } = unpack(packed);
  const copied = copies.map(({ session, key }) => `${session} ${key}`).sort();
  return { responses, tools, marks, copied, costState };
}

const without = (line: ParsedLine) => ({ ...line, facts: [] });

/** Reads lines both ways; gives the number of those that were read as alike. */
function compare(reader: LineReader, lines: readonly string[]): number {
  const alike = reader.alike();
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  const room = reader.room.subarray(0, bytes.copy(reader.room));
  const skimmed: ParsedLine[] = [];
  const parsed: ParsedLine[] = [];
  for (const line of new LineSplitter(0, 1 << 24).push(room).lines) {
    parsed.push(parseLine(line.text, CONTEXT));
    skimmed.push(reader.read(line, CONTEXT, alike));
    assert.deepEqual(without(skimmed.at(-1)!), without(parsed.at(-1)!), line.text);
  }
  const found = alike.take();
  const facts = (all: readonly ParsedLine[]): Fact[] => all.flatMap((line) => line.facts);
  assert.deepEqual(gathered(facts(skimmed), found), gathered(facts(parsed), NONE_ALIKE), lines.join('\n'));
  return parsed.filter((line, place) => line.facts.length > skimmed[place]!.facts.length).length;
}

const rarely = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 80, arbitrary: usual }, { weight: 1, arbitrary: odd });
const odd = fc.oneof(fc.constantFrom(null, true, -1, 1.5, 1e300, '5', '', 'größe', 'a"b', [], {}, undefined), fc.jsonValue());
const tokens = rarely(fc.oneof(fc.nat(), fc.constantFrom(0, 1, 999_999_999, 1_000_000_000, 1_000_000_001, Number.MAX_SAFE_INTEGER)), odd);
const few = (...texts: readonly string[]): fc.Arbitrary<unknown> => rarely(fc.constantFrom(...texts), odd);
const fields = (of: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> => fc.record(of);
const usage = fields({
  input_tokens: tokens,
  output_tokens: tokens,
  cache_read_input_tokens: tokens,
  cache_creation_input_tokens: tokens,
  cache_creation: rarely(fields({ ephemeral_5m_input_tokens: tokens, ephemeral_1h_input_tokens: tokens }), fc.oneof(odd, fc.constant({ newer: 1 }))),
  server_tool_use: rarely(fields({ web_search_requests: tokens, web_fetch_requests: tokens }), fc.oneof(odd, fc.constant({ newer: 1 }))),
  output_tokens_details: rarely(fields({ thinking_tokens: tokens }), odd),
  iterations: rarely(
    fc.constantFrom([], [{ type: 'message', input_tokens: 3 }]),
    fc.constantFrom(null, [3], [{ type: 'compaction', input_tokens: 5 }], [{ type: 'newer' }], [{ input_tokens: 4 }], [{ type: 'message' }, { type: 'advisor_message', model: 'm', output_tokens: 7 }]),
  ),
  speed: few('standard'),
  service_tier: few('standard'),
  inference_geo: few('us'),
  newer: fc.oneof({ weight: 30, arbitrary: fc.constant(undefined) }, odd),
}); // prettier-ignore
const id = (prefix: string): fc.Arbitrary<unknown> =>
  rarely(
    fc.nat({ max: 6 }).map((n) => `${prefix}${n}`),
    fc.oneof(odd, fc.constantFrom('msg', `msg_${'x'.repeat(600)}`, 'msg_\n', 'msg_é', 'gateway-1')),
  );
const block = fc.oneof(
  fc.record({ type: fc.constant('text'), text: few('four', 'größe', '日本 😀', 'a\nb') }),
  fc.record({ type: fc.constant('thinking'), thinking: few('hm', ''), signature: fc.constant('x') }),
  fc.record({
    type: fc.constant('tool_use'),
    id: id('toolu_'),
    name: few('Bash', 'Read', 'Edit', 'mcp__git__log', 'mcp__x__write_file'),
    input: rarely(fc.constantFrom({ command: 'npm test' }, { file_path: 'docs/a.md' }, { path: '/a/b.ts' }, {}), odd),
  }),
  { weight: 1, arbitrary: fc.jsonValue() },
);
const message = (content: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fields({
    id: id('msg_'),
    model: rarely(fc.constantFrom('claude-opus-5-5', 'claude-haiku-4-5'), fc.oneof(odd, fc.constant('<synthetic>'))),
    stop_reason: rarely(fc.constantFrom(null, 'tool_use', 'end_turn'), odd),
    content: rarely(content, odd),
    usage: rarely(usage, odd),
  });
const envelope = fields({
  timestamp: few('2026-11-10T10:00:00.000Z', '2026-11-10T23:59:59.999Z', '2026-11-11T00:00:00.001Z', '1800-01-01T00:00:00.000Z'),
  cwd: few('/home/ada/app'), sessionId: few('session-1'), version: few('2.1.330'), gitBranch: few('main'), entrypoint: few('cli'), isSidechain: rarely(fc.constant(false), fc.oneof(odd, fc.constant(true))),
  agentId: rarely(fc.constant(undefined), few('a1')), requestSessionId: rarely(fc.constant(undefined), fc.constantFrom('session-1', 'session-9')), forkedFrom: rarely(fc.constant(undefined), odd),
  requestedModel: rarely(fc.constant(undefined), few('m')), costUSD: rarely(fc.constant(undefined), fc.constantFrom(0, 0.25, -1, 'x')), isApiErrorMessage: rarely(fc.constant(undefined), fc.boolean()),
  attributionSkill: rarely(fc.constant(undefined), few('s1')), attributionAgent: rarely(fc.constant(undefined), few('g1')), attributionMcpServer: rarely(fc.constant(undefined), few('srv')),
  uuid: id('u'), requestId: id('req_'), newer: fc.oneof({ weight: 60, arbitrary: fc.constant(undefined) }, odd),
}); // prettier-ignore
const line = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(envelope, message(fc.array(block, { maxLength: 3 }))).map(([record, inner]) => JSON.stringify(assistant({}, inner as Record<string, unknown>, record as Record<string, unknown>))) },
  { weight: 1, arbitrary: fc.tuple(envelope, rarely(fc.array(fc.record({ type: fc.constantFrom('tool_result', 'text'), tool_use_id: id('toolu_'), is_error: rarely(fc.boolean(), odd), text: fc.constant('hello') }), { maxLength: 2 }), odd)).map(([record, content]) => JSON.stringify(user(content, record as Record<string, unknown>))) },
); // prettier-ignore
const damage = fc.tuple(fc.nat(), fc.constantFrom('', '"', '\\', ',', '}', '{', ' ', '0', ':1,', '\\u0041', 'é'));
const damaged = (text: string, [where, what]: readonly [number, string]): string => {
  const at = where % text.length;
  return text.slice(0, at) + what + text.slice(at + (what === '' ? 1 : 0));
};

describe('lines that are alike', () => {
  const reader = new LineReader();

  it('are read as parsing reads them, whatever else the transcript holds', () => {
    let all = 0;
    let alike = 0;
    fc.assert(
      fc.property(fc.array(line, { minLength: 20, maxLength: 40 }), (lines) => {
        all += lines.length;
        alike += compare(reader, lines);
      }),
      { numRuns: 300 },
    );
    // Else nothing was tested.
    assert.ok(alike > all / 10, `${alike} of ${all}`);
  });

  it('are read as parsing reads them where one is damaged', () => {
    fc.assert(
      fc.property(
        line,
        fc.array(damage, { minLength: 1, maxLength: 12 }),
        (good, all) => void compare(reader, [good, good, ...all.map((one) => damaged(good, one)), good]),
      ),
      { numRuns: 1500 },
    );
  });

  it('are all those of usual transcripts, but the first of each kind', () => {
    const turn = (n: number) => [
      assistant(
        { cache_creation: { ephemeral_5m_input_tokens: n, ephemeral_1h_input_tokens: 4 }, iterations: [{ type: 'message' }] },
        { id: `msg_${n}`, stop_reason: null },
      ),
      assistant({ output_tokens: n }, { id: `msg_${n}`, content: [{ type: 'tool_use', id: `toolu_${n}`, name: 'Bash', input: { command: 'ls' } }] }),
    ];
    const lines = Array.from({ length: 50 }, (_, n) => turn(n)).flat();
    assert.equal(
      compare(
        reader,
        lines.map((one) => JSON.stringify(one)),
      ),
      98,
    );
  });

  it('cannot be taken for each other when texts move between fields', () => {
    const lines = [
      assistant({}, {}, { gitBranch: 'ab', version: 'c' }),
      assistant({}, {}, { gitBranch: 'a', version: 'bc' }),
      assistant({}, {}, { gitBranch: 'abc', version: '' }),
      assistant({}, {}, { gitBranch: undefined, version: 'abc' }),
      assistant({}, {}, { gitBranch: 'ab', version: 'c' }),
    ];
    assert.equal(
      compare(
        reader,
        lines.map((one) => JSON.stringify(one)),
      ),
      1,
    );
  });
});
