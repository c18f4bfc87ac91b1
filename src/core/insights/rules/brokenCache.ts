import { cacheBreakRule } from '../cacheBreakRule';

/** The cache was lost in the middle of work, for a reason that nobody wrote down. */
export const brokenCache = cacheBreakRule({
  id: 'brokenCache',
  idle: false,
  title: (project) => `The cache of ${project} broke in the middle of work`,
  assumption:
    'The context that was sent anew although the cache had not expired, read from the cache instead. By tokens and times: the transcript names no cause.',
  action: 'Avoid changes of tools, MCP servers, output style or CLAUDE.md within a session: each of them empties the cache.',
});
