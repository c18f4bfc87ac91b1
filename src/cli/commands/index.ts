import type { Command } from '../command';
import { daily } from './daily';
import { exportDays } from './export';
import { models } from './models';
import { projects } from './projects';
import { sessions } from './sessions';
import { summary } from './summary';

/** All commands, in the order in which the help lists them. */
export const COMMANDS: readonly Command[] = [summary, daily, models, projects, sessions, exportDays];
