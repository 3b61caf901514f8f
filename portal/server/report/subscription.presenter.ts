/** Weekly reports as the API tells them: with the next time, and what became of the last one's notice. */
import { errorShape, type ErrorCode } from '#domain/errors';
import type { NoticeFault } from '#domain/notify/notice.schema';
import { nextSending } from '#domain/report/subscription.schedule';
import { settledWeek, type ReportSubscription } from '#domain/report/subscription.schema';
import type { Instant } from '#domain/values';
import type { ReportSubscriptionView } from '#api/subscription.api';
import type { NoticeRepo } from '#store/notify/notice.repo';

function told(fault: NoticeFault | null): (NoticeFault & { message: string; hint: string }) | null {
  if (fault === null) return null;
  const { message, hint } = errorShape(fault.code as ErrorCode, fault.params);
  return { ...fault, message, hint };
}

export async function subscriptionView(subscription: ReportSubscription, notices: Pick<NoticeRepo, 'byId'>, now: Instant): Promise<ReportSubscriptionView> {
  const { last, isPaused } = subscription;
  const next = isPaused ? null : nextSending(subscription, settledWeek(subscription), now);
  if (last === null) return { ...subscription, next, last: null };
  const notice = last.notice === null ? null : await notices.byId(last.notice);
  return {
    ...subscription, next,
    last: { ...last, fault: told(last.fault), notice: notice === null ? null : { id: notice.id, state: notice.state, dueAt: notice.dueAt, fault: told(notice.fault ?? notice.attempts.at(-1)?.fault ?? null) } },
  };
}
