import type { Command } from '../command';
import type { Deed } from '../deed';
import { alerts } from './alerts';
import { blocks } from './blocks';
import { commands } from './commands';
import { daily } from './daily';
import { doctor } from './doctor';
import { exportDays } from './export';
import { hooks } from './hooks';
import { insights } from './insights';
import { models } from './models';
import { monthly } from './monthly';
import { prices } from './prices';
import { projects } from './projects';
import { report } from './report';
import { sessions } from './sessions';
import { summary } from './summary';
import { tools } from './tools';
import { weekly } from './weekly';

/** All commands, in the order in which the help lists them. */
export const COMMANDS: readonly Command[] = [
  summary,
  daily,
  weekly,
  monthly,
  blocks,
  models,
  projects,
  sessions,
  tools,
  commands,
  alerts,
  insights,
  prices,
  exportDays,
  report,
  doctor,
];

/** Those that read no history. */
export const DEEDS: readonly Deed[] = [hooks];
