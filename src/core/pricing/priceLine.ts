import { plainText } from '../format/escape';
import { modelLabel } from '../format/label';
import { dayOfUtc } from '../time/day';
import type { PriceRow } from './describe';
import { factorWords, promptWords, rateText, sourceWords } from './words';

/** A price as an entry of a list. Plain text. */
export interface PriceLine {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

const dollars = (usd: number): string => `$${rateText(usd)}`;

/** The rows that hold at `now` (ms UTC), in USD per million tokens. */
export const priceLines = (rows: readonly PriceRow[], now: number): readonly PriceLine[] =>
  rows
    .filter(({ from, to }) => (from === null || from <= now) && (to === null || now < to))
    .map((row) => {
      const { rates, from } = row;
      const of = promptWords(row);
      return {
        label: `${plainText(modelLabel(row.model))}${of === 'any' ? '' : `, prompts ${of}`}`,
        description:
          rates === null
            ? 'no price is known'
            : `${dollars(rates.input)} in, ${dollars(rates.output)} out, cache ${dollars(rates.cacheRead)} read, ${dollars(rates.cacheWrite5m)} or ${dollars(rates.cacheWrite1h)} written`,
        detail: plainText(
          [row.model, from === null ? '' : `since ${dayOfUtc(from)}`, factorWords(row), sourceWords(row)].filter((part) => part !== '').join(' · '),
        ),
      };
    });
