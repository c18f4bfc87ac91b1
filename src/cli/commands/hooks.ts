import { join, resolve } from 'node:path';
import { plainText } from '../../core/format/escape';
import { formatDuration } from '../../core/format/when';
import { DOING_WORDS, GUARD_RAIL, IGNORED } from '../../core/hooks/words';
import { claudeDirs } from '../../hook/claudeDirs';
import { install, look, planInstall, planRemoval, remove, type HookInstallation, type HookPlaces } from '../../hook/install';
import { goOn, standOf, type Stand } from '../../hook/stand';
import type { Asked, Deed } from '../deed';
import { defaultDatabase } from '../places';

function placesOf({ own, surroundings }: Asked): HookPlaces {
  const { platform, scripts } = surroundings;
  const [usual = ''] = claudeDirs(surroundings);
  return {
    claudeDir: resolve(own['claudeDir'] ?? usual),
    state: resolve(own['state'] ?? join(defaultDatabase(surroundings), 'hooks', 'state.json')),
    scripts,
    platform,
  };
}

const iso = (ms: number | null | undefined): string | null => (ms == null ? null : new Date(ms).toISOString());

const statusJson = (found: HookInstallation, { path, state, override, doing: does }: Stand, now: number): object => ({
  schema: 1,
  settings: found.settings,
  installed: found.installed !== 'no',
  current: found.installed === 'yes',
  events: found.events,
  script: found.script,
  scriptPresent: found.scriptPresent,
  ignored: found.ignored,
  state: {
    path,
    present: state !== null,
    doing: does,
    blocked: does === 'blocking' || does === 'staleBlocking',
    fresh: state !== null && does !== 'stale' && does !== 'staleBlocking',
    strict: state?.strict ?? false,
    updatedAt: iso(state?.updatedAt),
    validUntil: iso(state?.validUntil),
    overrideUntil: override !== null && override > now ? iso(override) : null,
    reason: state?.reason ?? '',
    budgets: state?.budgets ?? [],
  },
});

const INSTALLED = { yes: 'installed', no: 'not installed', other: 'installed, for another state or by another version' } as const;

function statusText(found: HookInstallation, { path, state, doing: does }: Stand, now: number): string {
  const lines = [
    `${found.settings}: hooks ${INSTALLED[found.installed]}${found.events.length > 0 ? ` (${found.events.join(', ')})` : ''}`,
    ...(found.ignored ? [IGNORED] : []),
    `${found.script}: ${found.scriptPresent ? 'there' : 'not there'}`,
    state === null ? `${path}: no state yet` : `${path}: written ${formatDuration(now - state.updatedAt)} ago; ${DOING_WORDS[does]}`,
    ...(state?.budgets ?? []).map(({ name, ratio, over }) => `  ${plainText(name)}: ${ratio === null ? '?' : Math.floor(ratio * 100)}%${over ? ', over' : ''}`),
  ];
  return [...lines, '', GUARD_RAIL, ''].join('\n');
}

async function change(places: HookPlaces, installing: boolean, dryRun: boolean): Promise<string> {
  const planned = await (installing ? planInstall(places) : planRemoval(places));
  if (dryRun) return planned.after;
  if (installing) await install(places, planned);
  else await remove(places, planned);
  const ignored = installing && planned.ignored ? `${IGNORED}\n` : '';
  if (!planned.changes) return `${planned.settings}: nothing to change\n${ignored}`;
  return installing ? `${planned.settings}: hooks installed; they read ${places.state}\n${ignored}${GUARD_RAIL}\n` : `${planned.settings}: hooks removed\n`;
}

/** Puts the budget hooks into Claude Code's settings, takes them out, says how they stand, and lets a person go on for a while. */
export const hooks: Deed = {
  name: 'hooks',
  description: 'the budget hooks of Claude Code: install, remove, status, override (go on for 15 minutes)',
  actions: ['install', 'remove', 'status', 'override'],
  options: [
    { flags: '--claude-dir <dir>', description: 'folder with the settings.json of Claude Code (default: CLAUDE_CONFIG_DIR, else ~/.claude)' },
    { flags: '--state <file>', description: 'the state that the hooks read, as alerts --check --state writes it' },
    { flags: '--dry-run', description: 'print what settings.json would be, and change nothing' },
  ],
  async act(asked) {
    const places = placesOf(asked);
    const { action, json, now, own } = asked;
    if (action === 'override') return `Budgets do not stop Claude Code until ${iso(await goOn(places.state, now))}.\n`;
    if (action !== 'status') return change(places, action === 'install', own['dryRun'] !== undefined);
    const [found, stand] = [await look(places), await standOf(places.state, now)];
    return json ? `${JSON.stringify(statusJson(found, stand, now), null, 2)}\n` : statusText(found, stand, now);
  },
};
