// @ts-check
import path from 'node:path';
import process from 'node:process';

/** The project's folder. npm runs every script there, and a bundled test cannot ask where its source lay. */
export const projectRoot = process.cwd();

/** What tests and `npm start` fetch or build once: VS Code's server, Node for it, a browser, sample transcripts. Safe to delete. */
export const cacheDir = process.env['VSCODE_TEST_CACHE'] ?? path.join(projectRoot, '.vscode-test');

export const vsixFile = path.join(projectRoot, 'spendlight.vsix');
