import * as v from 'valibot';
import { OUTCOME, type Outcome } from './delivery';
import { NOTICE, type Notice } from './notice';

/* What the outbox reads back from its files: they may be of another version, half written, or somebody else's. */

const MESSAGE = v.object({ channel: v.string(), notice: NOTICE });
const BEGUN = v.object({ at: v.pipe(v.number(), v.finite()), pid: v.pipe(v.number(), v.integer(), v.minValue(1)), realm: v.string() });

const reading =
  <T>(schema: v.GenericSchema<unknown, T>) =>
  (given: unknown): T | null => {
    const parsed = v.safeParse(schema, given);
    return parsed.success ? parsed.output : null;
  };

export const messageFrom: (given: unknown) => { readonly channel: string; readonly notice: Notice } | null = reading(MESSAGE);
export const outcomeFrom: (given: unknown) => Outcome | null = reading(OUTCOME);
export const begunFrom: (given: unknown) => { readonly at: number; readonly pid: number; readonly realm: string } | null = reading(BEGUN);
