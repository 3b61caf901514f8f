/** Saved views: who sees, makes and changes which. A view gives nobody a right: what its filters find is asked of the list, as ever. */
import { randomUUID } from 'node:crypto';
import { CatalogueError } from '#domain/errors';
import type { Actor } from '#domain/identity/identity.schema';
import { instantOf } from '#domain/values';
import { mayChange, maySee, mayShareWith } from '#domain/view/view.order';
import { viewLimits, type SavedView, type ViewList } from '#domain/view/view.schema';
import type { SavedViewView } from '#api/view.api';
import type { PersonRepo } from '#store/identity/person.repo';
import type { TeamRepo } from '#store/identity/team.repo';
import type { ViewRepo } from '#store/view/view.repo';
import type { Handlers } from '../http/handler.ts';

export interface ViewRouteDeps { views: ViewRepo; people: Pick<PersonRepo, 'readMany'>; teams: Pick<TeamRepo, 'list'>; nowMs: () => number }

export function createViewRoutes({ views, people, teams, nowMs }: ViewRouteDeps): Handlers {
  async function presented(list: readonly SavedView[], actor: Actor): Promise<SavedViewView[]> {
    const [owners, known] = await Promise.all([people.readMany([...new Set(list.map(({ owner }) => owner))]), teams.list()]);
    const [names, teamNames] = [new Map(owners.map(({ id, name }) => [id, name])), new Map(known.map(({ id, name }) => [id, name]))];
    return list.map((view) => ({ ...view, ownerName: names.get(view.owner) ?? view.owner, teamName: view.team === null ? null : teamNames.get(view.team) ?? { en: view.team }, canChange: mayChange(actor, view) }));
  }

  /** A view may be shared with a team that is there, by who may. Throws VIEW_SHARE_NOT_ALLOWED, VIEW_LIMIT. */
  async function demandShare(list: ViewList, team: string | null, actor: Actor): Promise<void> {
    if (team === null) return;
    if (!mayShareWith(actor, team) || !(await teams.list()).some(({ id }) => id === team)) throw new CatalogueError('VIEW_SHARE_NOT_ALLOWED');
    if (await views.countShared(list, team) >= viewLimits.ofTeam) throw new CatalogueError('VIEW_LIMIT', { limit: viewLimits.ofTeam });
  }

  /** Throws NOT_FOUND for what the actor may not see, VIEW_SHARE_NOT_ALLOWED for a team's view they only see. */
  async function demandChangeable(id: string, actor: Actor): Promise<SavedView> {
    const view = await views.read(id);
    if (view === null || !maySee(actor, view)) throw new CatalogueError('NOT_FOUND', { what: 'view' });
    if (!mayChange(actor, view)) throw new CatalogueError('VIEW_SHARE_NOT_ALLOWED');
    return view;
  }

  const one = async (view: SavedView, actor: Actor): Promise<SavedViewView> => (await presented([view], actor))[0]!;

  return {
    'views.list': async ({ query, actor }) => {
      const [found, shelf, known] = await Promise.all([views.seenBy(query.list, actor.person, actor.teams), views.shelf(actor.person, query.list), teams.list()]);
      return { items: await presented(found, actor), shelf, teams: known.filter(({ id }) => mayShareWith(actor, id)).map(({ id, name }) => ({ id, name })) };
    },
    'views.save': async ({ body, actor }) => {
      await demandShare(body.list, body.team, actor);
      if (await views.countOwn(body.list, actor.person) >= viewLimits.ofPerson) throw new CatalogueError('VIEW_LIMIT', { limit: viewLimits.ofPerson });
      const view: SavedView = { ...body, id: randomUUID(), owner: actor.person, revision: 1, changedAt: instantOf(nowMs()) };
      await views.add(view);
      return one(view, actor);
    },
    'views.change': async ({ params, body, actor }) => {
      const view = await demandChangeable(params.id, actor);
      if (body.team !== view.team) await demandShare(view.list, body.team, actor);
      // Nobody but its owner takes it from the team it was given to.
      if (body.team !== view.team && view.owner !== actor.person) throw new CatalogueError('VIEW_SHARE_NOT_ALLOWED');
      const next: SavedView = { ...view, name: body.name, search: body.search, team: body.team, revision: body.revision + 1, changedAt: instantOf(nowMs()) };
      await views.replace(next);
      return one(next, actor);
    },
    'views.remove': async ({ params, actor }) => {
      await demandChangeable(params.id, actor);
      await views.remove(params.id);
      return { removed: true };
    },
    'views.arrange': async ({ params, body, actor }) => {
      await views.saveShelf(actor.person, params.list, body);
      return body;
    },
  };
}
