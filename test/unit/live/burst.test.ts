import assert from 'node:assert/strict';
import { reply, useHome } from '../../support/history';
import { counted, openWindow, type Window } from '../engine/opening';

const AT = Date.UTC(2026, 9, 25);
const FILES = 50;
const ROUNDS = 30;

describe('a burst of appended lines', function () {
  this.timeout(60_000);
  const open: Window[] = [];
  afterEach(async () => {
    for (const { engine } of open.splice(0)) await engine.close();
  });
  const home = useHome();

  it(`over ${FILES} transcripts loses and doubles nothing, never goes back, and is told at most once for each line`, async () => {
    const name = (file: number): string => `p${file % 5}/s${file}.jsonl`;
    const append = (file: number, round: number): void =>
      void home.append(name(file), [reply({ id: `${file}-${round}`, at: AT + round, input: 1, output: round, session: `s${file}` })]);
    for (let file = 0; file < FILES; file++) append(file, 0);
    const window = await openWindow(home.path);
    open.push(window);
    const { importer } = window.engine.parts;
    const told = new Map<string, number>();
    const fileChanged = importer.fileChanged.bind(importer);
    importer.fileChanged = (source, transcript) => {
      told.set(transcript.path, (told.get(transcript.path) ?? 0) + 1);
      fileChanged(source, transcript);
    };
    await window.engine.start();
    let written = FILES;
    let seen = 0;
    const look = (): void => {
      const { responses } = counted(window.engine);
      assert.ok(responses >= seen && responses <= written, `${responses} responses after ${seen}, of ${written}`);
      seen = responses;
    };
    for (let round = 1; round <= ROUNDS; round++) {
      for (let file = 0; file < FILES; file++) append(file, round);
      written += FILES;
      await new Promise(setImmediate);
      if (round % 10 === 0) look();
    }
    const missing = (): boolean => seen < written;
    while (missing()) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      look();
    }
    const sum = (ROUNDS * (ROUNDS + 1)) / 2;
    assert.deepEqual(counted(window.engine), { responses: written, input: written, output: FILES * sum, nanoUsd: written * 1_000 + FILES * sum * 2_000 });
    assert.equal(told.size, FILES);
    for (const [path, times] of told) assert.ok(times <= ROUNDS + 1, `${path} was told ${times} times`);
    assert.deepEqual(window.log, []);
  });
});
