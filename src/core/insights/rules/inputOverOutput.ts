import { promptPrices } from '../../pricing/paid';
import { RATE_FROM_RESPONSES } from '../../usage/hitRate';
import { estimate, percent, tokens, usd } from '../insight';
import { projectName, severityOf, type Rule } from '../rule';

/** Product section J: output / uncached input. */
const FLOOR = 0.3;

/** A project that sends far more uncached input than it gets back. */
export const inputOverOutput: Rule = {
  id: 'inputOverOutput',
  find: (facts) =>
    facts.projects.flatMap(({ name: project, sum }) => {
      if (sum.responses < RATE_FROM_RESPONSES || sum.input === 0) return [];
      const ratio = sum.output / sum.input;
      const beyond = sum.input - sum.output / FLOOR;
      if (ratio >= FLOOR || sum.cost.input <= 0) return [];
      const price = sum.cost.input / sum.input;
      const { read } = promptPrices(sum);
      const money = estimate(beyond * Math.max(0, price - read), beyond * price);
      return [
        {
          subject: project,
          severity: severityOf(money.nanoUsd, facts.total),
          title: `${projectName(project, facts)} sends far more than it gets back`,
          project,
          sessionId: '',
          ...money,
          assumption: 'The uncached input above a ratio of 0.3, read from the cache instead or not sent at all.',
          evidence: [
            { label: 'Output per uncached input', value: percent(ratio) },
            { label: 'Uncached input', value: tokens(sum.input) },
            { label: 'Output', value: tokens(sum.output) },
            { label: 'Paid for uncached input', value: usd(sum.cost.input) },
          ],
          action: 'Name files and line ranges instead of pasting or reading whole ones, and keep large outputs of tools out of the prompt.',
        },
      ];
    }),
};
