import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../../../src/core/settings/readSettings';
import { PERIODS } from '../../../src/core/budget/budget';
import { FIRST_DAYS } from '../../../src/core/settings/week';
import { PAGE_COMMANDS } from '../../../src/protocol/api';
import { readManifest } from '../../support/manifest';

interface Property {
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly examples?: readonly unknown[];
  readonly items?: { readonly properties: Record<string, Property>; readonly defaultSnippets: readonly { readonly body: unknown }[] };
}
interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly enablement?: string }[];
    readonly configuration: readonly { readonly properties: Record<string, Property> }[];
  };
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
}

const root = process.cwd();
const manifest = readManifest() as Manifest;
const sources = readdirSync(join(root, 'src/extension'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(join(root, 'src/extension', path), 'utf8'))
  .join('\n');
const properties = Object.assign({}, ...manifest.contributes.configuration.map((category) => category.properties)) as Record<string, Property>;
const commands = manifest.contributes.commands.map(({ command }) => command);
const SURROUNDINGS = { home: '/home/me', timezone: 'UTC', firstDayOfWeek: 1, folders: ['/w'], trusted: true };
const withBudgets = (userBudgets: unknown) => readSettings({ values: {}, userBudgets, workspaceBudgets: [] }, SURROUNDINGS);

describe('declared settings', () => {
  it('are exactly those that are read', () => {
    const read = new Set<string>(['spendlight.budgets']);
    const values = new Proxy({}, { get: (_target, name) => void read.add(`spendlight.${String(name)}`) });
    readSettings({ values, userBudgets: undefined, workspaceBudgets: [] }, SURROUNDINGS);
    assert.deepEqual([...read].sort(), Object.keys(properties).sort());
    for (const name of read) assert.ok(sources.includes(`'${name.replace('spendlight.', '')}'`), name);
  });

  it('have the defaults that the code falls back to', () => {
    const given = Object.fromEntries(Object.entries(properties).map(([name, property]) => [name.replace('spendlight.', ''), property.default]));
    const declared = readSettings({ values: given, userBudgets: given['budgets'], workspaceBudgets: [] }, SURROUNDINGS);
    assert.deepEqual(declared, readSettings({ values: {}, userBudgets: undefined, workspaceBudgets: [] }, SURROUNDINGS));
  });

  it('name every field and word that budgets know', () => {
    const fields = properties['spendlight.budgets']?.items?.properties ?? {};
    assert.deepEqual(fields['period']?.enum, PERIODS);
    assert.deepEqual(properties['spendlight.firstDayOfWeek']?.enum, FIRST_DAYS);
    const unknown = withBudgets([{ id: 'a', period: 'day', limit: 1, nonsense: 1 }]).problems[0]?.message ?? '';
    assert.deepEqual(
      unknown
        .replace(/^.* has /, '')
        .split(', ')
        .sort(),
      Object.keys(fields).sort(),
    );
  });

  it('of a workspace that could mislead are restricted', () => {
    for (const name of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations) assert.ok(name in properties, name);
    assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes('spendlight.budgets'));
  });
});

describe('declared commands', () => {
  it('are registered, each and no other', () => {
    const registered = [...sources.matchAll(/command\(\s*'(spendlight\.\w+)'/g)].map(([, id = '']) => id);
    assert.deepEqual(registered.sort(), [...commands].sort());
  });

  it('wait for keys that are set', () => {
    for (const { enablement, title } of manifest.contributes.commands) {
      assert.doesNotMatch(title, /Spendlight/);
      for (const [key] of (enablement ?? '').matchAll(/spendlight\.\w+/g)) assert.ok(sources.includes(`'${key}':`), key);
    }
  });

  it('are all that pages, notifications and links run', () => {
    const ran = [...sources.matchAll(/executeCommand\('(spendlight\.\w+)'|command:(spendlight\.\w+)/g)].map(([, run, link]) => run ?? link ?? '');
    for (const id of [...ran, ...PAGE_COMMANDS]) assert.ok(commands.includes(id), id);
  });
});
