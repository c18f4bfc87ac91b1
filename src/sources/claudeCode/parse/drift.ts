import { keptName, MORE, OTHER, type NameKind, type UnknownName } from '../../../core/doctor/names';
import { copyOf, listOf, objectOf, textOf, type Fields } from './fields';
import {
  ASSISTANT,
  ATTACHMENTS,
  CACHE_CREATION,
  COST_STATE,
  COST_STATE_MODEL,
  ITERATIONS,
  MESSAGE,
  OUTPUT_DETAILS,
  SERVER_TOOL_USE,
  SUBTYPES,
  SYSTEM,
  USAGE,
  USER,
} from './knownNames';
import type { TranscriptRecord } from './record';

/** A name that is unknown, before it is known which version wrote it. */
export type Stranger = Omit<UnknownName, 'version'>;

/** Unknown names that are told of one object; the rest of them counts as one. */
const NAMES_PER_OBJECT = 20;
const NONE: readonly Stranger[] = [];

/**
 * The names in a record that no known version of Claude Code writes. Looks at names only, never at values, and where no name is
 * unknown it makes nothing: this runs for every line.
 */
export function strangersIn(type: string, record: TranscriptRecord & Fields<'attachment'>): readonly Stranger[] {
  switch (type) {
    case 'assistant':
      return join(fields('assistant', record, ASSISTANT), inMessage(record.message));
    case 'user':
      return fields('user', record, USER);
    case 'system':
      return join(fields('system', record, SYSTEM), kind('system', record.subtype, SUBTYPES));
    case 'attachment':
      return kind('attachment', objectOf<'type'>(record.attachment)?.type, ATTACHMENTS);
    case 'cost-state':
      return join(fields('cost-state', record, COST_STATE), inModels(record.modelUsage));
    default:
      return NONE;
  }
}

/** An unknown type of record. */
export const strangerType = (type: string): Stranger => stranger('type', '', type);

function inMessage(value: unknown): readonly Stranger[] {
  const message = objectOf<'usage'>(value);
  const own = fields('message', message, MESSAGE);
  const usage = objectOf<'cache_creation' | 'server_tool_use' | 'output_tokens_details' | 'iterations'>(message?.usage);
  if (!usage) return own;
  let found = join(own, fields('message.usage', usage, USAGE));
  found = join(found, fields('usage.cache_creation', usage.cache_creation, CACHE_CREATION));
  found = join(found, fields('usage.server_tool_use', usage.server_tool_use, SERVER_TOOL_USE));
  found = join(found, fields('usage.output_tokens_details', usage.output_tokens_details, OUTPUT_DETAILS));
  return usage.iterations ? join(found, inIterations(usage.iterations)) : found;
}

const inIterations = (value: unknown): readonly Stranger[] =>
  once(listOf(value).flatMap((iteration) => kind('usage.iterations', objectOf<'type'>(iteration)?.type, ITERATIONS)));

const inModels = (value: unknown): readonly Stranger[] =>
  once(Object.values(objectOf(value) ?? {}).flatMap((model) => fields('cost-state.modelUsage', model, COST_STATE_MODEL)));

/** Names of an object's fields that are not known; what is no object has none. */
function fields(where: string, value: unknown, known: ReadonlySet<string>): readonly Stranger[] {
  const object = objectOf(value);
  let found: Stranger[] | undefined;
  for (const name in object) {
    if (known.has(name)) continue;
    found ??= [];
    if (found.length === NAMES_PER_OBJECT) {
      found.push({ of: 'field', where, name: MORE });
      break;
    }
    const kept = stranger('field', where, name);
    if (kept.name !== OTHER || !found.some((other) => other.name === OTHER)) found.push(kept);
  }
  return found ?? NONE;
}

/** A record without a kind is as old as Claude Code 1.0, and known. */
function kind(where: string, value: unknown, known: ReadonlySet<string>): readonly Stranger[] {
  const name = textOf(value);
  return name === '' || known.has(name) ? NONE : [stranger('kind', where, name)];
}

function stranger(of: NameKind, where: string, name: string): Stranger {
  const kept = keptName(of, name);
  return { of, where, name: kept === OTHER ? OTHER : copyOf(kept) };
}

/** A name counts once in a record, however many of its parts have it. */
const once = (strangers: readonly Stranger[]): readonly Stranger[] =>
  strangers.length < 2 ? strangers : [...new Map(strangers.map((one) => [one.name, one])).values()].slice(0, NAMES_PER_OBJECT);

const join = (a: readonly Stranger[], b: readonly Stranger[]): readonly Stranger[] => (b.length === 0 ? a : a.length === 0 ? b : [...a, ...b]);
