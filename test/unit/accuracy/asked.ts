import type { EngineSettings } from '../../../src/protocol/api';
import { EVERYTHING } from '../../../src/store/queries/selection';
import { totalsByDay, totalsByModel, totalsByProject, type NamedSum } from '../../../src/store/queries/grouped';
import { totalsBySession } from '../../../src/store/queries/sessions';
import { shares } from '../../../src/store/queries/shares';
import { addSums, NO_SUM, totals, type SumRow } from '../../../src/store/queries/totals';
import { readWindow } from '../engine/opening';

/** What the engine says of a history, by the real store. */
export interface Answer {
  readonly all: SumRow;
  readonly sidechain: SumRow;
  readonly byDay: Readonly<Record<string, SumRow>>;
  readonly byModel: Readonly<Record<string, SumRow>>;
  readonly byProject: Readonly<Record<string, SumRow>>;
  readonly bySession: Readonly<Record<string, SumRow>>;
}

/** At list prices: no overrides. */
const LISTED: Partial<EngineSettings> = { priceOverrides: [] };

const named = (rows: readonly NamedSum[]): Record<string, SumRow> => Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));

/** Opens the books below `home`, reads what is new, asks and closes. */
export async function asked(home: string, settings: Partial<EngineSettings> = {}): Promise<Answer> {
  const { engine } = await readWindow(home, 'a', { ...LISTED, ...settings });
  try {
    const { sums } = engine.asked(0);
    return {
      all: totals(sums, EVERYTHING),
      sidechain: shares(sums, EVERYTHING).reduce((all, { sidechain, sum }) => (sidechain ? addSums(all, sum) : all), NO_SUM),
      byDay: named(totalsByDay(sums, EVERYTHING)),
      byModel: named(totalsByModel(sums, EVERYTHING)),
      byProject: named(totalsByProject(sums, EVERYTHING)),
      bySession: Object.fromEntries(totalsBySession(sums, 0, Date.UTC(9000, 0)).map(({ sessionId, sum }) => [sessionId, sum])),
    };
  } finally {
    await engine.close();
  }
}
