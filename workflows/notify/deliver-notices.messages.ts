/** What the delivery of a channel can be told. The engine socket sends it; deliver-notices.workflow.ts hears it. */
import { defineSignal } from '@temporalio/workflow';

/** Workflow type of every channel's delivery. */
export const deliverNoticesType = 'deliverNotices';

/** Empty on purpose: what is to be sent stands in MongoDB. */
export const noticeBell = defineSignal('noticeBell');
