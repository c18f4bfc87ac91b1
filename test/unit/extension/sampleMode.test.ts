import assert from 'node:assert/strict';
import { readSettings } from '../../../src/core/settings/readSettings';
import { SampleMode } from '../../../src/extension/sampleMode';

const PLACES = { dist: '/x/dist', globalDir: '/g', workspaceDir: '/w' };
const REAL = readSettings(
  {
    values: {
      extraRoots: ['/more'],
      'alerts.spike': 2,
      'statusBar.scope': 'workspace',
      channels: [{ id: 'team', kind: 'slack' }],
      'alerts.channels': ['team'],
    },
    userBudgets: [{ id: 'a', period: 'day', limit: 1, stop: true, channels: ['team'] }],
    workspaceBudgets: [],
  },
  { home: '/h', timezone: 'UTC', firstDayOfWeek: 1, folders: ['/f'], trusted: true },
).settings;

class Memory {
  readonly #kept = new Map<string, unknown>();
  get(key: string): unknown {
    return this.#kept.get(key);
  }
  async update(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.#kept.delete(key);
    else this.#kept.set(key, value);
  }
}
const modeOn = async (memory: Memory): Promise<SampleMode> => {
  // VS Code's own has more overloads, which nobody calls.
  const mode = new SampleMode(memory as ConstructorParameters<typeof SampleMode>[0], PLACES);
  await mode.turn(true);
  return mode;
};

describe('sample data', () => {
  it('changes nothing while it is off', () => {
    const mode = new SampleMode(new Memory() as ConstructorParameters<typeof SampleMode>[0], PLACES);
    assert.equal(mode.on, false);
    assert.equal(mode.settings(REAL), REAL);
    assert.equal(mode.places(), PLACES);
    assert.deepEqual(mode.env({ CLAUDE_CONFIG_DIR: '/mine' }), { CLAUDE_CONFIG_DIR: '/mine' });
  });

  it('is read from and kept in a folder of its own, whatever the machine has', async () => {
    const mode = await modeOn(new Memory());
    const { dist, globalDir, workspaceDir } = mode.places();
    assert.equal(dist, PLACES.dist);
    for (const place of [globalDir, workspaceDir, mode.claudeDir]) assert.ok(place.startsWith(mode.folder), place);
    assert.equal(new Set([globalDir, workspaceDir, mode.claudeDir]).size, 3);
    assert.deepEqual(mode.env({ CLAUDE_CONFIG_DIR: '/mine', XDG_CONFIG_HOME: '/c' }), { CLAUDE_CONFIG_DIR: mode.claudeDir, XDG_CONFIG_HOME: '/c' });
    assert.deepEqual(mode.settings(REAL).counting.extraRoots, []);
  });

  it('tells nobody of what is made up, and stops nothing', async () => {
    const { counting, payment } = (await modeOn(new Memory())).settings(REAL);
    assert.equal(REAL.counting.budgets[0]?.stop, true);
    assert.deepEqual(
      counting.budgets.map(({ id, limit, thresholds, channels, stop }) => ({ id, limit, thresholds, channels, stop })),
      [{ id: 'a', limit: 1_000_000_000, thresholds: [], channels: [], stop: false }],
    );
    assert.deepEqual([counting.alerts.spike, counting.alerts.channels, counting.statusFolders, payment], [0, [], [], 'sample']);
  });

  it('lasts until it is turned off, over restarts of the window', async () => {
    const memory = new Memory();
    const again = await modeOn(memory).then(() => new SampleMode(memory as ConstructorParameters<typeof SampleMode>[0], PLACES));
    assert.equal(again.on, true);
    await again.turn(false);
    assert.equal(again.on, false);
  });
});
