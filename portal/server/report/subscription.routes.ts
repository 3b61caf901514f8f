/** Weekly reports as their owners keep them, and everybody's for who manages the settings. When one comes and what became of it is the worker's; it is told of every change. */
import { randomUUID } from 'node:crypto';
import type { EventAction } from '#domain/audit/event.schema';
import { portalEvent } from '#domain/audit/portal-event';
import { CatalogueError } from '#domain/errors';
import type { Actor } from '#domain/identity/identity.schema';
import type { ReportEngine } from '#domain/report/report.ports';
import { mostSubscriptions, type LevelsFilter, type ReportSubscription, type ReportSubscriptionFacts } from '#domain/report/subscription.schema';
import { instantOf, type Json } from '#domain/values';
import type { EventRepo } from '#store/audit/event.repo';
import type { ClientSession } from '#store/core/connection';
import type { NoticeRepo } from '#store/notify/notice.repo';
import type { SubscriptionRepo } from '#store/report/subscription.repo';
import type { Handlers } from '../http/handler.ts';
import type { Log } from '../http/log.ts';
import type { LevelsReader } from './levels.reader.ts';
import { subscriptionView } from './subscription.presenter.ts';

export interface SubscriptionRouteDeps {
  subscriptions: SubscriptionRepo; notices: Pick<NoticeRepo, 'byId'>; events: Pick<EventRepo, 'append'>; reader: Pick<LevelsReader, 'demandFilter'>; engine: ReportEngine; log: Pick<Log, 'warn'>; nowMs: () => number;
}

const missing = (): CatalogueError => new CatalogueError('NOT_FOUND', { what: 'report' });
const factsOf = ({ filter, weeks, weekday, time, zone, locale, formats, isPaused }: ReportSubscription): ReportSubscriptionFacts => ({ filter, weeks, weekday, time, zone, locale, formats, isPaused });
/** Each once, in one order; nothing that says nothing. */
const tidied = (facts: ReportSubscriptionFacts): ReportSubscriptionFacts => ({ ...facts, formats: [...new Set(facts.formats)].sort().reverse(), filter: Object.fromEntries(Object.entries(facts.filter).filter(([, value]) => value !== undefined)) as LevelsFilter });

export function createSubscriptionRoutes({ subscriptions, notices, events, reader, engine, log, nowMs }: SubscriptionRouteDeps): Handlers {
  const now = () => instantOf(nowMs());
  const view = (subscription: ReportSubscription) => subscriptionView(subscription, notices, now());
  const record = (action: EventAction, actor: Actor, requestId: string) => (session: ClientSession, before: ReportSubscription, after: ReportSubscription): Promise<void> => events.append([portalEvent({
    requestId, at: now(), action, actor: { kind: 'person', id: actor.person, name: actor.name }, refs: [{ kind: 'report', id: after.id }, ...(after.owner === actor.person ? [] : [{ kind: 'person' as const, id: after.owner }])],
    ...(action === 'report.subscribed' ? {} : { before: factsOf(before) as unknown as Json }), ...(action === 'report.unsubscribed' ? {} : { after: factsOf(after) as unknown as Json }),
  })], session);
  /** What is wanted stands in the database: when Temporal is away, the worker tells it later. */
  const tell = (id: string): void => { engine.tell(id).catch((fault: unknown) => log.warn({ fault: String(fault) }, 'a weekly report could not be told of its change; the worker does it')); };

  /** Anybody's. Throws NOT_FOUND. */
  async function standing(id: string): Promise<ReportSubscription> {
    const found = await subscriptions.read(id);
    if (found === null) throw missing();
    return found;
  }

  return {
    'reportSubscriptions.list': async ({ actor }) => ({ items: await Promise.all((await subscriptions.ofOwner(actor.person)).map(view)), most: mostSubscriptions }),
    'reportSubscriptions.make': async ({ body, actor, requestId }) => {
      await reader.demandFilter(body.filter);
      const at = now();
      const subscription: ReportSubscription = { ...tidied(body), id: randomUUID(), owner: actor.person, revision: 1, madeAt: at, changedAt: at, since: at, last: null };
      await subscriptions.add(subscription, mostSubscriptions, record('report.subscribed', actor, requestId));
      tell(subscription.id);
      return view(subscription);
    },
    'reportSubscriptions.save': async ({ params: { id }, body: { revision, ...facts }, actor, requestId }) => {
      await reader.demandFilter(facts.filter);
      const changed = await subscriptions.change(id, actor.person, revision, tidied(facts), now(), record('report.changed', actor, requestId));
      if (changed === null) throw missing();
      tell(id);
      return view(changed);
    },
    'reportSubscriptions.remove': async ({ params: { id }, actor, requestId }) => {
      if (await subscriptions.remove(id, actor.person, record('report.unsubscribed', actor, requestId)) === null) throw missing();
      tell(id);
      return { removed: true };
    },
    'reportSubscriptions.listAll': async ({ query: { q, only, cursor, limit } }) => {
      const page = await subscriptions.page({ text: q?.trim() || null, only: only ?? null, cursor: cursor || null, limit });
      return { items: await Promise.all(page.items.map(async ({ subscription, ownerName, isOwnerActive }) => ({ ...await view(subscription), ownerName, isOwnerActive }))), next: page.next, total: null };
    },
    'reportSubscriptions.pause': async ({ params: { id }, body: { isPaused, revision }, actor, requestId }) => {
      const found = await standing(id);
      // What stays as it is was read at this revision.
      if (found.revision !== revision) throw new CatalogueError('REVISION_CONFLICT');
      const changed = await subscriptions.change(id, found.owner, revision, { ...factsOf(found), isPaused }, now(), record('report.changed', actor, requestId));
      if (changed === null) throw missing();
      tell(id);
      return view(changed);
    },
    'reportSubscriptions.stop': async ({ params: { id }, actor, requestId }) => {
      const { owner } = await standing(id);
      if (await subscriptions.remove(id, owner, record('report.unsubscribed', actor, requestId)) === null) throw missing();
      tell(id);
      return { removed: true };
    },
  };
}
