import { toCsv, toJson } from '../../core/export/rows';
import { totalsByDayAndModel } from '../../store/queries/dayModels';
import type { Command } from '../command';

/** One row for each day and model, as text for a file. */
export const exportDays: Command = {
  name: 'export',
  description: 'one row for each day and model, as CSV or JSON',
  options: [
    { flags: '--format <format>', description: 'csv unless given; --json is the same as json', choices: ['csv', 'json'] },
    { flags: '--out <file>', description: 'write to this file instead of the terminal' },
  ],
  examines: false,
  answer({ sums, selection, json, own }) {
    const rows = totalsByDayAndModel(sums, selection).map(({ day, model, sum }) => ({ day, model, totals: sum }));
    const asJson = own['format'] === undefined ? json : own['format'] === 'json';
    return { text: asJson ? toJson(rows) : toCsv(rows), file: own['out'] ?? null };
  },
};
