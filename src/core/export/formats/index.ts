import { csv } from './csv';
import { html } from './html';
import { json } from './json';
import { markdown } from './markdown';

/** Every format that a table or report can leave in, one line each. */
export const PAPER_FORMATS = [csv, json, markdown, html] as const;
