/** What people may ask for, what they have begun to fill in, and sending it. An item that may not be seen is not there, neither in lists nor by its key. */
import { checkAnswers, descriptionOf, objectOf, subjectOf } from '#domain/catalog/request';
import type { CatalogItem, ItemContent } from '#domain/catalog/catalog.schema';
import { isVisibleTo } from '#domain/catalog/catalog.visible';
import { CatalogueError, errorDetail } from '#domain/errors';
import { filesIn } from '#domain/file/file.answers';
import { validateForm } from '#domain/flow/form/form';
import type { Actor } from '#domain/identity/identity.schema';
import { notAllowed } from '#domain/identity/not-allowed';
import { can } from '#domain/identity/rights';
import { instantOf, type Json, type Text } from '#domain/values';
import type { CatalogRepo } from '#store/catalog/catalog.repo';
import type { RequestDraftRepo } from '#store/catalog/request-draft.repo';
import type { PersonRepo } from '#store/identity/person.repo';
import type { TicketTypeRepo } from '#store/ticket/ticket-type.repo';
import type { FileDesk } from '../file/file.desk.ts';
import { openWithFiles } from '../file/open-with-files.ts';
import type { Handlers } from '../http/handler.ts';
import type { Definitions } from '../ticket/definitions.ts';
import { openTicket, type OpenTicketDeps } from '../ticket/open-ticket.ts';

export interface RequestRouteDeps extends OpenTicketDeps {
  catalog: Pick<CatalogRepo, 'items' | 'item' | 'categories'>;
  drafts: RequestDraftRepo;
  types: Pick<TicketTypeRepo, 'read'>;
  people: Pick<PersonRepo, 'read'>;
  definitions: Definitions;
  files: FileDesk;
}
/** How pressing a request is follows from no object: what is impaired has an incident. */
const usual = 'P3';
type Shown = CatalogItem & { published: NonNullable<CatalogItem['published']> };
const missing = (): CatalogueError => new CatalogueError('NOT_FOUND', { what: 'item' });

const seenBy = (item: CatalogItem | null, actor: Actor): item is Shown =>
  item?.published != null && isVisibleTo(item.published.content.visibility, actor) && can(actor, 'ticket.create', { type: item.published.content.ticketType });

const cardOf = ({ key, published: { version, content } }: Shown) => ({
  key, version, name: content.name, about: content.about, ...(content.words ? { words: content.words } : {}), icon: content.icon, category: content.category,
});

export function createRequestRoutes(deps: RequestRouteDeps): Handlers {
  const { catalog, drafts } = deps;
  async function shown(key: string, actor: Actor): Promise<Shown> {
    const item = await catalog.item(key);
    if (!seenBy(item, actor)) throw missing();
    return item;
  }
  async function flowNameOf(content: ItemContent): Promise<Text | null> {
    const type = await deps.types.read(content.ticketType);
    const latest = type && await deps.flows.latest(type.flow);
    return latest ? (await deps.definitions.read(latest.key, latest.version))?.name ?? null : null;
  }

  return {
    'catalogItems.list': async ({ actor }) => {
      const [items, categories, begun] = await Promise.all([catalog.items(), catalog.categories(), drafts.ofPerson(actor.person)]);
      const seen = items.filter((item): item is Shown => seenBy(item, actor)).sort((a, b) => a.published.content.order - b.published.content.order || (a.key < b.key ? -1 : 1));
      const used = new Set(seen.map(({ published }) => published.content.category));
      return { categories: categories.filter(({ key }) => used.has(key)), items: seen.map((item) => ({ ...cardOf(item), beganAt: begun.find((draft) => draft.item === item.key)?.at ?? null })) };
    },
    'catalogItems.read': async ({ params, actor }) => {
      const item = await shown(params.key, actor);
      const [draft, flowName] = await Promise.all([drafts.read(actor.person, item.key), flowNameOf(item.published.content)]);
      return { ...cardOf(item), form: item.published.content.form, flowName, draft: draft && { answers: draft.answers, at: draft.at } };
    },
    'requestDrafts.save': async ({ params, body, actor }) => {
      const item = await shown(params.key, actor);
      // A draft may be wrong and incomplete; it only has to be data that can be kept.
      const bounded = validateForm(true, body.answers);
      if (!bounded.ok) throw new CatalogueError('CATALOG_ANSWERS_INVALID', {}, bounded.details);
      const at = instantOf(deps.nowMs());
      await drafts.save(actor.person, item.key, bounded.data, at);
      return { at };
    },
    'requestDrafts.remove': async ({ params, actor }) => {
      await drafts.remove(actor.person, params.key);
      return { removed: true };
    },
    'requests.open': async ({ body, actor, requestId, idempotencyKey }) => {
      const item = await shown(body.item, actor);
      const { version, content } = item.published;
      if (body.version !== version) throw new CatalogueError('CATALOG_ITEM_CHANGED', { item: content.name });
      const type = await deps.types.read(content.ticketType);
      if (type === null) throw new CatalogueError('TICKET_TYPE_UNKNOWN', { type: content.ticketType });
      if (!can(actor, 'ticket.create', { type: type.key })) throw notAllowed('ticket.create');
      const checked = checkAnswers(content, body.answers);
      if (!checked.ok) throw new CatalogueError('CATALOG_ANSWERS_INVALID', {}, checked.details);
      const answers = checked.data as Record<string, Json>;
      const locale = (await deps.people.read(actor.person))?.locale ?? 'en';
      const title = subjectOf(content, answers, locale, instantOf(deps.nowMs()));
      const named = filesIn(content.form.schema, answers);
      const command = idempotencyKey ?? requestId;
      const made = await openWithFiles(deps.files, named.map(({ id }) => id), actor, command, requestId, () => openTicket(deps, type, { type: type.key, title, description: descriptionOf(content, answers), object: objectOf(content, answers), fields: answers, ...(type.isCatalogOnly ? { priority: usual } : {}) }, actor, command, { catalog: { item: item.key, version }, team: content.team }), (code) => new CatalogueError('CATALOG_ANSWERS_INVALID', {}, named.map(({ path }) => errorDetail(code, path))));
      await drafts.remove(actor.person, item.key);
      return made;
    },
  };
}
