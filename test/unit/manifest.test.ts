import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PAGE_COMMANDS } from '../../src/protocol/api';
import { readManifest } from '../support/manifest';

interface Property {
  readonly type?: string;
  readonly default?: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly order?: number;
  readonly scope?: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
  readonly properties?: Readonly<Record<string, Property>>;
  readonly items?: Property;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly icon: string;
  readonly main: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly extensionKind: readonly string[];
  readonly engines: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly configuration: readonly { readonly title: string; readonly order: number; readonly properties: Readonly<Record<string, Property>> }[];
    readonly menus?: Readonly<Record<string, readonly { readonly command?: string }[]>>;
    readonly keybindings?: readonly { readonly command: string }[];
  };
}

const ROOT = process.cwd();
const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

const manifest = readManifest() as Manifest;
const commands = manifest.contributes.commands.map(({ command }) => command);
const categories = manifest.contributes.configuration;
const settings = new Map(categories.flatMap(({ properties }) => Object.entries(properties)));
const extensionSource = [...filesBelow('src/extension'), ...filesBelow('src/core/settings')].map(text).join('\n');

describe('the manifest', () => {
  describe('settings', () => {
    for (const [key, property] of settings) {
      it(`${key} says type, default, order, scope and what it does`, () => {
        assert.match(key, /^spendlight\.[a-zA-Z.]+$/);
        for (const field of ['type', 'default', 'order', 'scope', 'markdownDescription'] as const) assert.notEqual(property[field], undefined, field);
      });
      it(`${key}: every choice has its text, and the default is one of them`, () => {
        if (property.enum === undefined) return;
        assert.equal((property.enumDescriptions ?? property.markdownEnumDescriptions)?.length, property.enum.length);
        assert.ok(property.enum.includes(property.default as string));
      });
      it(`${key} is read by the extension`, () => {
        const short = key.replace('spendlight.', '');
        assert.ok(extensionSource.includes(`'${short}'`) || extensionSource.includes(`'${key}'`), `${short} is never asked for`);
      });
      it(`${key} is in the README`, () => assert.ok(text('README.md').includes(`\`${key}\``)));
    }

    it('have an order of their own within their category, and categories too', () => {
      assert.equal(new Set(categories.map(({ order }) => order)).size, categories.length);
      for (const { title, properties } of categories) {
        const orders = Object.values(properties).map(({ order }) => order);
        assert.equal(new Set(orders).size, orders.length, title);
      }
    });

    it('link only to settings that exist', () => {
      for (const [key, property] of settings) {
        for (const [, linked = ''] of (property.markdownDescription ?? '').matchAll(/`#([^#`]+)#`/g))
          assert.ok(settings.has(linked), `${key} links to ${linked}`);
      }
      for (const key of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations) assert.ok(settings.has(key), key);
    });

    it('are all that the README lists', () => {
      for (const [, key = ''] of text('README.md').matchAll(/^\| `(spendlight\.[^`]+)` \|/gm)) assert.ok(settings.has(key), key);
    });
  });

  describe('commands', () => {
    it('are named once, under one category', () => {
      assert.equal(new Set(commands).size, commands.length);
      for (const { command, title, category } of manifest.contributes.commands) {
        assert.match(command, /^spendlight\.[a-zA-Z\d]+$/);
        assert.equal(category, 'Spendlight', command);
        assert.notEqual(title, '');
      }
    });
    it('are all named in the extension', () => {
      for (const command of commands) assert.ok(extensionSource.includes(`'${command}'`), command);
    });
    it('of menus, keys and pages exist', () => {
      const used = [...Object.values(manifest.contributes.menus ?? {}).flat(), ...(manifest.contributes.keybindings ?? [])].flatMap(
        ({ command }) => command ?? [],
      );
      for (const command of [...used, ...PAGE_COMMANDS]) assert.ok(commands.includes(command), command);
    });
    it('are in the README by their titles', () => {
      for (const { title } of manifest.contributes.commands) assert.ok(text('README.md').includes(title), title);
    });
  });

  describe('package', () => {
    it('runs where the transcripts are, and starts after the window', () => {
      assert.deepEqual(manifest.extensionKind, ['workspace']);
      assert.ok(manifest.activationEvents.includes('onStartupFinished'));
      assert.ok(!manifest.activationEvents.includes('*'));
    });
    it('asks of VS Code what its types promise', () => {
      assert.equal(manifest.engines['vscode'], `^${manifest.devDependencies['@types/vscode']}`);
    });
    it('brings everything in its bundles: nothing is installed beside it, every version is exact', () => {
      assert.equal(manifest.dependencies, undefined);
      for (const [name, version] of Object.entries(manifest.devDependencies)) assert.match(version, /^\d+\.\d+\.\d+$/, name);
    });
    it('keeps within what the marketplace takes', () => {
      assert.ok(manifest.keywords.length <= 30);
      assert.equal(new Set(manifest.keywords).size, manifest.keywords.length);
    });
    it('has an icon of 128 pixels or more, a licence and a changelog', () => {
      const icon = readFileSync(join(ROOT, manifest.icon));
      assert.equal(icon.subarray(1, 4).toString('latin1'), 'PNG');
      assert.ok(icon.readUInt32BE(16) >= 128 && icon.readUInt32BE(16) === icon.readUInt32BE(20));
      assert.match(text('LICENSE'), /^MIT License/);
      assert.match(text('CHANGELOG.md'), /^## \[(?:Unreleased|\d+\.\d+\.\d+)\]/m);
    });
  });
});

describe('the papers', () => {
  for (const paper of ['README.md', 'CHANGELOG.md', ...filesBelow('src')].filter((path) => path.endsWith('.md'))) {
    it(`${paper} has no dead link within the project`, () => {
      for (const [, target = ''] of text(paper).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)) {
        assert.ok(existsSync(join(ROOT, dirname(paper), target)), `${paper} links to ${target}`);
      }
    });
  }

  it('the map names every folder of the sources, and no other', () => {
    const map = text('src/README.md');
    const named = new Set([...map.matchAll(/`((?:src|webview)(?:\/[^`\s*]*)?)`/g)].map(([, path = '']) => path.replace(/\/$/, '')));
    for (const path of named) assert.ok(existsSync(join(ROOT, path)), `${path} is on the map only`);
    const folders = new Set([...filesBelow('src'), ...filesBelow('webview')].filter((path) => /\.(?:ts|tsx|mjs|css)$/.test(path)).map((path) => dirname(path)));
    const known = (folder: string): boolean => named.has(folder) || (folder.includes('/') && known(dirname(folder)) && folder.split('/').length > 3);
    for (const folder of folders) if (folder !== 'src') assert.ok(known(folder), `${folder} is missing on the map`);
  });
});
