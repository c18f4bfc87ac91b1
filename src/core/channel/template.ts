import { isRecord } from '../record';
import type { Json } from './channel';
import type { Notice } from './notice';

/** What a template may name. */
export const PLACEHOLDERS = [
  'title',
  'body',
  'severity',
  'budget',
  'period',
  'metric',
  'spent',
  'limit',
  'percent',
  'spentNumber',
  'limitNumber',
  'unit',
  'runbook',
  'id',
  'time',
  'action',
  'secret',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

export type Values = Readonly<Record<Placeholder, string>>;

const PLACE = /\{\{\s*([\w.-]+)\s*\}\}/g;
const BARE = /"(?:[^"\\]|\\.)*"|\{\{\s*[\w.-]+\s*\}\}/g;
const DEEPEST = 20;

const isPlaceholder = (name: string): name is Placeholder => PLACEHOLDERS.some((known) => known === name);

/** Each value as a text. */
export const valuesOf = (notice: Notice, secret: string): Values => ({
  title: notice.title,
  body: notice.body,
  severity: notice.severity,
  budget: notice.budget,
  period: notice.period,
  metric: notice.metric,
  spent: notice.spent,
  limit: notice.limit,
  percent: notice.percent,
  spentNumber: notice.amounts.spent === null ? '' : String(notice.amounts.spent),
  limitNumber: notice.amounts.limit === null ? '' : String(notice.amounts.limit),
  unit: notice.amounts.unit,
  runbook: notice.runbook.join('\n'),
  id: notice.key,
  time: new Date(notice.at).toISOString(),
  action: notice.action,
  secret,
});

/** A text with its placeholders filled in, in one pass: a value that looks like a placeholder stays what it is. */
export const filledText = (text: string, values: Values): string => text.replace(PLACE, (found, name: string) => (isPlaceholder(name) ? values[name] : found));

/** A template with every text in it filled in. Values go into texts of a structure that is made already, so none can add to it or end it. */
export function filled(template: Json, values: Values): Json {
  if (typeof template === 'string') return filledText(template, values);
  if (Array.isArray(template)) return template.map((item: Json) => filled(item, values));
  if (isRecord(template)) return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, filled(value as Json, values)]));
  return template;
}

/** The names in a template's texts that nothing stands for. */
export function unknownPlaceholders(template: Json): readonly string[] {
  if (typeof template === 'string') return [...template.matchAll(PLACE)].map(([, name = '']) => name).filter((name) => !isPlaceholder(name));
  if (typeof template === 'object' && template !== null) return Object.values(template).flatMap(unknownPlaceholders);
  return [];
}

const isJson = (value: unknown, depth: number): value is Json => {
  if (value === null || ['string', 'boolean'].includes(typeof value)) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (depth === 0 || typeof value !== 'object') return false;
  return Object.values(value).every((item) => isJson(item, depth - 1));
};

/**
 * A template as settings have it: an object or a list; or a text of JSON, in which a placeholder may also stand without quotes. undefined where it
 * is none of them.
 */
export function readTemplate(given: unknown): Json | undefined {
  if (typeof given !== 'string') return typeof given === 'object' && given !== null && isJson(given, DEEPEST) ? given : undefined;
  try {
    const parsed: unknown = JSON.parse(given.replace(BARE, (found) => (found.startsWith('"') ? found : `"${found}"`)));
    return typeof parsed === 'object' && parsed !== null && isJson(parsed, DEEPEST) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
