import type { UseRow, WorkView } from '../../src/protocol/workView';
import type { Figures } from './figures';
import { cut } from './projects';
import { plainText } from '../../src/core/format/escape';
import { plural } from './words';

/** Average output that counts as good (product section J). */
const GOOD_OUTPUT = 1_000;

/** One figure of the row on top of the page. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly note: string;
}

/** Requests, prompts, error rate, average output. */
export function workFacts({ selected, tools, prompts, apiErrors, compactions }: WorkView, figures: Figures): readonly Fact[] {
  const [uses, errors] = [sumOf(tools, 'uses'), sumOf(tools, 'errors')];
  const average = selected.responses === 0 ? 0 : Math.round(selected.output / selected.responses);
  return [
    { name: 'Responses', value: figures.count(selected.responses), note: plural(prompts, 'prompt', figures) },
    { name: 'Tool calls', value: figures.count(uses), note: uses === 0 ? 'none' : `${figures.percent(errors / uses)} failed` },
    {
      name: 'Average output',
      value: `${figures.tokens(average)} tokens`,
      note: average < GOOD_OUTPUT ? 'under 1,000 is good' : 'over the 1,000 that count as good',
    },
    { name: 'API errors', value: figures.count(apiErrors), note: plural(compactions, 'compaction', figures) },
  ];
}

const sumOf = (rows: readonly UseRow[], of: 'uses' | 'errors'): number => rows.reduce((sum, row) => sum + row[of], 0);

/** 'Bash makes 38% of 2,412 calls', 'Bash: all 3 calls', 'Bash, once'; or that there are none. */
export function usedTitle(
  rows: readonly UseRow[],
  words: { readonly none: string; readonly many: string; readonly label?: (name: string) => string },
  figures: Figures,
): string {
  const [first] = rows;
  if (!first) return words.none;
  const sum = sumOf(rows, 'uses');
  const label = plainText((words.label ?? ((name: string) => name))(first.name));
  if (rows.length === 1) return sum === 1 ? `${cut(label)}, once` : `${cut(label)}: all ${figures.count(sum)} ${words.many}`;
  return `${cut(label)} makes ${figures.percent(first.uses / sum)} of ${figures.count(sum)} ${words.many}`;
}

/** Average output of each model. */
export const answerRows = ({ models }: WorkView, figures: Figures) =>
  models.map(({ name, totals }) => ({
    model: name,
    responses: figures.count(totals.responses),
    average: figures.tokens(totals.responses === 0 ? 0 : Math.round(totals.output / totals.responses)),
    cost: figures.money ? figures.cost(totals) : '',
  }));
