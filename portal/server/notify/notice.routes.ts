/** The mailbox: everybody reads their own notices, who manages settings reads all; and the table of who is told of what. */
import { portalEvent } from '#domain/audit/portal-event';
import { CatalogueError } from '#domain/errors';
import { notAllowed } from '#domain/identity/not-allowed';
import { can } from '#domain/identity/rights';
import { audiences, shippedNoticeRules } from '#domain/notify/notice.rules';
import { noticeKinds } from '#domain/notify/notice.schema';
import { instantOf } from '#domain/values';
import type { EventRepo } from '#store/audit/event.repo';
import type { NoticeFileRepo } from '#store/notify/notice-file.repo';
import type { NoticeRepo } from '#store/notify/notice.repo';
import type { NoticeRuleRepo } from '#store/notify/notice-rule.repo';
import type { Handlers } from '../http/handler.ts';
import type { NoticePresenter } from './notice.presenter.ts';

export interface NoticeRouteDeps { notices: NoticeRepo; files: Pick<NoticeFileRepo, 'read'>; events: Pick<EventRepo, 'append'>; rules: NoticeRuleRepo; presenter: NoticePresenter; nowMs: () => number }

/** More unread ones are told as so many and more. */
const mostUnread = 100;
const isShipped = (kind: keyof typeof shippedNoticeRules, to: readonly string[]): boolean => JSON.stringify([...shippedNoticeRules[kind]].sort()) === JSON.stringify([...to].sort());

export function createNoticeRoutes({ notices, files, events, rules, presenter, nowMs }: NoticeRouteDeps): Handlers {
  return {
    'notices.counts': async ({ actor }) => ({ unread: await notices.unread(actor.person, mostUnread) }),
    'notices.list': async ({ query, actor }) => {
      if (query.scope === 'all' && !can(actor, 'settings.manage')) throw notAllowed('settings.manage');
      const { scope, state, kind, ticket, unread, cursor, limit } = query;
      const page = await notices.list({
        ...(scope === 'mine' ? { recipient: actor.person } : {}), ...(state === undefined ? {} : { states: [state] }), ...(kind === undefined ? {} : { kinds: [kind] }),
        ...(ticket === undefined ? {} : { ticketKey: ticket.trim().toUpperCase() }), ...(unread === undefined ? {} : { isUnread: true }),
      }, { limit, cursor });
      return { items: await presenter.present(page.items, actor), next: page.next, total: null };
    },
    'notices.read': async ({ params, actor }) => {
      const notice = await notices.byId(params.id);
      if (notice === null || (notice.recipient !== actor.person && !can(actor, 'settings.manage'))) throw new CatalogueError('NOT_FOUND', { what: 'notice' });
      const [view] = await presenter.present([notice], actor);
      return { notice: view!, letter: await presenter.letter(notice, actor) };
    },
    'notices.file': async ({ params: { id, name }, actor }) => {
      const notice = await notices.byId(id);
      const isThere = notice?.recipient === actor.person && (notice.files ?? []).some((file) => file.name === name);
      if (!isThere) throw new CatalogueError('NOT_FOUND', { what: 'file' });
      // Files come with reports only: whoever may read these no more fetches none of before.
      for (const needed of ['report.read', 'ticket.read'] as const) if (!can(actor, needed)) throw notAllowed(needed);
      const file = await files.read(id, name);
      if (file === null) throw new CatalogueError('NOTICE_FILE_GONE', { file: name });
      return { contentType: file.contentType, fileName: file.name, pieces: whole(file.content) };
    },
    'notices.markRead': async ({ body, actor }) => {
      await notices.markRead(actor.person, body.ids ?? 'all', instantOf(nowMs()));
      return { unread: await notices.unread(actor.person, mostUnread) };
    },
    'noticeRules.list': async () => {
      const table = await rules.inForce();
      return { items: noticeKinds.map((kind) => ({ kind, to: [...table[kind]], isShipped: isShipped(kind, table[kind]) })), audiences: [...audiences] };
    },
    'noticeRules.save': async ({ params: { kind }, body, actor, requestId }) => {
      const to = [...new Set(body.to)];
      await rules.save({ kind, to }, (session, before) => events.append([portalEvent({
        requestId, at: instantOf(nowMs()), action: 'noticeRule.changed', actor: { kind: 'person', id: actor.person, name: actor.name }, refs: [], before: [...before], after: to, data: { kind },
      })], session));
      return { kind, to, isShipped: isShipped(kind, to) };
    },
  };
}

async function* whole(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}
