/** The catalogue as administrators edit it: drafts that may be unfinished, publishing what is whole, taking items off, categories. */
import { portalEvent } from '#domain/audit/portal-event';
import type { EventAction } from '#domain/audit/event.schema';
import { checkItem } from '#domain/catalog/catalog.check';
import { CatalogueError } from '#domain/errors';
import type { Actor } from '#domain/identity/identity.schema';
import { instantOf } from '#domain/values';
import type { EventRepo } from '#store/audit/event.repo';
import type { CatalogRepo } from '#store/catalog/catalog.repo';
import type { ClientSession } from '#store/core/connection';
import type { TeamRepo } from '#store/identity/team.repo';
import type { TicketTypeRepo } from '#store/ticket/ticket-type.repo';
import type { Handlers } from '../http/handler.ts';

export interface CatalogEditorDeps { catalog: CatalogRepo; types: Pick<TicketTypeRepo, 'list'>; teams: Pick<TeamRepo, 'list'>; events: Pick<EventRepo, 'append'>; nowMs: () => number }
const missing = (): CatalogueError => new CatalogueError('NOT_FOUND', { what: 'item' });

export function createCatalogEditorRoutes({ catalog, types, teams, events, nowMs }: CatalogEditorDeps): Handlers {
  const record = (action: EventAction, actor: Actor, key: string, requestId: string) => (session: ClientSession): Promise<void> => events.append([portalEvent({
    requestId, at: instantOf(nowMs()), action, actor: { kind: 'person', id: actor.person, name: actor.name }, refs: [{ kind: 'catalogItem', id: key }], data: { item: key },
  })], session);
  async function demand(key: string) {
    const item = await catalog.item(key);
    if (item === null) throw missing();
    return item;
  }
  return {
    'catalogEditor.list': async () => {
      const [categories, items] = await Promise.all([catalog.categories(), catalog.items()]);
      return { categories, items };
    },
    'catalogEditor.save': async ({ params, body }) => {
      if (body.revision > 0) await demand(params.key);
      return catalog.saveDraft(params.key, body.revision, body.content);
    },
    'catalogEditor.publish': async ({ params, body, actor, requestId }) => {
      const item = await demand(params.key);
      const [known, categories, allTeams] = await Promise.all([types.list(), catalog.categories(), teams.list()]);
      const faults = checkItem(item.draft, { ticketTypes: known.map(({ key }) => key), categories: categories.map(({ key }) => key), teams: allTeams.map(({ id }) => id) });
      if (faults.length > 0) throw new CatalogueError('CATALOG_ITEM_INVALID', {}, faults);
      return catalog.publish(params.key, body.revision, actor.person, new Date(nowMs()), record('catalog.published', actor, params.key, requestId));
    },
    'catalogEditor.unpublish': async ({ params, body, actor, requestId }) => {
      await demand(params.key);
      return catalog.unpublish(params.key, body.revision, record('catalog.unpublished', actor, params.key, requestId));
    },
    'catalogEditor.saveCategory': async ({ params, body }) => {
      const category = { key: params.key, ...body };
      await catalog.saveCategory(category);
      return category;
    },
    'catalogEditor.removeCategory': async ({ params }) => {
      const inside = (await catalog.items()).filter(({ draft, published }) => draft.category === params.key || published?.content.category === params.key);
      if (inside.length > 0) throw new CatalogueError('CATALOG_CATEGORY_USED', { items: inside.map(({ draft }) => draft.name) });
      if (!await catalog.removeCategory(params.key)) throw new CatalogueError('NOT_FOUND', { what: 'category' });
      return { removed: true };
    },
  };
}
