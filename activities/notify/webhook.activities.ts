/** Sends what is due for a webhook: a few at once, each claimed first and settled afterwards; what a receiver answers decides about that message, and in the end about the webhook. */
import { randomUUID } from 'node:crypto';
import { Context } from '@temporalio/activity';
import { webhookSwitchedOff } from '#domain/audit/webhook-event';
import { CatalogueError, codeOf } from '#domain/errors';
import { afterFailure, pauseMs, reasonIn, type DeliveryPace } from '#domain/notify/delivery';
import type { NoticeFault } from '#domain/notify/notice.schema';
import type { DeliveryRound } from '#domain/notify/notify.ports';
import { awayAfter, isHopeless, nextDueAt, nextOf, webhookPace } from '#domain/notify/webhook.pace';
import type { WebhookActivities } from '#domain/notify/webhook.ports';
import { testType, type Webhook, type WebhookDelivery } from '#domain/notify/webhook.schema';
import { epochMs, instantOf, type Instant } from '#domain/values';
import type { WebhookAnswer, WebhookSend } from '#integrations/notify/webhook.send';
import type { EventRepo } from '#store/audit/event.repo';
import type { Answered, DeliverySender, WebhookDeliveryRepo } from '#store/notify/webhook-delivery.repo';
import type { WebhookRepo } from '#store/notify/webhook.repo';
import { withBeats } from '../core/beats.ts';
import { withCodes } from '../core/failures.ts';

export interface WebhookActivityDeps {
  webhooks: Pick<WebhookRepo, 'read' | 'secrets' | 'noteTaken' | 'noteFailure' | 'switchOff'>;
  deliveries: Pick<WebhookDeliveryRepo, 'open' | 'claim' | 'takeOver' | 'settle'>;
  events: Pick<EventRepo, 'append'>;
  send: WebhookSend;
  /** Names this process for people. */
  worker: string;
  nowMs(): number;
  /** Default: webhookPace. */
  pace?: DeliveryPace;
  /** Messages sent at once. Default 4. */
  width?: number;
  /** Milliseconds after which a round ends, though more is due. Default 45,000. */
  roundMs?: number;
}

/** What an attempt came to. `isUnheard`: nobody answered, so nobody would answer the next either. */
type Verdict = { is: 'taken'; answer: WebhookAnswer } | { is: 'failed'; fault: NoticeFault; answer: Answered; isUnheard: boolean; isGone: boolean; retryAfterMs: number | null };
const silence: Answered = { status: null, head: null };

