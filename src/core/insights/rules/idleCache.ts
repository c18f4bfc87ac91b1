import { cacheBreakRule } from '../cacheBreakRule';

/** The cache had expired when somebody went on. */
export const idleCache = cacheBreakRule({
  id: 'idleCache',
  idle: true,
  title: (project) => `Pauses let the cache of ${project} expire`,
  assumption:
    'The context that was sent anew after a pause longer than the cache’s lifetime, read from the cache instead. By the times of responses: the transcript names no cause.',
  action: 'After a long pause start anew (/clear) or compact before you stop, so that less is sent again.',
});
