// @ts-check
import { openWindow } from '../parts/windows.mjs';
import { WINDOW_DATABASE } from './windowImport.mjs';

const TIMES = 12;
const MARK = 'question ';

/** Every question that the engine answers, asked as the dashboard does: of the slowest of its ranges. @type {import('./index.mjs').Measure} */
export const questions = {
  name: 'questions',
  per: 'size',
  grows: true,
  async run(size, tools) {
    const window = openWindow(size, tools, { database: WINDOW_DATABASE });
    await window.open();
    const found = await window.ask('questions', { times: TIMES });
    await window.ask('close');
    await window.end();
    return Object.fromEntries(
      found.flatMap((/** @type {{ question: string, first: number, median: number }} */ { question, first, median }) => [
        [`${MARK}${question}`, median ?? Number.NaN],
        [`first ${question}`, first ?? Number.NaN],
      ]),
    );
  },
  rows: (figures) =>
    Object.keys(figures)
      .filter((name) => name.startsWith(MARK) && Number.isFinite(figures[name]))
      .flatMap((name) => {
        const question = name.slice(MARK.length);
        return [
          { label: `question ${question}`, unit: 'ms', of: (/** @type {import('./index.mjs').Figures} */ of) => of[name], atMost: 50, digits: 1 },
          {
            label: `question ${question}, the first time`,
            unit: 'ms',
            of: (/** @type {import('./index.mjs').Figures} */ of) => of[`first ${question}`],
            digits: 1,
          },
        ];
      }),
};
