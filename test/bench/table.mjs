// @ts-check
import os from 'node:os';
import process from 'node:process';

/** @typedef {import('./measures/index.mjs').Figures} Figures */
/** @typedef {import('./measures/index.mjs').Row} Row */

const isNumber = (/** @type {number | undefined} */ value) => value !== undefined && Number.isFinite(value);

/** @param {number | undefined} value @param {Row} row */
const cell = (value, { unit, digits = 0 }) => (isNumber(value) ? `${Number(value).toFixed(digits)} ${unit}` : '-');

/** How one size's value stands to that of the size before. @param {number | undefined} from @param {number | undefined} to */
const growth = (from, to) => (isNumber(from) && isNumber(to) && Number(from) > 0 ? `${(Number(to) / Number(from)).toFixed(2)} x` : '-');

/** @param {readonly (number | undefined)[]} values @param {number | undefined} atMost */
function verdict(values, atMost) {
  const last = values.filter(isNumber).at(-1);
  return atMost === undefined || last === undefined ? '' : Number(last) <= atMost ? 'met' : '**missed**';
}

/** The machine, in words. */
export const machine = () =>
  `${os.availableParallelism()} cores (${os.cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(os.totalmem() / 1e9)} GB of memory, Node ${process.versions.node}, ${process.platform} ${process.arch}; load average ${os.loadavg()[1]?.toFixed(1)}`;

/**
 * One table for all sizes: a column each, growth from each to the next, the goal and whether the largest size meets it.
 * @param {readonly number[]} gbs
 * @param {readonly Row[]} rows
 * @param {readonly Figures[]} figures of each size
 */
export function table(gbs, rows, figures) {
  const steps = gbs.slice(1).map((gb, i) => [i, `${gbs[i]} to ${gb} GB`]);
  const head = ['', ...gbs.map((gb) => `${gb} GB`), ...steps.map(([, words]) => words), 'goal', ''];
  const lines = rows.map((row) => {
    const values = figures.map((of) => row.of(of));
    const goal = row.atMost === undefined ? '' : `${row.atMost} ${row.unit}`;
    return [
      row.label,
      ...values.map((value) => cell(value, row)),
      ...steps.map(([i]) => growth(values[Number(i)], values[Number(i) + 1])),
      goal,
      verdict(values, row.atMost),
    ];
  });
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
