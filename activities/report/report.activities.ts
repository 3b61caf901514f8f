/** Makes one week's report of a subscription: counts it, has it printed, and hands it to the delivery of notices with its files. Whatever stands in the way is on record: as a notice, and beside the subscription. */
import { createHash } from 'node:crypto';
import type { LevelsDocument } from '#domain/document/levels.document';
import { CatalogueError, errorCatalogue } from '#domain/errors';
import { noticeOf, type Recipient } from '#domain/notify/notice.make';
import type { Telling } from '#domain/notify/notice.plan';
import { noticeIdOf, type ChannelName, type Notice, type NoticeFault } from '#domain/notify/notice.schema';
import { reportFileName } from '#domain/report/report.csv';
import type { AbsentLevels, OpenedReport, ReportActivities, ReportCall, ReportClosing } from '#domain/report/report.ports';
import { nextSending, periodBefore } from '#domain/report/subscription.schedule';
import { settledWeek, type ReportOutcome, type ReportSubscription } from '#domain/report/subscription.schema';
import { failedTelling, plainSaid, saidOf, sentTelling } from '#domain/report/subscription.telling';
import { plusMs, type Instant, type Json } from '#domain/values';
import type { DocumentRepo } from '#store/document/document.repo';
import type { PersonRepo } from '#store/identity/person.repo';
import type { NoticeFileRepo } from '#store/notify/notice-file.repo';
import type { NoticeRepo } from '#store/notify/notice.repo';
import type { NoticeRuleRepo } from '#store/notify/notice-rule.repo';
import type { SubscriptionRepo } from '#store/report/subscription.repo';
import { withBeats } from '../core/beats.ts';
import { withCodes } from '../core/failures.ts';
import { keptUntil, printedOf, tablesOf } from './report.files.ts';

export interface ReportActivityDeps {
  subscriptions: Pick<SubscriptionRepo, 'read' | 'plan' | 'settle'>;
  people: Pick<PersonRepo, 'read'>;
  rules: Pick<NoticeRuleRepo, 'inForce'>;
  levels: AbsentLevels;
  documents: Pick<DocumentRepo, 'add' | 'read' | 'content' | 'file'>;
  files: NoticeFileRepo;
  notices: Pick<NoticeRepo, 'add'>;
  channel: ChannelName;
  /** Wakes the delivery. When Temporal is away, it is woken for what is overdue. */
  ring(channel: ChannelName): Promise<void>;
}

/** A document that is being made is kept so long: the queue may be away for days. */
const documentKeptMs = 7 * 86_400_000;
/** Rights the figures take; whoever fetches the document must have them still. */
const needs = ['report.read', 'ticket.read'] as const;

