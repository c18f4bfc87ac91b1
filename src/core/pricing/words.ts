import { formatTokens } from '../format/amount';
import { plainText } from '../format/escape';
import { modelLabel } from '../format/label';
import { dayOfUtc } from '../time/day';
import type { PriceRow } from './describe';
import type { Refusal } from './downloaded';
import type { PricesTaken } from './priceList';

/** A price in USD per million tokens. They go down to a tenth of a cent and below: as many digits as they have, two at least. */
export const rateText = (usd: number): string => {
  const [, fraction = ''] = String(usd).split('.');
  return usd.toFixed(Math.min(Math.max(fraction.length, 2), 6));
};

/** Fast mode, US residency, region: what a price is multiplied with; '' where with nothing. */
export const factorWords = ({ fast, usPercent, regionalPercent }: PriceRow): string =>
  [
    fast === null ? '' : `fast ${fast.percent}%${fast.to === null ? '' : ` before ${dayOfUtc(fast.to)}`}`,
    usPercent === 100 ? '' : `US ${usPercent}%`,
    regionalPercent === 100 ? '' : `region ${regionalPercent}% included`,
  ]
    .filter((part) => part !== '')
    .join(', ');

/** The prompts that a price is for, by their length. */
export function promptWords({ above, upTo }: PriceRow): string {
  if (above > 0) return `over ${formatTokens(above)}`;
  return upTo === null ? 'any' : `to ${formatTokens(upTo)}`;
}

/** Who says what a price is; '' where nobody does. */
export const sourceWords = ({ listedAs, source, own }: PriceRow): string =>
  [own ? (listedAs === null ? 'your settings' : `your settings: as ${listedAs}`) : null, source].filter((part) => part !== null).join('; ');

/** Names that one sentence has room for. */
const NAMED = 5;

const REFUSED: Readonly<Record<Refusal, string>> = {
  zero: 'a price of nothing',
  ratio: 'prices that do not fit each other',
  jump: 'over ten times the known price, or under a tenth',
};

const list = (names: readonly string[]): string =>
  names.length > NAMED ? `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more` : names.join(', ');
const label = (name: string): string => plainText(modelLabel(name));

/** What a person reads after prices were fetched. */
export const takenWords = ({ added, changed, refused }: PricesTaken): string =>
  [
    ...(added.length + changed.length === 0 ? ['List prices are up to date.'] : []),
    ...(added.length > 0 ? [`New prices: ${list(added.map(label))}.`] : []),
    ...(changed.length > 0 ? [`Another price from now on: ${list(changed.map(label))}; costs until now stay.`] : []),
    ...(refused.length > 0 ? [`Left out: ${list(refused.map(({ name, reason }) => `${label(name)} (${REFUSED[reason]})`))}.`] : []),
  ].join(' ');
