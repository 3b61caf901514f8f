/** What the workflow of a weekly report can be told. The engine socket sends it; mail-report.workflow.ts hears it. */
import { defineSignal } from '@temporalio/workflow';

/** Workflow type of every subscription. */
export const mailReportType = 'mailReport';

/** Empty on purpose: what is wanted stands in MongoDB. */
export const reportChanged = defineSignal('reportChanged');
