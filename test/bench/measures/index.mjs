// @ts-check
import { activation } from './activation.mjs';
import { coldImport } from './coldImport.mjs';
import { dashboard } from './dashboard.mjs';
import { disk } from './disk.mjs';
import { live } from './live.mjs';
import { peer } from './peer.mjs';
import { questions } from './questions.mjs';
import { realHost } from './realHost.mjs';
import { warmEngine } from './warmEngine.mjs';
import { warmStart } from './warmStart.mjs';
import { windowImport } from './windowImport.mjs';
import { windows } from './windows.mjs';

/**
 * What is measured, in the order of the table.
 *
 * @typedef {Record<string, number>} Figures names are unique over all measures, so that a row may set one against another's
 *
 * @typedef {object} Row
 * @property {string} label
 * @property {string} unit
 * @property {(figures: Figures) => number | undefined} of
 * @property {number} [atMost] the goal
 * @property {number} [digits] after the point
 *
 * @typedef {object} Size a history that was made up for this run
 * @property {number} gb
 * @property {number} bytes
 * @property {string} claudeDir has `projects`
 * @property {string} scratch an empty folder for databases
 *
 * @typedef {object} Tools
 * @property {string} dist the built bundles
 * @property {(name: string) => string} part path of a bundled part of the bench
 * @property {string} node the Node that VS Code has, or this one
 * @property {number} shift ms from now to the end of the history
 *
 * @typedef {object} Measure
 * @property {string} name
 * @property {'round' | 'size' | 'run'} per by turns with the others, several times; once for each size; once, with the smallest
 * @property {boolean} [grows] it tells how something grows, and is taken of a history of 10 GB as well
 * @property {(size: Size, tools: Tools) => Promise<Figures>} run throws where it cannot be had
 * @property {readonly Row[] | ((figures: Figures) => readonly Row[])} rows
 */

/** @type {readonly Measure[]} */
export const MEASURES = [coldImport, warmStart, peer, warmEngine, windowImport, live, disk, questions, windows, dashboard, activation, realHost];
