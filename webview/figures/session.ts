import { plainText } from '../../src/core/format/escape';
import { totalTokens } from '../../src/core/usage/tokens';
import type { SessionPoint, SessionView } from '../../src/protocol/sessionView';
import type { Figures } from './figures';
import type { Table } from './table';
import { plural } from './words';
import type { Fact } from './work';

const breaksOf = (points: readonly SessionPoint[]): readonly SessionPoint[] => points.filter(({ resent }) => resent > 0);

/** What a session's picture says first: the cache that was paid again, else how far its context grew. */
export function timelineTitle({ points }: Pick<SessionView, 'points'>, figures: Figures): string {
  const again = breaksOf(points);
  if (again.length > 0) {
    const times = again.length === 1 ? 'once' : `${figures.count(again.length)} times`;
    const money = again.reduce((sum, { resentNanoUsd }) => sum + resentNanoUsd, 0);
    const tokens = again.reduce((sum, { resent }) => sum + resent, 0);
    return `The cache was paid for again ${times}: ${figures.tokens(tokens)} tokens${figures.money ? `, ${figures.usd(money)} more than reading them` : ''}`;
  }
  const most = Math.max(0, ...points.map(({ context }) => context));
  return `The context grew to ${figures.tokens(most)} tokens`;
}

/** The figures on top of the page. */
export function sessionFacts({ totals, sidechain, turns, points, compactions, modelSwitches }: SessionView, figures: Figures): readonly Fact[] {
  const share = figures.worth(totals) === 0 ? 0 : figures.worth(sidechain) / figures.worth(totals);
  const again = breaksOf(points);
  return [
    { name: figures.money ? 'Cost' : 'Tokens', value: figures.cost(totals), note: plural(turns.length, 'turn', figures) },
    { name: 'Responses', value: figures.count(totals.responses), note: `${figures.tokens(totalTokens(totals))} tokens` },
    { name: 'Sub-agents', value: figures.percent(share), note: `of the ${figures.money ? 'cost' : 'tokens'}` },
    {
      name: 'Cache paid again',
      value: figures.count(again.length),
      note: `${plural(compactions.length, 'compaction', figures)}, ${plural(modelSwitches, 'change', figures)} of model`,
    },
  ];
}

/** Its turns, oldest first. */
export const turnTable = ({ turns }: Pick<SessionView, 'turns'>, figures: Figures): Table => {
  const begun = figures.moments(turns.map(({ startedAt }) => startedAt));
  return {
    columns: [
      ...['Begun', 'Models'].map((name) => ({ name, align: 'left' as const })),
      ...['Tool calls', 'Responses', 'Tokens', ...(figures.money ? ['Cost'] : [])].map((name) => ({ name, align: 'right' as const })),
    ],
    rows: turns.map(({ command, models, tools, errors, totals }, index) => [
      `${begun[index]}${command === '' ? '' : ` · ${plainText(command)}`}`,
      figures.models(models).join(', '),
      errors === 0 ? figures.count(tools) : `${figures.count(tools)}, ${figures.count(errors)} failed`,
      figures.count(totals.responses),
      figures.tokens(totalTokens(totals)),
      ...(figures.money ? [figures.cost(totals)] : []),
    ]),
  };
};
