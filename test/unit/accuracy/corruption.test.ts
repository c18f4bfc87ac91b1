import assert from 'node:assert/strict';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Fact } from '../../../src/core/usage/event';
import {
  markOf,
  mergeMark,
  mergeResponse,
  mergeTool,
  NO_RESPONSE,
  responseOf,
  toolOf,
  type MarkState,
  type ResponseState,
  type ToolState,
} from '../../../src/core/usage/merge';
import { Gatherer } from '../../../src/engine/reading/gather';
import { createSources } from '../../../src/sources';
import { LineSplitter } from '../../../src/sources/claudeCode/lineSplitter';
import { parseLine } from '../../../src/sources/claudeCode/parse/line';
import { TAIL_LIMITS } from '../../../src/sources/claudeCode/tail';
import type { Batch } from '../../../src/sources/source';
import { keyOf } from '../../../src/store/key';
import { totalsBySession } from '../../../src/store/queries/sessions';
import type { SumRow } from '../../../src/store/queries/totals';
import { bareLines, below, corrupt, dice } from '../../support/corruption';
import { reply, text, useHome } from '../../support/history';
import { counted, readWindow } from '../engine/opening';
import { unpack } from '../engine/unpack';
import { RESPONSES, sampleLines, sessionOf } from './sample';

const LINES = sampleLines().map((line) => text([line]).trimEnd());
const BYTES = Buffer.from(LINES.map((line) => `${line}\n`).join(''));
const AT = Date.UTC(2026, 9, 30, 10);
const ROUNDS = 10_000;
const FILE_ROUNDS = 400;
const ENGINE_ROUNDS = 40;
const PLACE = { transcript: 'p/s.jsonl', sessionId: 's', agentId: '', agentType: '', skill: '', cwd: 'p' };

type State = ResponseState | ToolState | MarkState;

/** What all facts together say, by identity. */
function merged(facts: readonly Fact[]): Map<string, State> {
  const states = new Map<string, State>();
  const put = <S extends State>(identity: string, state: S, merge: (a: S, b: S) => S): void => {
    const held = states.get(identity) as S | undefined;
    states.set(identity, held ? merge(held, state) : state);
  };
  for (const fact of facts) {
    if (fact.kind === 'response') put(fact.identity, responseOf(fact), mergeResponse);
    else if (fact.kind === 'toolCall' || fact.kind === 'toolResult')
      put(fact.identity, toolOf(fact, fact.kind === 'toolCall' ? keyOf(fact.response) : NO_RESPONSE), mergeTool);
    else if (fact.kind === 'mark') put(fact.identity, markOf(fact), mergeMark);
  }
  return states;
}

/** What lines say, read in pieces of any size, without a file. */
function said(bytes: Buffer, pieceBytes: number): Fact[] {
  const splitter = new LineSplitter(0, TAIL_LIMITS.maxLineBytes);
  const texts: string[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) texts.push(...splitter.push(bytes.subarray(at, at + pieceBytes)).lines.map((line) => line.text));
  return [...texts, splitter.remainder().text].flatMap((line, offset) => parseLine(line, { ...PLACE, offset }).facts);
}

const LINES_OF = new Map<string, string[]>();
for (const line of LINES) {
  for (const fact of said(Buffer.from(line), line.length)) if ('identity' in fact) LINES_OF.set(fact.identity, [...(LINES_OF.get(fact.identity) ?? []), line]);
}
const CLEAN = merged(said(BYTES, BYTES.length));

/** Compares what is left of the transcript with what it was; returns how much the damage has touched. */
function compare(damaged: Buffer, facts: readonly Fact[], why: string): number {
  const found = merged(facts);
  const intact = bareLines(damaged);
  let touched = 0;
  for (const [identity, state] of CLEAN) {
    if (!LINES_OF.get(identity)!.every((line) => intact.has(line))) touched++;
    else if (!isDeepStrictEqual(found.get(identity), state)) assert.deepEqual(found.get(identity), state, `${why}: ${identity}`);
  }
  return touched;
}

/** The same of what the reader keeps, which knows things by their keys. */
function compareKept(damaged: Buffer, batches: readonly Batch[], why: string): void {
  const gatherer = new Gatherer();
  for (const batch of batches) gatherer.add(batch);
  const packed = gatherer.take();
  const { responses, tools, marks } = packed ? unpack(packed) : { responses: new Map(), tools: new Map(), marks: new Map() };
  const intact = bareLines(damaged);
  for (const [identity, state] of CLEAN) {
    if (!LINES_OF.get(identity)!.every((line) => intact.has(line))) continue;
    const key = keyOf(identity);
    const expected = 'mark' in state ? { ...state, counted: true } : state;
    assert.deepEqual(responses.get(key) ?? tools.get(key) ?? marks.get(key), expected, `${why}: ${identity}`);
  }
}

