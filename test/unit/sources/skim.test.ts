import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineSplitter } from '../../../src/sources/claudeCode/lineSplitter';
import { parseLine, type ParsedLine } from '../../../src/sources/claudeCode/parse/line';
import type { LineContext } from '../../../src/sources/claudeCode/parse/record';
import { LineReader } from '../../../src/sources/claudeCode/skim/skimLine';
import { assistant, progress, system, user } from './transcripts';

const CONTEXT: LineContext = { transcript: '-p/s.jsonl', offset: 7, sessionId: 's', agentId: '', agentType: '', skill: '', cwd: '/work' };

/** Lines as they come out of a chunk, read both ways, in the reader's own room and elsewhere; `bytes` may hold several. */
function compare(reader: LineReader, bytes: Buffer): void {
  const ended = Buffer.concat([bytes, Buffer.from('\n')]);
  const there = reader.room.subarray(0, ended.copy(reader.room));
  for (const chunk of there.length === ended.length ? [ended, there] : [ended]) {
    for (const line of new LineSplitter(0, 1 << 24).push(chunk).lines) {
      const expected = parseLine(line.text, CONTEXT);
      assert.deepEqual(reader.read(line, CONTEXT), expected, line.text);
    }
  }
}

const STRINGS = [
  '', ' ', '"', '\\', '\\"', 'a"b', '"usage":{"input_tokens":99999}', '{"type":"assistant"}', 'größe', '日本', '\u{1F600}', '\ud800', '\u2028', '\0', '\n\t\r\b\f',
  '/compact', '<command-name>/x</command-name>', '[Request interrupted', 'x'.repeat(200), '\u007f', '__proto__', 'constructor',
]; // prettier-ignore
const NAMES = [
  'type', 'message', 'content', 'usage', 'timestamp', 'uuid', 'sessionId', 'cwd', 'version', 'id', 'name', 'input', 'text', 'thinking', 'model', 'is_error', 'tool_use_id',
  'attachment', 'isMeta', 'isSidechain', 'requestSessionId', 'forkedFrom', 'costUSD', 'origin', 'subtype', 'data', 'toolUseResult', 'newField', '1', '0', '__proto__', 'stop_reason',
]; // prettier-ignore
const TYPES = ['assistant', 'user', 'system', 'attachment', 'progress', 'cost-state', 'summary', 'x-future', 'tool_use', 'tool_result', 'text', 'thinking'];

const text = fc.oneof(fc.constantFrom(...STRINGS), fc.constantFrom(...TYPES), fc.string({ unit: 'grapheme' }), fc.constant('2026-11-10T10:00:00.000Z'));
const leaf = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
const name = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...NAMES) }, text);

