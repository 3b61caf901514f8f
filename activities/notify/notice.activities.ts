/** Sends what is due on a channel: several at once, each claimed first and settled afterwards, so that whoever takes over knows what is left. */
import { randomUUID } from 'node:crypto';
import { Context } from '@temporalio/activity';
import { CatalogueError, codeOf, errorCatalogue } from '#domain/errors';
import { afterFailure, pauseMs, usualPace, type DeliveryPace } from '#domain/notify/delivery';
import type { Notice, NoticeFault } from '#domain/notify/notice.schema';
import type { DeliveryRound, NoticeActivities } from '#domain/notify/notify.ports';
import { instantOf, localeSchema, type Locale } from '#domain/values';
import type { Channel, NoticeMessage } from '#integrations/channels/channel.kind';
import type { PersonRepo } from '#store/identity/person.repo';
import type { NoticeRepo, Sender } from '#store/notify/notice.repo';
import { withBeats } from '../core/beats.ts';
import { withCodes } from '../core/failures.ts';

export interface NoticeActivityDeps {
  notices: Pick<NoticeRepo, 'claim' | 'takeOver' | 'settle' | 'nextDue'>;
  people: Pick<PersonRepo, 'read'>;
  channels: ReadonlyMap<string, Channel>;
  /** What the text needs beside the notice: addresses of pages, the link of an approval. */
  messageOf(notice: Notice, zone: string): Promise<NoticeMessage>;
  /** Names this process for people. */
  worker: string;
  nowMs(): number;
  /** Default: usualPace. */
  pace?: DeliveryPace;
  /** Notices sent at once. Default 4. */
  width?: number;
  /** Milliseconds after which a round ends, though more is due. Default 45,000. */
  roundMs?: number;
}

/** For queue io. */
export function createNoticeActivities(deps: NoticeActivityDeps): NoticeActivities {
  const { notices, channels, worker, nowMs, pace = usualPace, width = 4, roundMs = 45_000 } = deps;
  const now = () => instantOf(nowMs());

  /** True when nothing else can be sent either. */
  async function deliver(notice: Notice, sender: Sender): Promise<boolean> {
    try {
      const sent = await sendOut(notice);
      await notices.settle(notice.id, sender, { is: 'sent', ...sent }, now());
      return false;
    } catch (thrown) {
      const fault = noticeFaultOf(thrown);
      // Our own database or code: nobody knows what became of it, so it stays in hand, and whoever comes next takes it over.
      if (fault === null) throw thrown;
      const next = isFinal(fault) ? { fault } : afterFailure(notice, fault, now(), pace);
      if ('dueAt' in next) await notices.settle(notice.id, sender, { is: 'again', fault, dueAt: next.dueAt }, now());
      else await notices.settle(notice.id, sender, { is: fault.code === 'NOTICE_RECIPIENT_LEFT' ? 'suppressed' : 'refused', fault: next.fault }, now());
      return fault.params['scope'] === 'server';
    }
  }

  async function sendOut(notice: Notice): Promise<{ to: string; locale: Locale }> {
    const person = await deps.people.read(notice.recipient);
    if (person === null) throw new CatalogueError('NOTICE_RECIPIENT_UNKNOWN', { person: notice.recipient });
    if (!person.isActive) throw new CatalogueError('NOTICE_RECIPIENT_LEFT', { person: person.name });
    const channel = channels.get(notice.channel);
    if (channel === undefined) throw new CatalogueError('CHANNEL_UNAVAILABLE', { server: notice.channel, reason: 'not-set', scope: 'server' });
    // A language nobody writes here is read as English.
    const locale = localeSchema.catch('en').parse(notice.locale ?? person.locale);
    const rendered = channel.render(await deps.messageOf(notice, person.zone), locale);
    const { to } = await channel.send(rendered, { name: person.name, email: person.email });
    return { to, locale };
  }

  async function round({ channel, failures }: { channel: Notice['channel']; failures: number }): Promise<DeliveryRound> {
    const sender: Sender = { channel, worker, token: randomUUID() };
    const untilMs = nowMs() + roundMs;
    let [sent, isAway] = [0, false];
    await notices.takeOver(sender, now());
    const sendOn = async (): Promise<void> => {
      while (!isAway && nowMs() < untilMs && !Context.current().cancellationSignal.aborted) {
        const notice = await notices.claim(sender, now());
        if (notice === null) return;
        if (await deliver(notice, sender)) isAway = true;
        else sent += 1;
      }
    };
    await Promise.all(Array.from({ length: width }, sendOn));
    if (isAway) return { sent, isAway, againAt: instantOf(nowMs() + pauseMs(pace, failures + 1)) };
    return { sent, isAway, againAt: await notices.nextDue(channel) };
  }

  return withCodes({
    deliverNotices: (call) => withBeats(() => round(call)),
  } satisfies NoticeActivities);
}

const isFinal = ({ code }: NoticeFault): boolean => errorCatalogue[code]?.family === 'invalid';

/** Null for what is no matter of this notice: the database, or us. */
function noticeFaultOf(thrown: unknown): NoticeFault | null {
  const code = codeOf(thrown);
  if (!(thrown instanceof CatalogueError) || code === null || !/^(NOTICE|CHANNEL)_/.test(code)) return null;
  return { code, params: thrown.params };
}
