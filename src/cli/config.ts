import { readFile } from 'node:fs/promises';
import { parseJsonc } from '../core/settings/jsonc';
import { readSettings } from '../core/settings/readSettings';
import type { CountingSettings } from '../core/settings/settings';
import type { Request } from './request';

/** What a command line takes from a configuration, by the names after `spendlight.`; the rest of settings.json is for the editor. */
const NAMES = ['timeZone', 'firstDayOfWeek', 'billingCycleDay', 'extraRoots', 'prices.overrides', 'prices.aliases'] as const;
const PREFIX = 'spendlight.';

/** 1 Monday. A script has to get the same weeks at a terminal and from cron, so the locale is not asked. */
const MONDAY = 1;

export interface ConfigHost {
  readonly home: string;
  /** IANA name of the machine's zone. */
  readonly timezone: string;
  warn(message: string): void;
}

/**
 * Settings for one run: options before --config FILE before defaults. What is wrong in the file is named and its default holds; a file that
 * cannot be read or is no JSON object throws, because figures without what it says would be other figures.
 */
export async function readConfig({ config, timezone }: Pick<Request, 'config' | 'timezone'>, host: ConfigHost): Promise<CountingSettings> {
  const given = config === null ? {} : await readObject(config);
  const values = Object.fromEntries(NAMES.map((name) => [name, given[PREFIX + name]]));
  if (config !== null && !Object.keys(given).some((name) => name.startsWith(PREFIX))) host.warn(`${config} has no setting that begins with ${PREFIX}`);
  const { settings, problems } = readSettings(
    { values, userBudgets: undefined, workspaceBudgets: [] },
    { home: host.home, timezone: timezone ?? host.timezone, firstDayOfWeek: MONDAY, folders: [], trusted: false },
  );
  for (const { setting, message } of problems) host.warn(`${config}: ${setting}: ${message}`);
  return timezone === null ? settings.counting : { ...settings.counting, timezone };
}

async function readObject(path: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`the configuration ${path} cannot be read`, { cause });
  });
  const value = parse(path, text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`the configuration ${path} is no JSON object`);
  return value as Readonly<Record<string, unknown>>;
}

function parse(path: string, text: string): unknown {
  try {
    return parseJsonc(text);
  } catch (cause) {
    throw new Error(`the configuration ${path} is not JSON`, { cause });
  }
}
