import type { OwnOption } from './command';
import type { Surroundings } from './places';

/** What a deed is asked, and where it runs. */
export interface Asked {
  /** One of its actions. */
  readonly action: string;
  readonly json: boolean;
  /** Its own options, by their long names; '' for one that takes no value. */
  readonly own: Readonly<Record<string, string | undefined>>;
  readonly surroundings: Surroundings;
  /** ms UTC. */
  readonly now: number;
}

/** A command that does something and reads no history; a new one is a file and a line in commands/index.ts. */
export interface Deed {
  readonly name: string;
  readonly description: string;
  readonly actions: readonly string[];
  readonly options: readonly OwnOption[];
  /** Resolves with what is to be printed. Rejects with one sentence. */
  act(asked: Asked): Promise<string>;
}
