import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { readManifest } from '../../support/manifest';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}
interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[];
  };
}

const { contributes } = readManifest() as Manifest;
const views = Object.values(contributes.views).flatMap((list) => list.map(({ id }) => id));
const titles = new Map(contributes.commands.map(({ command, title }) => [command, title]));
const commands = [...titles.keys(), ...views.map((id) => `${id}.focus`)];
const settings = contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
const keys = [...readFileSync('src/extension/contributions/contextKeys.ts', 'utf8').matchAll(/'(spendlight\.\w+)':/g)].map(([, key = '']) => key);
const known: Readonly<Record<string, readonly string[]>> = { onCommand: commands, onSettingChanged: settings, onContext: keys, onView: views };
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

describe('the walkthrough', () => {
  it('is one, of four to six steps, and the command opens it by its id', () => {
    assert.equal(contributes.walkthroughs.length, 1);
    assert.ok(steps.length >= 4 && steps.length <= 6);
    assert.ok(readFileSync('src/extension/contributions/walkthrough.ts', 'utf8').includes(`#${contributes.walkthroughs[0]?.id}\``));
  });

  for (const { id, title, description, media, completionEvents } of steps) {
    it(`${id}: is done by something that exists`, () => {
      assert.ok(title !== '' && completionEvents.length > 0);
      for (const event of completionEvents) {
        const [kind = '', name = ''] = event.split(':');
        assert.ok(known[kind]?.includes(name), event);
      }
    });

    it(`${id}: its links run what exists; a button bears the title of its command`, () => {
      for (const [, text, command = ''] of description.matchAll(/\[([^\]]+)\]\(command:([\w.]+)[^)]*\)/g)) {
        if (command.startsWith('workbench.')) continue;
        assert.ok(commands.includes(command), command);
        const button = new RegExp(`^\\[${text?.replaceAll(/[.…]/g, '.')}\\]\\(`, 'm').test(description);
        if (button && titles.has(command)) assert.equal(text, titles.get(command));
      }
    });

    it(`${id}: its picture has the theme's colours alone, words for those who do not see it, and is packaged`, () => {
      const svg = readFileSync(media.svg, 'utf8');
      for (const [, colour = ''] of svg.matchAll(/(?:fill|stroke)="([^"]*)"/g)) assert.match(colour, /^(?:none|var\(--vscode-[\w-]+.*\))$/);
      assert.doesNotMatch(svg, /<script|<style|<image|href=|\son\w+=/);
      assert.ok(media.altText.length > 20);
      assert.ok(existsSync(media.svg) && readFileSync('.vscodeignore', 'utf8').includes('!media/walkthrough/*.svg'));
    });
  }

  it('asks how one pays, and is content with any answer', () => {
    assert.ok(steps.some((step) => step.completionEvents.includes('onSettingChanged:spendlight.display.payment')));
  });
});