/** For queue io. */
export function createWebhookActivities(deps: WebhookActivityDeps): WebhookActivities {
  const { webhooks, deliveries, events, send, worker, nowMs, pace = webhookPace, width = 4, roundMs = 45_000 } = deps;
  const now = () => instantOf(nowMs());

  async function attempt({ id, url }: Webhook, { message, body }: WebhookDelivery): Promise<Verdict> {
    try {
      return judge(url, await send({ url, id: message, body, secrets: await webhooks.secrets(id, now()) }));
    } catch (thrown) {
      const code = codeOf(thrown);
      // Our own database or code: nobody knows what became of it, so it stays in hand, and whoever comes next takes it over.
      if (!(thrown instanceof CatalogueError) || code === null || !code.startsWith('WEBHOOK_')) throw thrown;
      return { is: 'failed', fault: { code, params: thrown.params }, answer: silence, isUnheard: true, isGone: false, retryAfterMs: null };
    }
  }

  /** Says whether it was taken, and whether the rest should wait. */
  async function deliver(webhook: Webhook, delivery: WebhookDelivery, sender: DeliverySender): Promise<Verdict> {
    const verdict = await attempt(webhook, delivery);
    if (verdict.is === 'taken') {
      await deliveries.settle(delivery.id, sender, { is: 'sent', status: verdict.answer.status, head: verdict.answer.head }, now());
      await webhooks.noteTaken(webhook.id, now());
      return verdict;
    }
    const { fault, answer, retryAfterMs } = verdict;
    // Who sends a test looks at what comes of it; it is no event that may not be lost.
    const next = delivery.type === testType ? { fault } : afterFailure({ madeAt: delivery.sinceAt, attempts: [], forgottenAttempts: delivery.tries }, fault, now(), pace, 'WEBHOOK_GAVE_UP');
    if ('dueAt' in next) await deliveries.settle(delivery.id, sender, { is: 'again', ...answer, fault, dueAt: laterOf(next.dueAt, retryAfterMs) }, now());
    else await deliveries.settle(delivery.id, sender, { is: 'refused', ...answer, fault: next.fault }, now());
    if (delivery.type !== testType) await judgeWebhook(webhook, verdict);
    return verdict;
  }
  const laterOf = (dueAt: Instant, retryAfterMs: number | null): Instant => instantOf(Math.max(epochMs(dueAt), nowMs() + Math.min(pace.longestMs, retryAfterMs ?? 0)));

  /** A receiver that wants no more, or has taken nothing for days, is left alone until somebody switches it on. */
  async function judgeWebhook({ id, url }: Webhook, { fault, isGone }: Extract<Verdict, { is: 'failed' }>): Promise<void> {
    const standing = await webhooks.noteFailure(id, now());
    if (standing === null) return;
    const reason = isGone ? fault : isHopeless(standing, now(), pace) ? { code: 'WEBHOOK_FAILING', params: { host: hostOf(url), days: Math.round(pace.giveUpMs / 86_400_000), reason: reasonIn(fault) } } : null;
    if (reason !== null) await webhooks.switchOff(id, reason, now(), (session, webhook) => events.append([webhookSwitchedOff(webhook, String(reasonIn(fault)), now())], session));
  }

  async function round({ webhook: id, failures }: { webhook: string; failures: number }): Promise<DeliveryRound> {
    const sender: DeliverySender = { worker, token: randomUUID() };
    const untilMs = nowMs() + roundMs;
    let [sent, failed, isAway] = [0, 0, false];
    await deliveries.takeOver(id, sender, now());
    /** Null: nothing is due now. */
    async function claimNext(): Promise<{ webhook: Webhook; delivery: WebhookDelivery } | null> {
      for (;;) {
        const webhook = await webhooks.read(id);
        const next = webhook === null ? null : nextOf(await deliveries.open(id, webhook.isEnabled), now());
        if (webhook === null || next === null) return null;
        const delivery = await deliveries.claim(next.id, sender, now());
        if (delivery !== null) return { webhook, delivery };
      }
    }
    const sendOn = async (): Promise<void> => {
      while (!isAway && nowMs() < untilMs && !Context.current().cancellationSignal.aborted) {
        const claimed = await claimNext();
        if (claimed === null) return;
        const verdict = await deliver(claimed.webhook, claimed.delivery, sender);
        if (verdict.is === 'taken') [sent, failed] = [sent + 1, 0];
        else failed += 1;
        isAway ||= verdict.is === 'failed' && (verdict.isUnheard || failed >= awayAfter);
      }
    };
    await Promise.all(Array.from({ length: width }, sendOn));
    const webhook = await webhooks.read(id);
    const againAt = webhook === null ? null : nextDueAt(await deliveries.open(id, webhook.isEnabled));
    return againAt !== null && isAway ? { sent, isAway, againAt: instantOf(nowMs() + pauseMs(pace, failures + 1)) } : { sent, isAway: false, againAt };
  }

  return withCodes({ deliverWebhook: (call) => withBeats(() => round(call)) } satisfies WebhookActivities);
}

const hostOf = (url: string): string => new URL(url).hostname;

function judge(url: string, answer: WebhookAnswer): Verdict {
  const { status, head, retryAfterMs } = answer;
  if (status >= 200 && status < 300) return { is: 'taken', answer };
  const code = status === 410 ? 'WEBHOOK_GONE' : status >= 300 && status < 400 ? 'WEBHOOK_REDIRECTED' : 'WEBHOOK_STATUS';
  return { is: 'failed', fault: { code, params: { host: hostOf(url), status } }, answer: { status, head }, isUnheard: false, isGone: status === 410, retryAfterMs };
}
