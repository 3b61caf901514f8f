/** Every workflow type this installation runs: what the worker's bundle is made of. One line each. */
export { runFlow } from './flow/run-flow.workflow.ts';
export { groupAlarms } from './alarm/group-alarms.workflow.ts';
