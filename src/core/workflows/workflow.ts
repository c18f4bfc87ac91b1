/** What work is for. The order is kept in month files (store/writes/workflow.ts): add at the end only. */
export const WORKFLOWS = ['testing', 'git_operations', 'debugging', 'development', 'documentation', 'deployment', 'api_development'] as const;
export type WorkflowId = (typeof WORKFLOWS)[number];
