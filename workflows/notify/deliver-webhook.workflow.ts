/** The delivery of one webhook, in rounds. */
import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { WebhookActivities, WebhookInput } from '#domain/notify/webhook.ports';
import { webhookBell, webhookHurry } from './deliver-webhook.messages.ts';
import { deliverInRounds, roundOptions } from './rounds.ts';

const { deliverWebhook: deliver } = proxyActivities<WebhookActivities>(roundOptions);

export async function deliverWebhook(input: WebhookInput): Promise<void> {
  const { webhook, settings, failures = 0 } = input;
  await deliverInRounds({
    bell: webhookBell, hurry: webhookHurry, failures, maxRounds: settings?.maxRounds, round: (soFar) => deliver({ webhook, failures: soFar }),
    continueWith: (soFar) => continueAsNew<typeof deliverWebhook>({ ...input, failures: soFar }),
  });
}
