/** The delivery of one channel, in rounds. */
import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { DeliveryInput, NoticeActivities } from '#domain/notify/notify.ports';
import { noticeBell } from './deliver-notices.messages.ts';
import { deliverInRounds, roundOptions } from './rounds.ts';

const { deliverNotices: deliver } = proxyActivities<NoticeActivities>(roundOptions);

export async function deliverNotices(input: DeliveryInput): Promise<void> {
  const { channel, settings, failures = 0 } = input;
  await deliverInRounds({
    bell: noticeBell, failures, maxRounds: settings?.maxRounds, round: (soFar) => deliver({ channel, failures: soFar }),
    continueWith: (soFar) => continueAsNew<typeof deliverNotices>({ ...input, failures: soFar }),
  });
}
