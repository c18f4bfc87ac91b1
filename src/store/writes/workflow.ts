import { WORKFLOWS, type WorkflowId } from '../../core/workflows/workflow';

/** A workflow as a small number, 0 for none. */
export const workflowNumber = (workflow: WorkflowId | ''): number => (workflow === '' ? 0 : WORKFLOWS.indexOf(workflow) + 1);

/** Of a number that nothing is known of (a newer Spendlight's), none. */
export const workflowOfNumber = (number: number): WorkflowId | '' => WORKFLOWS[number - 1] ?? '';
