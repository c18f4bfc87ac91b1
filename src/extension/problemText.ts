import { plainText } from '../core/format/escape';
import type { SettingProblem } from '../core/settings/reading';

/**
 * What is wrong with a setting, for a notification. The value that it quotes may be one that a workspace brings along, trusted or not: a link in it,
 * which could run a command, is none here.
 */
export const problemText = ({ setting, message }: SettingProblem): string => plainText(`${setting}: ${message}.`);
