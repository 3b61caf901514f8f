/** What the delivery of a webhook can be told. The engine socket sends it; deliver-webhook.workflow.ts hears it. */
import { defineSignal } from '@temporalio/workflow';

/** Workflow type of every webhook's delivery. */
export const deliverWebhookType = 'deliverWebhook';

/** Empty on purpose: what is to be sent stands in MongoDB. */
export const webhookBell = defineSignal('webhookBell');
/** The same from a person: also a receiver that was away is tried now. */
export const webhookHurry = defineSignal('webhookHurry');