/** For queue io. */
export function createReportActivities(deps: ReportActivityDeps): ReportActivities {
  const { subscriptions, people, rules, levels, documents, files, notices, channel } = deps;

  /** The subscription, where the week still waits to be sent. */
  async function waiting({ subscription: id, week }: ReportCall): Promise<ReportSubscription | null> {
    const subscription = await subscriptions.read(id);
    const settled = subscription === null ? null : settledWeek(subscription);
    return subscription === null || subscription.isPaused || (settled !== null && settled >= week) ? null : subscription;
  }
  const settle = (call: ReportCall, outcome: Pick<ReportOutcome, 'is'> & Partial<ReportOutcome>): Promise<boolean> =>
    subscriptions.settle(call.subscription, { week: call.week, at: call.now, fault: null, notice: null, againAt: null, ...outcome });

  async function noticeFor(telling: Telling, { locale }: ReportSubscription, now: Instant, kept?: Notice['files']): Promise<Notice> {
    const person = await people.read(telling.recipient);
    const recipient: Recipient | null = person && { name: person.name, isActive: person.isActive, unsubscribed: person.unsubscribed ?? [] };
    return noticeOf(telling, recipient, { event: { at: now }, ticket: null, channel, now, comes: { locale, ...(kept === undefined || kept.length === 0 ? {} : { files: kept }) } });
  }
  const idOf = (subscription: ReportSubscription, week: string): string => noticeIdOf(`${sentTelling(subscription, week, {}).key}/${channel}`);
  const wake = async ({ state }: Notice): Promise<void> => { if (state === 'queued') await deps.ring(channel).catch(() => undefined); };

  /** Notes that this person gets none, whatever would stand in it; answers whether that is so. */
  async function isUnwanted(subscription: ReportSubscription, call: ReportCall): Promise<boolean> {
    if (!(await rules.inForce())['report.sent'].includes('given')) {
      await settle(call, { is: 'skipped', fault: { code: 'REPORT_SWITCHED_OFF', params: {} } });
      return true;
    }
    const notice = await noticeFor(sentTelling(subscription, call.week, plainSaid(subscription, call.week)), subscription, call.now);
    if (notice.fault === null) return false;
    await notices.add([notice]);
    await settle(call, { is: 'skipped', fault: notice.fault, notice: notice.id });
    return true;
  }

  async function giveUp(subscription: ReportSubscription, call: ReportCall, fault: NoticeFault): Promise<void> {
    const isTold = (await rules.inForce())['report.failed'].includes('given');
    const notice = await noticeFor(failedTelling(subscription, call.week, fault.code), subscription, call.now);
    if (isTold) await notices.add([notice]);
    await settle(call, { is: 'failed', fault, notice: isTold ? notice.id : null });
    if (isTold) await wake(notice);
  }

  /** Asked for once at each attempt, which its instant names: whoever comes again finds it, with the figures it was asked for with; null once it is made. */
  async function order({ id, owner, locale, zone }: ReportSubscription, call: ReportCall, model: LevelsDocument): Promise<{ document: string; figures: LevelsDocument | null }> {
    const slot = `report/${id}/${call.week}/${call.now}`;
    const document = await documents.add({
      id: `d${createHash('sha256').update(slot).digest('hex').slice(0, 22)}`, slot, person: owner, template: 'levels', ticketKey: null, needs: [...needs], locale, zone, fileName: `${reportFileName(null, model.figures.period)}.pdf`,
      model: model as unknown as Json, askedAt: call.now, expiresAt: plusMs(call.now, documentKeptMs),
    });
    return { document, figures: (await documents.content(document))?.model as LevelsDocument | null };
  }

  async function open(call: ReportCall): Promise<OpenedReport | null> {
    const subscription = await waiting(call);
    if (subscription === null || await isUnwanted(subscription, call)) return null;
    const { filter, weeks, zone, formats } = subscription;
    try {
      const counted = await levels.count(subscription.owner, { ...filter, ...periodBefore(call.week, weeks), zone }, call.now);
      const { document, figures } = formats.includes('pdf') ? await order(subscription, call, counted) : { document: null, figures: counted };
      // Where it is printed already, its tables were kept before that.
      if (figures !== null && formats.includes('csv')) await files.put(idOf(subscription, call.week), tablesOf(figures, subscription.locale, keptUntil(call.now)));
      return { document, said: saidOf(figures ?? counted) };
    } catch (thrown) {
      // What is wrong with the report itself; the database and we are tried again.
      if (!(thrown instanceof CatalogueError) || errorCatalogue[thrown.code]?.family !== 'invalid') throw thrown;
      await giveUp(subscription, call, { code: thrown.code, params: thrown.params });
      return null;
    }
  }

  async function close({ document, said, againAt, ...call }: ReportClosing): Promise<{ isSettled: boolean }> {
    const subscription = await waiting(call);
    if (subscription === null) return { isSettled: true };
    const printed = document === null ? null : await printedOf(document, documents, keptUntil(call.now));
    if (printed?.fault) {
      const isOver = againAt === null || errorCatalogue[printed.fault.code]?.family !== 'unavailable';
      if (isOver) await giveUp(subscription, call, printed.fault);
      else await settle(call, { is: 'delayed', fault: printed.fault, againAt });
      return { isSettled: isOver };
    }
    const id = idOf(subscription, call.week);
    if (printed?.file) await files.put(id, [printed.file]);
    const kept = (await files.ofNotice(id)).map(({ content: _content, ...facts }) => facts);
    const notice = await noticeFor(sentTelling(subscription, call.week, said), subscription, call.now, kept);
    await notices.add([notice]);
    await settle(call, { is: 'made', notice: notice.id });
    await wake(notice);
    return { isSettled: true };
  }

  return withCodes({
    async planReport({ subscription: id, now }) {
      const subscription = await subscriptions.read(id);
      if (subscription === null || subscription.isPaused) return null;
      const sending = nextSending(subscription, settledWeek(subscription), now);
      await subscriptions.plan(id, { ...sending, revision: subscription.revision });
      return sending;
    },
    openReport: (call) => withBeats(() => open(call)),
    closeReport: (call) => withBeats(() => close(call)),
  } satisfies ReportActivities);
}
