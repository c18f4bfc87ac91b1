// Loaded by the extension host, be it of the desktop or of the server: both call run().
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';

/** A line of test output. In the server host the runner picks the marked ones out of the workbench's own log. */
const say = (...args: unknown[]) => {
  for (const line of format(...args).split('\n')) console.log(`${process.env['SUITE_MARK'] ?? ''}${line}`);
};

/** Runs every suite beside this file. Rejects when a test failed; the host then ends with code 1. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  try {
    const { default: Mocha } = await import('mocha');
    Mocha.reporters.Base.consoleLog = say;
    const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, color: false, reporter: process.env['SUITE_REPORTER'] ?? 'spec' });
    for (const file of readdirSync(__dirname).sort()) if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
    await new Promise<void>((ok, no) => {
      mocha.run((failures) => (failures > 0 ? no(new Error(`${failures} test(s) failed`)) : ok()));
    });
  } catch (error) {
    say(error instanceof Error ? error.stack : error);
    throw error;
  }
}
