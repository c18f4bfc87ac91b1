// @ts-check
// Changes made to the fetched VS Code server, each for a stated reason.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { say } from './registry.mjs';

const SPDLOG = `'use strict';
const fs = require('node:fs');
const path = require('node:path');
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
class Logger {
  constructor(file) {
    this.file = file;
    this.level = LEVELS.indexOf('info');
    this.bare = false;
    fs.mkdirSync(path.dirname(file), { recursive: true });
  }
  write(level, text) {
    if (level < this.level || this.file === undefined) return;
    const line = this.bare ? text : new Date().toISOString() + ' [' + LEVELS[level] + '] ' + text + '\\n';
    try { fs.appendFileSync(this.file, line); } catch { this.file = undefined; }
  }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() {}
  clearFormatters() { this.bare = true; }
  flush() {}
  drop() { this.file = undefined; }
}
LEVELS.forEach((name, level) => { Logger.prototype[name] = function (text) { this.write(level, text); }; });
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = async (name, file) => new Logger(file);
exports.createAsyncRotatingLogger = exports.createRotatingLogger;
`;

const WATCHDOG = `'use strict';
exports.start = (parent) => {
  const alive = () => { try { process.kill(parent, 0); } catch { process.exit(87); } };
  setInterval(alive, 3000).unref();
};
exports.exit = (code) => process.exit(code || 0);
`;

/**
 * Two native modules have no prebuilt binary, and building them needs Python and a compiler. One writes log files, the other
 * watches the parent process, so plain JavaScript takes their place.
 * @param {string} server folder of the VS Code server
 */
export async function replaceNativeModules(server) {
  await writeFile(path.join(server, 'node_modules/@vscode/spdlog/index.js'), SPDLOG);
  await writeFile(path.join(server, 'node_modules/@vscode/native-watchdog/index.js'), WATCHDOG);
}

/**
 * This server names its User folder by a URI without authority, while file events carry one, so an edit of User/settings.json
 * from outside would go unseen. Desktop VS Code sees it, and so shall this one.
 * @param {string} server folder of the VS Code server
 */
export async function watchUserSettings(server) {
  const file = path.join(server, 'out/vs/code/browser/workbench/workbench.js');
  const text = await readFile(file, 'utf8');
  const getter = /(get userRoamingDataHome\(\)\{return [\w$]+\([\w$]+\.file\(this\.userDataPath\)\.with\(\{scheme:[\w$]+\.vscodeRemote)(\}\),"User"\)\})/;
  if (!getter.test(text)) return say('note: this server will not see outside edits of User/settings.json (its code is not as expected)');
  await writeFile(file, text.replace(getter, '$1,authority:this.options.remoteAuthority$2'));
}
