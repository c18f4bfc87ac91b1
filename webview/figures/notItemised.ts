import { CONFIDENCE_GLYPHS } from '../../src/core/usage/confidence';
import { dayText } from '../../src/core/time/zone';
import { totalTokens } from '../../src/core/usage/tokens';
import type { NotItemisedView } from '../../src/protocol/views';
import type { Figures } from './figures';
import { cut, projectNames } from './projects';
import type { Table } from './table';
import { plural } from './words';

/** Rows on show; the rest is in the sum. */
export const SHOWN = 10;

const costOf = ({ nanoUsd, unpriced }: NotItemisedView, figures: Figures): string =>
  unpriced ? (nanoUsd > 0 ? `${CONFIDENCE_GLYPHS.pending}${figures.usd(nanoUsd)}` : 'unpriced') : figures.usd(nanoUsd);

/** The sum of all, in one line. Money of models without a price is not in it, so that it is a lower bound. */
export const notItemisedTitle = (rows: readonly NotItemisedView[], figures: Figures): string => {
  if (rows.length === 0) return 'Nothing beyond the lines is known';
  const tokens = rows.reduce((sum, row) => sum + totalTokens(row.tokens), 0);
  const nanoUsd = rows.reduce((sum, row) => sum + row.nanoUsd, 0);
  const sessions = plural(new Set(rows.map(({ sessionId }) => sessionId)).size, 'session', figures);
  const bound = rows.some(({ unpriced }) => unpriced) ? CONFIDENCE_GLYPHS.pending : '';
  const money = figures.money && nanoUsd > 0 ? `${bound}${figures.usd(nanoUsd)}, ` : '';
  return `Not itemised: ${money}${figures.tokens(tokens)} tokens in ${sessions}`;
};

/** The sessions used last. */
export const notItemisedTable = (all: readonly NotItemisedView[], figures: Figures): Table => {
  const rows = all.slice(0, SHOWN);
  const projects = projectNames(rows.map(({ project }) => project));
  // Names are told apart from other names only, so each is asked once.
  const names = [...new Set(rows.map(({ model }) => model))];
  const labels = figures.models(names);
  return {
    columns: [
      { name: 'Last used', align: 'left' },
      { name: 'Project', align: 'left' },
      { name: 'Model', align: 'left' },
      { name: 'Tokens', align: 'right' },
      ...(figures.money ? [{ name: 'Cost', align: 'right' } as const] : []),
    ],
    rows: rows.map((row, index) => [
      figures.dayOfYear(dayText(row.lastAt, figures.timezone)),
      cut(projects[index] ?? ''),
      cut(labels[names.indexOf(row.model)] ?? ''),
      figures.tokens(totalTokens(row.tokens)),
      ...(figures.money ? [costOf(row, figures)] : []),
    ]),
  };
};
