import { Argument, Command as Parser, CommanderError, InvalidArgumentError, Option } from 'commander';
import { isDay } from '../core/time/day';
import { isZone } from '../core/time/zone';
import type { Command, OwnOption } from './command';
import type { Deed } from './deed';
import type { Request } from './request';

/** What was typed, understood: a command with what it is asked; a deed; a text that was asked for (help, version); or wrong usage. */
export type Understood =
  | { readonly kind: 'run'; readonly command: Command; readonly request: Request; readonly own: Readonly<Record<string, string | undefined>> }
  | { readonly kind: 'do'; readonly deed: Deed; readonly action: string; readonly json: boolean; readonly own: Readonly<Record<string, string | undefined>> }
  | { readonly kind: 'told'; readonly text: string }
  | { readonly kind: 'wrong'; readonly text: string };

export interface Defaults {
  readonly timezone: string;
  readonly database: string;
  readonly version: string;
  /** Columns of the terminal, for the help. */
  readonly width: number;
}

const aDay = (text: string): string => {
  if (!isDay(text)) throw new InvalidArgumentError('A day is YYYY-MM-DD.');
  return text;
};
const aZone = (text: string): string => {
  if (!isZone(text)) throw new InvalidArgumentError('A time zone is an IANA name, such as UTC or Europe/Berlin.');
  return text;
};
const aText = (text: string): string => {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.');
  return text;
};

interface Common {
  readonly json?: boolean;
  readonly since?: string;
  readonly until?: string;
  readonly timezone?: string;
  readonly root?: readonly string[];
  readonly db: string;
  readonly config?: string;
  readonly progress: boolean;
}

const ownOption = ({ flags, description, choices, wrong }: OwnOption): Option => {
  const option = new Option(flags, description);
  if (choices) return option.choices(choices);
  if (option.isBoolean()) return option;
  return option.argParser((text: string) => {
    const given = aText(text);
    const why = wrong?.(given) ?? null;
    if (why !== null) throw new InvalidArgumentError(why);
    return text;
  });
};

/** commander says true of an option without value. */
const ownOf = (options: Readonly<Record<string, unknown>>): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(Object.entries(options).map(([name, given]) => [name, given === true ? '' : typeof given === 'string' ? given : undefined]));

function withCommonOptions(parser: Parser, defaults: Defaults): Parser {
  return parser
    .option('--json', 'JSON for scripts instead of a table')
    .option('--since <day>', 'from this day on (YYYY-MM-DD, inclusive)', aDay)
    .option('--until <day>', 'up to this day (YYYY-MM-DD, inclusive)', aDay)
    .option('--timezone <zone>', `zone that days are counted in, an IANA name (default: that of --config, else ${defaults.timezone})`, aZone)
    .addOption(
      new Option('--root <dir>', 'read this folder of transcripts instead of the default ones; may be repeated').argParser<readonly string[] | undefined>(
        (dir, dirs) => [...(dirs ?? []), aText(dir)],
      ),
    )
    .option('--db <path>', 'folder of the database', aText, defaults.database)
    .option(
      '--config <file>',
      'settings to count by, the same keys as in settings.json: time zone, week, billing day, extra roots, prices, budgets, channels',
      aText,
    )
    .option('--no-progress', 'no progress on the terminal');
}

/** Understands a command line. Prints nothing and ends nothing: what commander would print is in the answer. */
export function understand(args: readonly string[], commands: readonly Command[], defaults: Defaults, deeds: readonly Deed[] = []): Understood {
  const said: string[] = [];
  let understood: Understood | undefined;
  const write = (text: string): void => void said.push(text);
  const output = { writeOut: write, writeErr: write, getOutHelpWidth: () => defaults.width, getErrHelpWidth: () => defaults.width };
  const program = new Parser('spendlight')
    .description('What Claude Code costs: API-equivalent figures from its transcripts on this machine. Nothing is sent anywhere unless you ask for it.')
    .version(defaults.version)
    .exitOverride()
    .configureOutput(output);
  for (const command of commands) {
    const parser = withCommonOptions(program.command(command.name).description(command.description), defaults);
    for (const option of command.options) parser.addOption(ownOption(option));
    parser.action((options: Common) => {
      const { json = false, since = null, until = null, timezone = null, root: roots = [], db: database, config = null, progress } = options;
      if (since !== null && until !== null && since > until) parser.error(`error: --since ${since} is after --until ${until}`);
      understood = { kind: 'run', command, request: { json, since, until, timezone, roots, database, config, progress }, own: ownOf({ ...options }) };
    });
  }
  for (const deed of deeds) {
    const parser = withCommonOptions(program.command(deed.name).description(deed.description), defaults);
    // A script may give every command the same options; a person need not read of those that do nothing here.
    for (const option of parser.options) option.hideHelp(option.long !== '--json');
    parser.addArgument(new Argument('<action>').choices(deed.actions));
    for (const option of deed.options) parser.addOption(ownOption(option));
    parser.action((action: string, options: Common) => {
      understood = { kind: 'do', deed, action, json: options.json ?? false, own: ownOf({ ...options }) };
    });
  }
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { kind: error.exitCode === 0 ? 'told' : 'wrong', text: said.join('') };
  }
  return understood ?? { kind: 'wrong', text: program.helpInformation() };
}
