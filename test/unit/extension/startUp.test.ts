import assert from 'node:assert/strict';
import { build } from 'esbuild';

/** What a window needs later or in other threads only. */
const LATER = ['src/engine/', 'src/store/', 'src/sources/', 'src/extension/sample/', 'src/extension/jsonTexts', 'src/channels/mail', 'webview/'];
const PACKAGES = ['sql.js', 'chokidar', 'nodemailer', 'jsonc-parser', 'csv-stringify', 'proper-lockfile', 'preact', 'chart.js'];

describe('the code that a window starts with', () => {
  it('has nothing in it that is loaded later or in other threads', async () => {
    const { metafile } = await build({
      entryPoints: ['src/extension/main.ts'],
      bundle: true,
      write: false,
      metafile: true,
      outdir: 'out',
      platform: 'node',
      format: 'cjs',
      external: ['vscode'],
      logLevel: 'silent',
    });
    // What was imported for one function and shaken out again takes no room.
    const held = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0));
    const files = held.map(([file]) => file);
    assert.ok(files.includes('src/extension/compose.ts'));
    for (const folder of LATER)
      assert.deepEqual(
        files.filter((file) => file.startsWith(folder)),
        [],
        folder,
      );
    for (const name of PACKAGES)
      assert.deepEqual(
        files.filter((file) => file.includes(`node_modules/${name}/`)),
        [],
        name,
      );
  });
});