describe('damage to a transcript', () => {
  const home = useHome();

  it('is done to a transcript that has everything', () => {
    assert.equal([...CLEAN.values()].filter((state) => 'tokens' in state).length, RESPONSES + 1, 'the advisor is one more');
    assert.deepEqual([...CLEAN.keys()].sort(), [...LINES_OF.keys()].sort());
  });

  it(`changes nothing of responses whose lines it left alone: ${ROUNDS} times`, function () {
    this.timeout(120_000);
    let touched = 0;
    for (let seed = 1; seed <= ROUNDS; seed++) {
      const roll = dice(seed);
      const { bytes, damages } = corrupt(BYTES, roll);
      touched += compare(bytes, said(bytes, 1 + below(roll, 2 * BYTES.length)), `seed ${seed}: ${damages.join(', ')}`);
    }
    assert.ok(touched > ROUNDS, 'the damage is real');
  });

  it(`changes nothing of them in a file either, read at once or as it grows: ${FILE_ROUNDS} times`, async function () {
    this.timeout(120_000);
    const root = join(home.path, 'projects');
    const [reader] = createSources({ env: {}, home: home.path, extraRoots: [], onlyRoots: [root] });
    const path = home.write('p/s.jsonl', '');
    for (let seed = 1; seed <= FILE_ROUNDS; seed++) {
      const roll = dice(ROUNDS + seed);
      const { bytes, damages } = corrupt(BYTES, roll);
      const split = roll() < 0.5 ? below(roll, bytes.length + 1) : bytes.length;
      const batches: Batch[] = [];
      const read = async (): Promise<void> => {
        const from = batches.at(-1)?.cursor ?? null;
        const end = await reader!.read({ path, root, kind: 'transcript' }, from, (batch) => void batches.push(batch), new AbortController().signal);
        assert.equal(end.state, 'read');
      };
      writeFileSync(path, bytes.subarray(0, split));
      await read();
      appendFileSync(path, bytes.subarray(split));
      await read();
      compareKept(bytes, batches, `seed ${ROUNDS + seed}: ${damages.join(', ')}`);
    }
  });

  it(`changes no sums of sessions whose lines it left alone, in the engine and its saved books: ${ENGINE_ROUNDS} times`, async function () {
    this.timeout(120_000);
    const sums = async (): Promise<Map<string, SumRow>> => {
      const { engine, log } = await readWindow(home.path);
      try {
        assert.deepEqual(log, []);
        return new Map(totalsBySession(engine.asked(0).sums, 0, Date.UTC(9000, 0)).map(({ sessionId, sum }) => [sessionId, sum]));
      } finally {
        await engine.close();
      }
    };
    home.write('clean/s.jsonl', BYTES);
    const clean = await sums();
    assert.deepEqual([...clean.keys()].sort(), Array.from({ length: RESPONSES }, (_, n) => sessionOf(n)).sort());
    for (let seed = 1; seed <= ENGINE_ROUNDS; seed++) {
      const { bytes, damages } = corrupt(BYTES, dice(-seed));
      for (const folder of ['projects', 'store']) rmSync(join(home.path, folder), { recursive: true });
      home.write('p/s.jsonl', bytes);
      const intact = bareLines(bytes);
      for (const opening of ['first', 'second']) {
        const found = await sums();
        for (const [session, sum] of clean) {
          const own = LINES.filter((line) => line.includes(session));
          if (own.every((line) => intact.has(line)))
            assert.deepEqual(found.get(session), sum, `seed ${-seed}: ${damages.join(', ')}: ${session}, ${opening} opening`);
        }
      }
    }
  });

  it('leaves figures for everything else when one is beyond counting, in many responses', async () => {
    const counts = [4e14, 9e15, Number.MAX_SAFE_INTEGER];
    const beyond = counts.flatMap((output, n) => [reply({ id: `beyond-${n}`, at: AT, output }), reply({ id: `prompt-${n}`, at: AT, cacheWrite1h: output })]);
    home.write('p/s.jsonl', [...beyond, reply({ id: 'one', at: AT, input: 10, output: 20 })]);
    const { engine } = await readWindow(home.path);
    assert.deepEqual(counted(engine), { responses: 1, input: 10, output: 20, nanoUsd: 10_000 + 40_000 });
    await engine.close();
  });

  it('leaves a transcript readable when a tool was called with more nesting than can be written again', async () => {
    const deep = text([reply({ id: 'deep', at: AT, input: 1, tools: ['Bash'] })]).replace('"input":{}', `"input":${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    home.write('p/s.jsonl', `${deep}${text([reply({ id: 'one', at: AT, input: 10 })])}`);
    const { engine } = await readWindow(home.path);
    assert.deepEqual(counted(engine), { responses: 2, input: 11, output: 0, nanoUsd: 11_000 });
    await engine.close();
  });
});
