// @ts-check
// Property tests draw the same cases in every run, so that a red run means a changed program. FC_SEED=<number> draws others.
import process from 'node:process';
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_261_122) });
