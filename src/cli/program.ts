import { Command as Parser, CommanderError, InvalidArgumentError, Option } from 'commander';
import { isDay } from '../core/time/day';
import { isZone } from '../core/time/zone';
import type { Command, OwnOption } from './command';
import type { Request } from './request';

/** What was typed, understood: a command with what it is asked; a text that was asked for (help, version); or wrong usage. */
export type Understood =
  | { readonly kind: 'run'; readonly command: Command; readonly request: Request; readonly own: Readonly<Record<string, string | undefined>> }
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
  readonly timezone: string;
  readonly root: readonly string[];
  readonly db: string;
  readonly progress: boolean;
}

const ownOption = ({ flags, description, choices }: OwnOption): Option => {
  const option = new Option(flags, description);
  return choices ? option.choices(choices) : option.argParser(aText);
};

function withCommonOptions(parser: Parser, defaults: Defaults): Parser {
  return parser
    .option('--json', 'JSON for scripts instead of a table')
    .option('--since <day>', 'from this day on (YYYY-MM-DD, inclusive)', aDay)
    .option('--until <day>', 'up to this day (YYYY-MM-DD, inclusive)', aDay)
    .option('--timezone <zone>', 'zone that days are counted in, an IANA name', aZone, defaults.timezone)
    .option(
      '--root <dir>',
      'read this folder of transcripts instead of the default ones; may be repeated',
      (dir, dirs: readonly string[]) => [...dirs, aText(dir)],
      [],
    )
    .option('--db <path>', 'folder of the database', aText, defaults.database)
    .option('--no-progress', 'no progress on the terminal');
}

/** Understands a command line. Prints nothing and ends nothing: what commander would print is in the answer. */
export function understand(args: readonly string[], commands: readonly Command[], defaults: Defaults): Understood {
  const said: string[] = [];
  let understood: Understood | undefined;
  const write = (text: string): void => void said.push(text);
  const output = { writeOut: write, writeErr: write, getOutHelpWidth: () => defaults.width, getErrHelpWidth: () => defaults.width };
  const program = new Parser('spendlight')
    .description('What Claude Code costs: API-equivalent figures from its transcripts on this machine. Nothing is sent anywhere.')
    .version(defaults.version)
    .exitOverride()
    .configureOutput(output);
  for (const command of commands) {
    const parser = withCommonOptions(program.command(command.name).description(command.description), defaults);
    for (const option of command.options) parser.addOption(ownOption(option));
    parser.action((options: Common & Readonly<Record<string, string | undefined>>) => {
      const { json = false, since = null, until = null, timezone, root: roots, db: database, progress } = options;
      if (since !== null && until !== null && since > until) parser.error(`error: --since ${since} is after --until ${until}`);
      understood = { kind: 'run', command, request: { json, since, until, timezone, roots, database, progress }, own: options };
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
