/** Every workflow type this installation runs: what the worker's bundle is made of. One line each. */
export { runFlow } from './flow/run-flow.workflow.ts';
export { doWork } from './flow/do-work.workflow.ts';
export { groupAlarms } from './alarm/group-alarms.workflow.ts';
export { makeDocument } from './document/make-document.workflow.ts';
export { mailReport } from './report/mail-report.workflow.ts';
export { deliverNotices } from './notify/deliver-notices.workflow.ts';
export { deliverWebhook } from './notify/deliver-webhook.workflow.ts';
