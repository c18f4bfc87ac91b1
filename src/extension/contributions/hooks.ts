import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { installedPath } from '../../core/hooks/paths';
import { claudeDirs } from '../../hook/claudeDirs';
import { registryPath } from '../../hook/installed';
import { placeScript } from '../../hook/script';
import type { Contribution } from '../contribution';
import type { Engine } from '../engineProcess';
import type { LiveSettings } from '../liveSettings';
import type { LoadJsonTexts } from '../loadJsonTexts';
import type { Report } from './command';
import { hooksChange, type HookHost } from './hooksChange';
import { hooksState } from './hooksState';

/** An update of the extension brings its script to where the hooks look for it. */
const freshScript = (host: HookHost, report: Report): Contribution => ({
  name: 'script of the hooks',
  start() {
    if (existsSync(installedPath(host.state)))
      placeScript(host).catch((error: unknown) => report('the script of the budget hooks could not be renewed', error));
    return { dispose: () => undefined };
  },
});

/** Where the hooks come from and live. */
export interface HookFolders {
  /** Of the extension. */
  readonly dist: string;
  /** Of its global storage. */
  readonly globalDir: string;
  readonly load: LoadJsonTexts;
}

/** The hard stop, as VS Code offers it. */
export function hooks(engine: Engine, settings: LiveSettings, places: HookFolders, report: Report): readonly Contribution[] {
  const surroundings = { platform: process.platform, home: homedir(), env: process.env };
  const host: HookHost = {
    load: places.load,
    claudeDirs: claudeDirs(surroundings),
    state: join(places.globalDir, 'hooks', 'state.json'),
    scripts: places.dist,
    platform: process.platform,
    registry: registryPath(surroundings),
    refresh: () => engine.call('configure', settings.current.counting),
    hasStop: () => settings.current.counting.budgets.some(({ enabled, stop, from }) => enabled && stop && from === 'user'),
  };
  return [freshScript(host, report), ...hooksChange(host, report), ...hooksState(host, report)];
}
