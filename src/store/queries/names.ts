import type { SqlDatabase } from '../sqlite';

const used = (column: 'project' | 'model'): string =>
  `SELECT value FROM text WHERE id IN (SELECT ${column} FROM day GROUP BY ${column} HAVING sum(responses) > 0) ORDER BY value`;
const PROJECTS = used('project');
const MODELS = used('model');

/** Every project that has any response, by name. */
export const projectNames = (database: SqlDatabase): string[] => database.all(PROJECTS).map(([name]) => String(name));
/** Every model that has any response, as written, by name. */
export const modelNames = (database: SqlDatabase): string[] => database.all(MODELS).map(([name]) => String(name));

const UNPRICED = `SELECT named.value, sum(unpriced_tokens) FROM day JOIN text AS named ON named.id = day.model
  GROUP BY named.value HAVING sum(unpriced_tokens) > 0 ORDER BY 2 DESC`;

/** Models without a price and their tokens, most first. */
export const unpricedModels = (database: SqlDatabase): { model: string; tokens: number }[] =>
  database.all(UNPRICED).map(([model, tokens]) => ({ model: String(model), tokens: Number(tokens) }));

/** The first local day with any response, or null. */
export const firstDay = (database: SqlDatabase): string | null => {
  const day = database.one('SELECT min(day) FROM day WHERE responses > 0')?.[0];
  return typeof day === 'string' ? day : null;
};
