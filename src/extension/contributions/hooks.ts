import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { installedPath } from '../../core/hooks/paths';
import { claudeDirs } from '../../hook/claudeDirs';
import { placeScript } from '../../hook/install';
import { registryPath } from '../../hook/installed';
import type { Contribution } from '../contribution';
import type { Engine } from '../engineProcess';
import type { LiveSettings } from '../liveSettings';
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

/** The hard stop, as VS Code offers it. */
export function hooks(
  engine: Engine,
  settings: LiveSettings,
  places: { readonly dist: string; readonly globalDir: string },
  report: Report,
): readonly Contribution[] {
  const surroundings = { platform: process.platform, home: homedir(), env: process.env };
  const host: HookHost = {
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
