import { createClaudeCode } from './claudeCode/claudeCode';
import type { RootPlan } from './claudeCode/roots';
import type { Source } from './source';

/** All sources. */
export const createSources = (plan: RootPlan): readonly Source[] => [createClaudeCode(plan)];
