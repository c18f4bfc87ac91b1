import * as v from 'valibot';
import { isRecord } from '../record';
import { good, leftOut, listOf, type Reader, type Reading } from './reading';
import { CHANNEL_KINDS, type Channel } from '../channel/channel';
import { kindNamed } from '../channel/kinds';

/** Unlike elsewhere no value is quoted: it may be a secret that was put where it does not belong. */
const faulty = (setting: string, message: string): Reading<null> => ({ value: null, problems: [{ setting, message: `${message}; the channel is left out` }] });

function readChannel(setting: string, given: unknown): Reading<Channel | null> {
  if (!isRecord(given)) return faulty(setting, 'is no object with an id and a kind');
  const kind = CHANNEL_KINDS.find((known) => known === given['kind']);
  if (kind === undefined) return faulty(`${setting}.kind`, `is none of ${CHANNEL_KINDS.join(', ')}`);
  const parsed = v.safeParse(kindNamed(kind).entry, given);
  if (parsed.success) return good(parsed.output);
  const [issue] = parsed.issues;
  return faulty([setting, ...(issue.path ?? []).map(({ key }) => String(key))].join('.'), issue.message);
}

/** `spendlight.channels`: every entry by itself, a faulty one is named and left out. Of two with one id the first holds. */
export const readChannels: Reader<readonly Channel[]> = (setting, given) => {
  if (given !== undefined && !Array.isArray(given)) return { value: [], problems: [{ setting, message: 'is no list; there are no channels' }] };
  const seen = new Set<string>();
  return listOf<Channel>((place, entry) => {
    const reading = readChannel(place, entry);
    if (reading.value === null || !seen.has(reading.value.id)) {
      if (reading.value) seen.add(reading.value.id);
      return reading;
    }
    return faulty(`${place}.id`, 'is the id of an earlier one');
  })(setting, given);
};

/** A list of ids of channels, `known` or 'editor'; another is named and left out. */
export const idsAmong = (known: readonly string[]): Reader<readonly string[]> =>
  listOf((setting, given) =>
    typeof given === 'string' && (given === 'editor' || known.includes(given)) ? good(given) : leftOut(setting, given, 'an id of spendlight.channels'),
  );