/** JSON text as a hostile writer may write it: blanks anywhere, names twice, names and texts with needless escapes. */
type Written = string;
const blank = fc.constantFrom('', '', '', '', ' ', '\t', '\r', '  ');
const escaped = (value: string): Written => JSON.stringify(value);
const everyEscaped = (value: string): Written =>
  `"${Array.from({ length: value.length }, (_, i) => `\\u${value.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')}"`;
const string = (value: string, hard: boolean): Written => (hard ? everyEscaped(value) : escaped(value));
const hardly = fc.integer({ min: 0, max: 19 }).map((roll) => roll === 0);
const number = fc.constantFrom('0', '-0', '1.50', '1e3', '2E+2', '0.1e-7', '123456789012345678901234567890', '-12');
const scalar: fc.Arbitrary<Written> = fc.oneof(
  fc.tuple(text, hardly).map(([value, hard]) => string(value, hard)),
  number,
  leaf.map((value) => JSON.stringify(value)),
);
const { json } = fc.letrec<{ json: Written; object: Written; list: Written }>((tie) => ({
  json: fc.oneof({ maxDepth: 5, depthIdentifier: 'json' }, scalar, tie('object'), tie('list')),
  list: fc
    .tuple(fc.array(fc.tuple(blank, tie('json'), blank), { maxLength: 4, depthIdentifier: 'json' }), blank)
    .map(([items, inner]) => `[${inner}${items.map((item) => item.join('')).join(',')}]`),
  object: members(tie('json')),
}));

function members(value: fc.Arbitrary<Written>): fc.Arbitrary<Written> {
  const member = fc
    .tuple(blank, name, hardly, blank, blank, value, blank)
    .map(([before, key, hard, a, b, inner, after]) => `${before}${string(key, hard)}${a}:${b}${inner}${after}`);
  return fc.tuple(fc.array(member, { maxLength: 7, depthIdentifier: 'json' }), blank).map(([all, inner]) => `{${inner}${all.join(',')}}`);
}

/** Records as Claude Code writes them, with anything added to them, in any order, at each level. */
const AT = '2026-11-10T10:00:00.000Z';
const field = <T>(key: string, of: fc.Arbitrary<T>): fc.Arbitrary<Written> =>
  fc.oneof({ weight: 9, arbitrary: of }, leaf).map((value) => `"${key}":${JSON.stringify(value)}`);
const input = fc.record(
  { command: fc.oneof(text, fc.constantFrom('pytest -q', 'git commit -m "fix"'), fc.nat()), file_path: fc.oneof(text, fc.constant('docs/a.md')), notebook_path: text, path: text, other: text },
  { requiredKeys: [] },
); // prettier-ignore
const block = fc.record(
  { type: fc.constantFrom('text', 'thinking', 'tool_use', 'tool_result', 'image'), text, thinking: text, id: text, name: fc.oneof(text, fc.constantFrom('Bash', 'Edit', 'mcp__git__x')), input: fc.oneof(fc.jsonValue(), input), tool_use_id: text, is_error: fc.boolean(), content: fc.jsonValue() },
  { requiredKeys: ['type'] },
); // prettier-ignore
const usage = fc.record(
  {
    input_tokens: fc.nat(),
    output_tokens: fc.nat(),
    cache_creation: fc.constant({ ephemeral_1h_input_tokens: 3, odd: 1 }),
    iterations: fc.constant([{ type: 'compaction', input_tokens: 5 }]),
  },
  { requiredKeys: [] },
);
const message = fc.record(
  { id: fc.constantFrom('msg_1', 'x'), model: text, usage, stop_reason: fc.option(text), content: fc.oneof(text, fc.array(fc.oneof({ weight: 9, arbitrary: block }, fc.jsonValue()))), strange: fc.nat() },
  { requiredKeys: ['content'] },
); // prettier-ignore
const record: fc.Arbitrary<Written> = fc
  .tuple(
    field('type', fc.constantFrom(...TYPES)),
    field('message', message),
    fc.array(fc.oneof(field('timestamp', fc.constant(AT)), field('attachment', fc.record({ type: text, body: text })), members(json).map((all) => all.slice(1, -1)).filter((all) => all.trim() !== ''), fc.constant('"toolUseResult":{"stdout":"{\\"type\\":\\"assistant\\"}"}')), { maxLength: 6 }),
    fc.constant(`"timestamp":"${AT}"`),
    fc.nat(),
  )
  .map(([type, of, others, time, turn]) => {
    const all = [type, of, ...others, time];
    const from = turn % all.length;
    return `{${[...all.slice(from), ...all.slice(0, from)].join(',')}}`;
  }); // prettier-ignore

/** One change of the bytes: cut, flipped, something put in. */
const damage = fc.tuple(
  fc.nat(),
  fc.oneof(
    fc.constant('cut' as const),
    fc.integer({ min: 0, max: 255 }),
    fc.constantFrom('"', '\\', ',', '}', '{', ']', '[', ':', '\t', '\u00a0', '\ufeff', '\x01', '0'),
  ),
);
function damaged(bytes: Buffer, [where, how]: readonly [number, 'cut' | number | string]): Buffer {
  const at = where % (bytes.length + 1);
  if (how === 'cut') return bytes.subarray(0, at);
  if (typeof how === 'string') return Buffer.concat([bytes.subarray(0, at), Buffer.from(how), bytes.subarray(at)]);
  return Buffer.from(bytes.map((byte, index) => (index === at ? how : byte)));
}

describe('looking over lines without parsing them', () => {
  // One for all lines, as in the source: nothing of a line may be left for the next one.
  const reader = new LineReader();

  it('says of any JSON what parsing it says', () => {
    fc.assert(
      fc.property(json, blank, blank, (line, before, after) => compare(reader, Buffer.from(before + line + after))),
      { numRuns: 3000 },
    );
  });

  it('says of records what parsing them says, whatever else is in them', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 4 }), (lines) => compare(reader, Buffer.from(lines.join('\n')))),
      { numRuns: 3000 },
    );
  });

  it('refuses what JSON.parse refuses, and nothing else', () => {
    const line = fc.oneof(json, record);
    fc.assert(
      fc.property(line, fc.array(damage, { minLength: 1, maxLength: 3 }), (good, all) => compare(reader, all.reduce(damaged, Buffer.from(good)))),
      { numRuns: 6000 },
    );
  });

  it('refuses every wrong number, literal, escape and bracket', () => {
    const values = ['00', '-', '1.', '.5', '1e', '1e+', '+1', '0x1', 'tru', 'True', 'nul', 'NaN', 'undefined', '"\\x"', '"\\u12"', '"\\u12g4"', '"a\tb"', '"\x01"', '"', '[1,]', '[,]', '{"a":1,}', '{,}', '{a:1}', "'a'", '[1 2]', '{"a" 1}', '[', '{', '[}', '1 1', '"a" "b"', '\u00a01', '// c', '']; // prettier-ignore
    for (const value of values) {
      for (const line of [
        `{"a":${value}}`,
        `{"type":"user","message":{"content":[${value}]}}`,
        `{"type":"user","message":{"content":[{"type":${value}}]}}`,
        value,
      ])
        compare(reader, Buffer.from(line));
    }
  });

  it('reads any depth', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    compare(reader, Buffer.from(`{"type":"user","toolUseResult":${deep}}`));
    compare(reader, Buffer.from(`{"type":"user","toolUseResult":${deep.slice(1)}}`));
    compare(reader, Buffer.from(`{"a":`.repeat(70) + '1' + '}'.repeat(70)));
    compare(reader, Buffer.from(`{"a":`.repeat(70) + '1' + '}'.repeat(69)));
  });

  it('reads what is rarer than the scanner is long', () => {
    const many = (count: number, of: (i: number) => string): string => Array.from({ length: count }, (_, i) => of(i)).join(',');
    const time = '"timestamp":"2026-11-10T10:00:00Z"';
    for (const count of [16, 31, 32, 33, 300]) {
      const blocks = many(count, (i) => `{"type":"tool_use","id":"t${i}","name":"Read","input":{"a":${i}}}`);
      const usage = `"usage":{"output_tokens":3,${many(count, (i) => `"odd${i}":1`)}}`;
      compare(reader, Buffer.from(`{"type":"assistant",${time},"message":{"id":"msg_1","content":[${blocks}],"usage":{"output_tokens":2}}}`));
      compare(reader, Buffer.from(`{"type":"assistant",${time},"message":{"id":"msg_1",${usage}}}`));
      compare(reader, Buffer.from(`{"type":"assistant",${time},${many(count, (i) => `"odd${i}":1`)},"message":{"content":[]}}`));
      compare(reader, Buffer.from(`{"type":"assistant",${time},"message":{${many(count, (i) => `"odd${i}":1`)}}}`));
      compare(reader, Buffer.from(`{"type":"user",${time},"${'long'.repeat(count)}":1,"message":{"content":"hello"}}`));
    }
    const huge = `{"type":"user",${time},"toolUseResult":"${'größe "x" \\ '.replaceAll('"', '\\"').repeat(100_000)}","message":{"content":"hello"}}`;
    compare(reader, Buffer.from(huge));
  });

  it('measures what was asked of a tool as it would be written again', () => {
    const inputs = [
      '{}', '[]', '[[],{}]', '"x"', '7', 'null', 'true', '{"a":1,"b":[1,2,{"a":1}],"c":{"a":1}}', '{"a":1,"a":22}', '{"a":{"b":1,"b":333}}', '{"a":1, "b":2}', '{"a" :1}',
      '{"a": 1}', '[1 ,2]', '[ ]', '{ }', '{"a":1.50}', '{"a":1e3}', '{"a":-0}', '{"a":-12}', '{"a":123456789012345}', '{"a":12345678901234567890}', '{"a":"\\u00e9"}',
      '{"a":"\\/"}', '{"a":"\\n\\t\\"\\\\"}', '{"a":"größe 日本 😀"}', '{"größe":1}', '{"a\\"b":1,"a\\"b":1}', '{"\\u0061":1,"a":1}', '{"__proto__":1,"9":1,"1":2}',
      '{"a":"\\ud83d\\ude00"}', '{"a":"\\ud800"}', '[1,1,1]', '[{"a":1},{"a":1}]', '{"ab":{"ab":{"ab":1}},"ba":1}', '['.repeat(600) + ']'.repeat(600), '['.repeat(20000) + ']'.repeat(20000),
      '\u007f"\u2028"'.slice(1), `{${Array.from({ length: 9000 }, (_, i) => `"n${i}":1`).join(',')}}`,
    ]; // prettier-ignore
    for (const input of inputs) {
      const block = `{"type":"tool_use","id":"t","name":"Read","input":${input}}`;
      compare(
        reader,
        Buffer.from(`{"type":"assistant","timestamp":"2026-11-10T10:00:00Z","message":{"id":"msg_1","usage":{"output_tokens":1},"content":[${block}]}}`),
      );
    }
    fc.assert(
      fc.property(json, (input) => {
        const block = `{"type":"tool_use","input":${input}}`;
        compare(reader, Buffer.from(`{"type":"assistant","timestamp":"2026-11-10T10:00:00Z","message":{"usage":{"output_tokens":1},"content":[${block}]}}`));
      }),
      { numRuns: 3000 },
    );
  });

  it('knows the length of any text', () => {
    const parts = fc.array(
      fc.constantFrom('a', 'é', '日', '😀', '\ud83d', '\\', '"', '\n', 'word ', '\u0080', '\u07ff', '\u0800', '\uffff', '\u{10000}', '\u{10ffff}'),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(parts, fc.option(fc.tuple(fc.nat(), fc.integer({ min: 0x80, max: 255 }))), (all, wrong) => {
        const text = JSON.stringify(all.join(''));
        const bytes = Buffer.from(
          `{"type":"assistant","timestamp":"2026-11-10T10:00:00Z","message":{"usage":{"output_tokens":1},"content":[{"type":"text","text":${text}}]}}`,
        );
        const from = bytes.indexOf('"text":"') + '"text":"'.length;
        if (wrong && bytes.length > from + 6) bytes[from + (wrong[0] % (bytes.length - from - 5))] = wrong[1];
        compare(reader, bytes);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads every time, usual or not', () => {
    const times = [
      '2026-11-10T10:00:00.000Z', '2026-02-30T10:00:00.000Z', '2026-02-29T23:59:59.999Z', '2024-02-29T00:00:00.000Z', '2026-04-31T01:02:03.004Z', '2026-00-10T10:00:00.000Z',
      '2026-13-10T10:00:00.000Z', '2026-11-00T10:00:00.000Z', '2026-11-32T10:00:00.000Z', '2026-11-10T24:00:00.000Z', '2026-11-10T24:00:00.001Z', '2026-11-10T10:60:00.000Z',
      '2026-11-10T10:00:60.000Z', '0099-11-10T10:00:00.000Z', '0999-01-01T00:00:00.000Z', '1000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', '2026-11-10T10:00:00.00Z',
      '2026-11-10T10:00:00.0000Z', '2026-11-10T10:00:00.000+', '2026-11-10 10:00:00.000Z', '2026-11-10T10:00:00Z', '2026-11-10T10:00:00', '2026-11-10T10:00:00.000+02:00', 'x026-11-10T10:00:00.000Z',
      '2026-11-10T10:00:00.0a0Z', '2026-11-10T10:00:00.00:Z', '2026-1/-10T10:00:00.000Z', '2026-11-10T10:00:00.000z', '',
    ]; // prettier-ignore
    for (const time of times) {
      compare(reader, Buffer.from(`{"type":"user","message":{"content":"hello"},"timestamp":"${time}"}`));
      compare(reader, Buffer.from(`{"type":"summary","timestamp":"${time}","timestamp":"${time.replaceAll('-', '\\u002d')}"}`));
    }
    const digits = fc.integer({ min: 0, max: 99 }).map((part) => String(part).padStart(2, '0'));
    fc.assert(
      fc.property(fc.tuple(digits, digits, digits, digits, digits, digits, digits), ([century, year, month, day, hour, minute, second]) =>
        compare(
          reader,
          Buffer.from(`{"type":"summary","timestamp":"${century}${year}-${month.slice(1)}${day.slice(1)}-${day}T${hour}:${minute}:${second}.123Z"}`),
        ),
      ),
      { numRuns: 3000 },
    );
  });

  it('takes the last of several equal names, and keeps strange names', () => {
    const lines = [
      '{"type":"user","type":"assistant","timestamp":"2026-11-10T10:00:00Z","message":{"id":"msg_1","usage":{"output_tokens":1}},"message":{"id":"msg_2","usage":{"output_tokens":2},"usage":{"output_tokens":3}}}',
      '{"type":"assistant","timestamp":"2026-11-10T10:00:00Z","message":{"id":"msg_1","usage":{"output_tokens":1}},"message":5}',
      '{"type":"user","timestamp":"2026-11-10T10:00:00Z","message":{"content":[{"type":"tool_result","tool_use_id":"t","is_error":true}],"content":"hello"}}',
      '{"type":"user","timestamp":"2026-11-10T10:00:00Z","requestSessionId":"other","__proto__":{"x":1},"9":1,"newField":1,"message":{"content":"hello"}}',
      '{"type":"assistant","timestamp":"2026-11-10T10:00:00Z","message":{"newField":1,"newField":2,"__proto__":3,"id":"msg_1","usage":{"output_tokens":1,"odd":2}}}',
      '{"t\\u0079pe":"user","timestamp":"2026-11-10T10:00:00Z","m\\u0065ssage":{"c\\u006fntent":[{"typ\\u0065":"text","text":"h\\u0065llo"}]}}',
    ];
    for (const line of lines) compare(reader, Buffer.from(line));
    assert.ok(lines.every((line) => JSON.parse(line)));
  });

  it('reads bytes that are no UTF-8 as parsing does', () => {
    const line = Buffer.from('{"type":"user","cwd":"AB","uuid":"C","timestamp":"2026-11-10T10:00:00Z","message":{"content":"D"},"E":1}');
    const bad = [[0xff], [0xc3], [0xc3, 0xbf], [0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xed, 0xa0, 0x80], [0xc0, 0x80]];
    for (const bytes of bad) {
      for (const letter of 'ABCDE') {
        const at = line.indexOf(`"${letter === 'B' ? 'AB' : letter}`) + (letter === 'B' ? 2 : 1);
        compare(reader, Buffer.concat([line.subarray(0, at), Buffer.from(bytes), line.subarray(at)]));
      }
      compare(reader, Buffer.concat([line.subarray(0, 1), Buffer.from(bytes), line.subarray(1)]));
    }
  });

  it('finds quotes and escapes wherever they stand in a word of memory', () => {
    for (let before = 0; before < 9; before++) {
      for (let length = 0; length < 20; length++) {
        for (const special of ['', '\\"', '\\\\', '\\n', '\\u00e9', 'é', '\t', '\x1f', '\x7f', '~', '\u0080', '!']) {
          for (let at = 0; at <= length; at++) {
            const body = 'a'.repeat(at) + special + 'b'.repeat(length - at);
            compare(reader, Buffer.from(`${' '.repeat(before)}{"type":"user","message":{"content":"${body}"},"timestamp":"2026-11-10T10:00:00Z"}`));
          }
        }
      }
    }
  });

  it('reads all kinds of records in one chunk', () => {
    const records: readonly object[] = [
      assistant(),
      user('hello'),
      system({ subtype: 'compact_boundary' }),
      progress(assistant()),
      user([{ type: 'tool_result', tool_use_id: 't', is_error: true }]),
    ];
    const facts: ParsedLine[] = [];
    for (const line of new LineSplitter(0, 1 << 20).push(Buffer.from(records.map((one) => `${JSON.stringify(one)}\r\n`).join(''))).lines)
      facts.push(reader.read(line, CONTEXT));
    assert.deepEqual(
      facts.map((one) => one.facts.map((fact) => fact.kind).join()),
      ['response', 'mark', 'mark', 'response', 'toolResult'],
    );
    assert.deepEqual(
      facts,
      records.map((one) => parseLine(JSON.stringify(one), CONTEXT)),
    );
  });
});
