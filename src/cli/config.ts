import { readFile } from 'node:fs/promises';
import { isRecord } from '../core/record';
import { parseJsonc } from '../core/settings/jsonc';
import { readSettings } from '../core/settings/readSettings';
import type { Settings } from '../core/settings/settings';
import type { Request } from './request';

/** What a command line takes from a configuration, by the names after `spendlight.`; the rest of settings.json is for the editor. */
const COUNTING = ['timeZone', 'firstDayOfWeek', 'billingCycleDay', 'extraRoots', 'prices.overrides', 'prices.aliases', 'display.money'];
const ALERTING = [
  'channels',
  'notifications.quietHours',
  ...['session', 'spike', 'runaway', 'model', 'cacheHit', 'errors', 'channels'].map((name) => `alerts.${name}`),
];
const NAMES = [...COUNTING, ...ALERTING, 'hooks.strict'];
const PREFIX = 'spendlight.';
const BUDGETS = `${PREFIX}budgets`;

/** 1 Monday. A script has to get the same weeks at a terminal and from cron, so the locale is not asked. */
const MONDAY = 1;

export interface ConfigHost {
  readonly home: string;
  /** IANA name of the machine's zone. */
  readonly timezone: string;
  warn(message: string): void;
}

export interface ConfigFiles extends Pick<Request, 'config' | 'timezone'> {
  /** A file with budgets alone (--budgets), before those of `config`; null: none. */
  readonly budgets: string | null;
}

/**
 * Settings for one run: options before --config FILE before defaults. What is wrong in a file is named and its default holds; a file that
 * cannot be read or is of another kind throws, because figures without what it says would be other figures.
 */
export async function readConfig({ config, budgets, timezone }: ConfigFiles, host: ConfigHost): Promise<Settings> {
  const given = config === null ? {} : await readObject(config);
  const values = Object.fromEntries(NAMES.map((name) => [name, given[PREFIX + name]]));
  if (config !== null && !Object.keys(given).some((name) => name.startsWith(PREFIX))) host.warn(`${config} has no setting that begins with ${PREFIX}`);
  const { settings, problems } = readSettings(
    { values, userBudgets: budgets === null ? given[BUDGETS] : await readBudgets(budgets), workspaceBudgets: [] },
    { home: host.home, timezone: timezone ?? host.timezone, firstDayOfWeek: MONDAY, folders: [], trusted: false },
  );
  for (const { setting, message } of problems) host.warn(`${setting.startsWith(BUDGETS) && budgets !== null ? budgets : config}: ${setting}: ${message}`);
  return timezone === null ? settings : { ...settings, counting: { ...settings.counting, timezone } };
}

async function readObject(path: string): Promise<Readonly<Record<string, unknown>>> {
  const value = await jsonOf('configuration', path);
  if (!isRecord(value)) throw new Error(`the configuration ${path} is no JSON object`);
  return value;
}

/** The list itself, or settings that have it. */
async function readBudgets(path: string): Promise<unknown> {
  const value = await jsonOf('list of budgets', path);
  const list = isRecord(value) ? value[BUDGETS] : value;
  if (!Array.isArray(list)) throw new Error(`${path} holds no list of budgets`);
  return list;
}

async function jsonOf(what: string, path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`the ${what} ${path} cannot be read`, { cause });
  });
  try {
    return parseJsonc(text);
  } catch (cause) {
    throw new Error(`the ${what} ${path} is not JSON`, { cause });
  }
}
