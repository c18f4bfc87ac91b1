import { formatDuration } from '../../core/format/when';
import { blocksOf, isActive, type Block } from '../../core/time/block';
import { dayText } from '../../core/time/zone';
import { totalsByQuarterAndModel, type QuarterModelRow } from '../../store/queries/blocks';
import type { NamedSum } from '../../store/queries/grouped';
import { addSums, NO_SUM, type SumRow } from '../../store/queries/totals';
import { reportCommand, type Question } from '../command';
import { left, renderTable, right } from '../table';
import { jsonTotals } from '../totals';
import { cost, count, footnotes, hitRate, moment, nothing, tokens } from '../words';

type UsedBlock = Block<QuarterModelRow>;

const COLUMNS = [left('Start'), left('End'), left(''), ...['Requests', 'Tokens', 'Hit rate', 'Cost'].map(right)];

const figures = (sum: SumRow): readonly string[] => [count(sum.responses), tokens(sum), hitRate(sum), cost(sum)];

const sumOf = ({ parts }: Pick<UsedBlock, 'parts'>): SumRow => parts.reduce((sum, part) => addSums(sum, part.sum), NO_SUM);

/** Blocks of all time first, because each begins where the one before it leaves off; then those that begin on the selected days. */
function ask({ sums, selection: { since, until }, timezone }: Question): readonly UsedBlock[] {
  const isSelected = ({ start }: UsedBlock): boolean => {
    const day = dayText(start, timezone);
    return (since === null || day >= since) && (until === null || day <= until);
  };
  return blocksOf(totalsByQuarterAndModel(sums)).filter(isSelected);
}

/** A block may run into a day that is not selected, so the footnotes go by what is in the blocks. */
function modelsOf(blocks: readonly UsedBlock[]): readonly NamedSum[] {
  const models = new Map<string, SumRow>();
  for (const { model, sum } of blocks.flatMap(({ parts }) => parts)) models.set(model, addSums(models.get(model) ?? NO_SUM, sum));
  return [...models].map(([name, sum]) => ({ name, sum }));
}

function text(blocks: readonly UsedBlock[], question: Question): string {
  const { now, timezone } = question;
  const state = (block: UsedBlock): string => (isActive(block, now) ? `active, ${formatDuration(block.end - now)} left` : '');
  const lines = blocks.map((block) => [moment(block.start, timezone), moment(block.end, timezone), state(block), ...figures(sumOf(block))]);
  const all = sumOf({ parts: blocks.flatMap(({ parts }) => parts) });
  const table = blocks.length === 0 ? nothing(question) : renderTable(COLUMNS, lines, ['Total', '', '', ...figures(all)], question.width);
  return `${table}\n\n${footnotes(question, modelsOf(blocks))}`;
}

export const blocks = reportCommand({
  name: 'blocks',
  description: 'tokens and cost by 5-hour block; --since and --until go by the day on which a block begins',
  ask,
  json: (view, { now }) =>
    view.map((block) => ({
      start: new Date(block.start).toISOString(),
      end: new Date(block.end).toISOString(),
      isActive: isActive(block, now),
      totals: jsonTotals(sumOf(block)),
    })),
  text,
});
