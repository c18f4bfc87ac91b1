import type { Command } from '../command';
import type { Deed } from '../deed';

type Loaders<T> = Readonly<Record<string, () => Promise<T>>>;

/** All commands by their names, in the order in which the help lists them. */
const COMMANDS: Loaders<Command> = {
  summary: async () => (await import('./summary')).summary,
  daily: async () => (await import('./daily')).daily,
  weekly: async () => (await import('./weekly')).weekly,
  monthly: async () => (await import('./monthly')).monthly,
  blocks: async () => (await import('./blocks')).blocks,
  models: async () => (await import('./models')).models,
  projects: async () => (await import('./projects')).projects,
  sessions: async () => (await import('./sessions')).sessions,
  tools: async () => (await import('./tools')).tools,
  commands: async () => (await import('./commands')).commands,
  alerts: async () => (await import('./alerts')).alerts,
  insights: async () => (await import('./insights')).insights,
  prices: async () => (await import('./prices')).prices,
  export: async () => (await import('./export')).exportDays,
  report: async () => (await import('./report')).report,
  doctor: async () => (await import('./doctor')).doctor,
};

/** Those that read no history. */
const DEEDS: Loaders<Deed> = {
  hooks: async () => (await import('./hooks')).hooks,
};

/** What a command line may mean. */
export interface Vocabulary {
  readonly commands: readonly Command[];
  readonly deeds: readonly Deed[];
}

/** The one command that `word` names, which is all that has to be loaded then; without such a one all of them. */
export async function vocabulary(word: string | undefined): Promise<Vocabulary> {
  const known = word !== undefined && (Object.hasOwn(COMMANDS, word) || Object.hasOwn(DEEDS, word));
  const load = <T>(loaders: Loaders<T>): Promise<T[]> =>
    Promise.all(Object.entries(loaders).flatMap(([name, loader]) => (known && name !== word ? [] : [loader()])));
  return { commands: await load(COMMANDS), deeds: await load(DEEDS) };
}
