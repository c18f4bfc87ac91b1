// @ts-check
import { appendFileSync } from 'node:fs';
import process from 'node:process';
import Mocha from 'mocha';

/** Mocha's usual output; at the end one line of JSON is added to the file named by SPENDLIGHT_COUNTS, for the sum over all runs. */
export default class CountReporter extends Mocha.reporters.Spec {
  /**
   * @param {import('mocha').Runner} runner
   * @param {import('mocha').MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const file = process.env['SPENDLIGHT_COUNTS'];
      const { passes, failures, pending } = this.stats;
      if (file) appendFileSync(file, `${JSON.stringify({ passed: passes, failed: failures, skipped: pending })}\n`);
    });
  }
}
