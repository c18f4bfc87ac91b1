import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVERYTHING } from '../../../src/store/queries/selection';
import { totals } from '../../../src/store/queries/totals';
import type { Engine } from '../../../src/engine/engine';
import { takePrices } from '../../../src/engine/reprice';
import { priceRows } from '../../../src/engine/priceRows';
import { reply, useHome } from '../../support/history';
import { readWindow } from './opening';

const AT = Date.UTC(2026, 10, 10, 10);
const NOW = AT + 3_600_000;
const PRICES = { input_mtok: 6, output_mtok: 30, cache_read_mtok: 0.6, cache_write_mtok: 7.5, cache_write_1h_mtok: 12 };
const LIST = JSON.stringify([
  { id: 'anthropic', models: [{ id: 'claude-opus-9', match: { equals: 'claude-opus-9' }, prices: PRICES }] },
  { id: 'aws', models: [] },
]);

describe('prices that a person fetches', () => {
  const home = useHome();
  const open: Engine[] = [];
  const window = async (workspace = 'a'): Promise<Engine> => {
    const { engine } = await readWindow(home.path, workspace);
    open.push(engine);
    return engine;
  };
  const close = async (): Promise<void> => {
    for (const engine of open.splice(0)) await engine.close();
  };
  const sumOf = ({ parts }: Engine): readonly number[] => {
    const { nanoUsd, unpricedTokens } = totals(parts.books.aggregates.database, EVERYTHING);
    return [nanoUsd, unpricedTokens];
  };
  beforeEach(() => void home.write('p/s.jsonl', [reply({ id: 'new', at: AT, input: 1_000, output: 100, model: 'claude-opus-9' })]));
  afterEach(close);

  it('price what had no price, and still do after a restart', async () => {
    const engine = await window();
    assert.deepEqual(sumOf(engine), [0, 1_100]);
    assert.deepEqual(await takePrices(engine, LIST, NOW), { added: ['claude-opus-9'], changed: [], refused: [] });
    assert.deepEqual(sumOf(engine), [9_000_000, 0]);
    assert.equal(priceRows(engine)[0]?.rates?.input, 6);
    await close();
    const again = await window();
    assert.deepEqual(sumOf(again), [9_000_000, 0]);
    assert.deepEqual(await takePrices(again, LIST, NOW), { added: [], changed: [], refused: [] });
  });

  it('reach another window when somebody turns to it', async () => {
    const [here, there] = [await window('a'), await window('b')];
    await takePrices(here, LIST, NOW);
    there.attend(false);
    assert.deepEqual(sumOf(there), [0, 1_100]);
    there.attend(true);
    assert.deepEqual(sumOf(there), [9_000_000, 0]);
  });

  it('stay as they are where no list came', async () => {
    const engine = await window();
    await takePrices(engine, LIST, NOW);
    const { version } = engine.parts.tables.current;
    await assert.rejects(takePrices(engine, '<html>', NOW), /no price list/);
    assert.equal(engine.parts.tables.current.version, version);
  });

  it('go with everything else that is deleted', async () => {
    const engine = await window();
    await takePrices(engine, LIST, NOW);
    await engine.deleteEverything();
    assert.equal(existsSync(join(home.path, 'store', 'prices.json')), false);
    engine.parts.importer.pause(false);
    await engine.rebuild();
    assert.deepEqual(sumOf(engine), [0, 1_100]);
  });

  it('are those that came along where the file was damaged, and that is logged', async () => {
    const engine = await window();
    await takePrices(engine, LIST, NOW);
    await close();
    writeFileSync(join(home.path, 'store', 'prices.json'), '{');
    const { engine: again, log } = await readWindow(home.path);
    open.push(again);
    assert.deepEqual(sumOf(again), [0, 1_100]);
    assert.match(log.join('\n'), /downloaded prices cannot be read/);
  });
});
