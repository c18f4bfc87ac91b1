import { isRecord } from '../record';
import type { PriceOverride } from '../pricing/override';
import { parseDay } from '../time/day';
import { good, leftOut, listOf, bad, type Reader, type Reading } from './reading';

const RATE_NAMES = ['input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h'] as const;
const ENTRY_NAMES = ['model', 'as', 'rates', 'from', 'to'];

const isName = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '' && value.length <= 200;

/** ms UTC of the beginning of a UTC day; null where nothing is given, undefined where it is no day (2026-02-30 is none). */
function dayStart(given: unknown): number | null | undefined {
  if (given === undefined || given === null) return null;
  return typeof given === 'string' ? (parseDay(given) ?? undefined) : undefined;
}

function readRates(given: unknown): PriceOverride['rates'] | null {
  if (!isRecord(given) || Object.keys(given).some((name) => !RATE_NAMES.some((known) => known === name))) return null;
  const rate = (name: (typeof RATE_NAMES)[number]): number => {
    const value = given[name];
    return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : Number.NaN;
  };
  const rates = {
    input: rate('input'),
    output: rate('output'),
    cacheRead: rate('cacheRead'),
    cacheWrite5m: rate('cacheWrite5m'),
    cacheWrite1h: rate('cacheWrite1h'),
  };
  return Object.values(rates).some(Number.isNaN) ? null : rates;
}

function readOverride(setting: string, given: unknown): Reading<PriceOverride | null> {
  if (!isRecord(given)) return leftOut(setting, given, 'an object with a model and either "as" or "rates"');
  const unknownName = Object.keys(given).find((name) => !ENTRY_NAMES.includes(name));
  if (unknownName !== undefined) return leftOut(setting, unknownName, `one of ${ENTRY_NAMES.join(', ')}`);
  const { model, as, rates } = { model: given['model'], as: given['as'], rates: given['rates'] };
  if (!isName(model)) return leftOut(`${setting}.model`, model, "a model's name");
  if ((as === undefined) === (rates === undefined)) return leftOut(setting, given, 'an entry with either "as" or "rates"');
  if (as !== undefined && !isName(as)) return leftOut(`${setting}.as`, as, "a model's name");
  const checkedRates = rates === undefined ? undefined : readRates(rates);
  if (checkedRates === null) return leftOut(`${setting}.rates`, rates, `five amounts in USD per million tokens (${RATE_NAMES.join(', ')})`);
  const [from, to] = [dayStart(given['from']), dayStart(given['to'])];
  if (from === undefined) return leftOut(`${setting}.from`, given['from'], 'a day YYYY-MM-DD');
  if (to === undefined) return leftOut(`${setting}.to`, given['to'], 'a day YYYY-MM-DD');
  if (from !== null && to !== null && from >= to) return leftOut(`${setting}.to`, given['to'], 'a later day than "from"');
  return good({ model, ...(as === undefined ? {} : { as }), ...(checkedRates === undefined ? {} : { rates: checkedRates }), from, to });
}

/** `spendlight.prices.overrides`: rates in USD per million tokens, days UTC; from inclusive, to exclusive. */
export const readOverrides: Reader<readonly PriceOverride[]> = listOf(readOverride);

/** `spendlight.prices.aliases`: an object from model to the model whose price holds, always. */
export const readAliases: Reader<readonly PriceOverride[]> = (setting, given) => {
  if (given === undefined) return good([]);
  if (!isRecord(given)) return bad(setting, given, 'an object from model to model', []);
  const readings = Object.entries(given).map(([model, as]): Reading<PriceOverride | null> =>
    isName(model) && isName(as) ? good({ model, as, from: null, to: null }) : leftOut(`${setting}.${model}`, as, "a model's name"),
  );
  return { value: readings.map((reading) => reading.value).filter((value) => value !== null), problems: readings.flatMap((reading) => reading.problems) };
};
